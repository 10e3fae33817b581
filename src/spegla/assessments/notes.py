"""Read what passes between a mentor and an organisation: notes of an item, consents, and the mentor's own view."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from spegla.assessments.models import Assessment, MentorNote, OutsideConsent, SharedAnswer
from spegla.assessments.policy import mentoring
from spegla.assessments.queries import Row, answers_by_assessment
from spegla.journal.models import Share
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


def notes_visible_to(standing: Standing) -> QuerySet[MentorNote]:
    """What is not taken back: to the reader's organisations, and from her places that mentor now.

    `is_shared`: whether the answer it is about is still shared with the mentor. If not, the mentor does not read it.
    """
    if standing.person is None:
        return MentorNote.objects.none()
    mentored = Q(mentor__in=mentoring(standing), is_shared=True)
    hers = Q(participation__organisation__in=standing.organisations) | mentored
    return MentorNote.objects.annotate(is_shared=_shared_with_its_mentor()).filter(hers).exclude(text="")


def is_shared(note: MentorNote) -> bool:
    """Whether the answer that a note is about is still shared with the mentor that wrote it."""
    return MentorNote.objects.filter(_shared_with_its_mentor(), pk=note.pk).exists()


def _shared_with_its_mentor() -> Exists:
    audience = (
        Q(share__audience=Share.Audience.PUBLIC)
        | Q(share__audience=Share.Audience.CLUSTER, share__audience_id=OuterRef("mentor__cluster"))
        | Q(share__audience=Share.Audience.ROUND, share__audience_id=OuterRef("mentor__round"))
    )
    about = {name: OuterRef(name) for name in ("participation", "checklist", "occasion")}
    shown = SharedAnswer.objects.filter(audience, share__until__isnull=True, item=OuterRef("item"))
    whole = shown.filter(assessment__unit=F("assessment__participation__organisation"))
    return Exists(whole.filter(**{f"assessment__{name}": value for name, value in about.items()}))


def notes_to(place: Participation, checklist: str, occasion: str, standing: Standing) -> dict[str, list[MentorNote]]:
    """By item, what mentors say to this place; with the mentor's organisation at hand. One query."""
    notes = notes_visible_to(standing).filter(participation=place, checklist=checklist, occasion=occasion)
    found: dict[str, list[MentorNote]] = {}
    for note in notes.select_related("mentor__organisation").order_by("pk"):
        found.setdefault(note.item, []).append(note)
    return found


def note_to(place: Participation, occasion: str, pk: int, standing: Standing) -> MentorNote | None:
    """What a mentor has said to this place at an occasion, with the round at hand. One query."""
    notes = notes_visible_to(standing).filter(participation=place, occasion=occasion, pk=pk)
    return notes.select_related("participation__round").first()


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
