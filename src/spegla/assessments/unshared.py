"""Comments and what is not working: what stays with the organisation unless somebody chooses otherwise, and whose words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from spegla.assessments.models import Answer, OwnAnswer
from spegla.people.models import Person
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing

FIELDS = ("not_working", "comment")


@dataclass(frozen=True, slots=True)
class Words:
    """`own`: of somebody's own sheet, which only she reads. `writer` is who wrote this text, `key` tells the words apart."""

    key: str
    item: str
    field: str
    text: str
    writer: int | None
    own: bool


def unshared_words(place: Participation, checklist: str, occasion: str, standing: Standing) -> list[Words]:
    """Those of the organisation's joint answers and of the reader's own sheet. Nothing for anybody else. Three queries."""
    if place.organisation_id not in standing.organisations:
        return []
    return [*_joint(place, checklist, occasion), *_own(place, checklist, occasion, standing)]


def _joint(place: Participation, checklist: str, occasion: str) -> list[Words]:
    rows = Answer.objects.filter(
        assessment__participation=place, assessment__unit=place.organisation_id, assessment__checklist=checklist,
        assessment__occasion=occasion, assessment__mentor=None,
    ).exclude(not_working="", comment="")
    found = {row.pk: row for row in rows.order_by("pk")}
    writers = _writers(found)
    return [
        Words(f"joint-{checklist}-{row.item}-{field}", row.item, field, text, writers.get((pk, field)), own=False)
        for pk, row in found.items() for field in FIELDS if (text := getattr(row, field))
    ]


def _writers(answers: Iterable[int]) -> dict[tuple[int, str], int | None]:
    """Who last changed each of the texts. One query."""
    found: dict[tuple[int, str], int | None] = {}
    before: dict[tuple[int, str], str] = {}
    history = Answer.history.filter(id__in=list(answers)).order_by("id", "version", "history_id")
    for pk, by, *texts in history.values_list("id", "changed_by_id", *FIELDS):
        for field, text in zip(FIELDS, texts, strict=True):
            if before.get((pk, field), "") != text:
                before[pk, field], found[pk, field] = text, by
    return found


def _own(place: Participation, checklist: str, occasion: str, standing: Standing) -> list[Words]:
    rows = OwnAnswer.objects.filter(
        sheet__participation=place, sheet__unit=place.organisation_id, sheet__checklist=checklist,
        sheet__occasion=occasion, sheet__person=standing.person,
    ).exclude(Q(not_working="") & Q(comment=""))
    return [
        Words(f"own-{checklist}-{row.item}-{field}", row.item, field, text, standing.person.pk, own=True)
        for row in rows.order_by("pk") for field in FIELDS if (text := getattr(row, field))
    ]


def names_of_writers(words: Iterable[Words]) -> dict[int, str]:
    """One query."""
    wanted = {one.writer for one in words if one.writer is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
