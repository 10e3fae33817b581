"""Read the material of a round, the links that need somebody's eye, and one's own reflections."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from spegla.files.models import StoredFile
from spegla.library.models import Holding, Reflection
from spegla.people.models import Person
from spegla.rounds.models import Participation, Round
from spegla.rounds.standing import Standing

PATIENCE = dt.timedelta(days=1)  # a server may be away for a night without its link being called dead
WEEK = dt.timedelta(days=7)


def holdings_visible_to(standing: Standing) -> QuerySet[Holding]:
    """What the offices of the reader's rounds have added, the latest first."""
    rounds = standing.rounds | standing.offices
    held = Holding.objects.filter(round_id__in=rounds, removed_at__isnull=True)
    return held.select_related("file").order_by("-added_at", "-pk")


def holdings_of(round_: Round, standing: Standing) -> dict[tuple[str, str], list[Holding]]:
    """Those of one round by step and key of the material ("" is the step's own). One query."""
    found: dict[tuple[str, str], list[Holding]] = {}
    for one in holdings_visible_to(standing).filter(round=round_):
        found.setdefault((one.step, one.key), []).append(one)
    return found


def holding_of(round_: Round, pk: int, standing: Standing) -> Holding | None:
    return holdings_visible_to(standing).filter(round=round_, pk=pk).first()


def file_in(round_: Round, pk: int, standing: Standing) -> StoredFile | None:
    """The file of a holding, if it has one that is still there."""
    held = holding_of(round_, pk, standing)
    return held.file if held and held.file and not held.file.removed_at else None


def is_dead(now: dt.datetime) -> Q:
    """A link that leads nowhere: the server says so, or it has not answered for more than a day."""
    away = Q(fault__in=[Holding.Fault.ERROR, Holding.Fault.SILENT], failing_since__lte=now - PATIENCE)
    return Q(removed_at__isnull=True) & (Q(fault=Holding.Fault.GONE) | away)


def dead_links_of(round_: Round, *, now: dt.datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(is_dead(now), round=round_).order_by("failing_since", "pk")


def links_to_try(now: dt.datetime) -> QuerySet[Holding]:
    """Links of open rounds that were not tried for a week, or failed at last trial; the longest untried first."""
    due = Q(checked_at__isnull=True) | Q(checked_at__lte=now - WEEK) | (~Q(fault="") & Q(checked_at__lt=now - PATIENCE / 2))
    links = Holding.objects.filter(due, removed_at__isnull=True, round__closed_at__isnull=True).exclude(url="")
    return links.order_by(F("checked_at").asc(nulls_first=True), "pk")


def reflections_at(
    place: Participation, person: Person, *, team: Iterable[int]
) -> tuple[dict[str, Reflection], Counter[str]]:
    """The reader's own by key, and how many of the team have gone through each. Never who. One query."""
    rows = list(Reflection.objects.filter(participation=place, person_id__in={*team, person.pk}))
    return {one.key: one for one in rows if one.person_id == person.pk}, Counter(one.key for one in rows)
