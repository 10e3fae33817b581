"""Read what passes between a mentor and an organisation: notes of an item, consents, and the mentor's own view."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from spegla.assessments.models import Assessment, MentorNote, OutsideConsent
from spegla.assessments.policy import mentoring
from spegla.assessments.queries import Row, answers_by_assessment
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


def notes_visible_to(standing: Standing) -> QuerySet[MentorNote]:
    """What is not taken back: to the reader's organisations, and from her places that mentor now."""
    if standing.person is None:
        return MentorNote.objects.none()
    hers = Q(participation__organisation__in=standing.organisations) | Q(mentor__in=mentoring(standing))
    return MentorNote.objects.filter(hers).exclude(text="")


def notes_to(place: Participation, checklist: str, occasion: str, standing: Standing) -> dict[str, list[MentorNote]]:
    """By item, what mentors say to this place; with the mentor's organisation at hand. One query."""
    notes = notes_visible_to(standing).filter(participation=place, checklist=checklist, occasion=occasion)
    found: dict[str, list[MentorNote]] = {}
    for note in notes.select_related("mentor__organisation").order_by("pk"):
        found.setdefault(note.item, []).append(note)
    return found


def notes_from(mentor: Participation, occasion: str, standing: Standing) -> dict[tuple[int, str, str], MentorNote]:
    """What this mentor has said at an occasion, by the place it is for, checklist and item. One query."""
    notes = notes_visible_to(standing).filter(mentor=mentor, occasion=occasion)
    return {(note.participation_id, note.checklist, note.item): note for note in notes}


def consents_between(place: Participation, others: list[int]) -> dict[tuple[int, int], dict[str, OutsideConsent]]:
    """Standing consents between a place and others, by (asked, mentor) and side. One query."""
    pair = Q(participation=place, mentor__in=others) | Q(mentor=place, participation__in=others)
    found: dict[tuple[int, int], dict[str, OutsideConsent]] = {}
    rows = OutsideConsent.objects.filter(pair, until__isnull=True).select_related("by", "participation", "mentor")
    for consent in rows:
        found.setdefault((consent.participation_id, consent.mentor_id), {})[consent.side] = consent
    return found


def outside_visible_to(standing: Standing) -> QuerySet[Assessment]:
    """Mentors' own views of the reader's organisations, and from her places that mentor, while both consents stand."""
    if standing.person is None:
        return Assessment.objects.none()
    hers = Q(participation__organisation__in=standing.organisations) | Q(mentor__in=mentoring(standing))
    pair = OutsideConsent.objects.filter(
        participation=OuterRef("participation"), mentor=OuterRef("mentor"), until__isnull=True
    )
    both = {f"consent_{side.name.lower()}": Exists(pair.filter(side=side)) for side in OutsideConsent.Side}
    views = Assessment.objects.filter(hers, kind=Assessment.Kind.MENTOR)
    return views.annotate(**both).filter(**dict.fromkeys(both, True))


def outside_views(
    place: Participation, checklist: str, occasion: str, standing: Standing, *, mentor: Participation | None = None
) -> dict[str, list[tuple[str, Row]]]:
    """By item: the mentor's name and what it says of this place. Two queries; one where nobody has said anything."""
    views = outside_visible_to(standing).filter(participation=place, checklist=checklist, occasion=occasion)
    if mentor is not None:
        views = views.filter(mentor=mentor)
    names = dict(views.order_by("pk").values_list("pk", "mentor__organisation__name"))
    found: dict[str, list[tuple[str, Row]]] = {}
    for pk, answers in answers_by_assessment(names).items() if names else ():
        for item, row in answers.items():
            found.setdefault(item, []).append((names[pk], row))
    return found
