"""Who is asked to a meeting: the people of the organisations that meet, and guests by e-mail."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from spegla.core.verdict import require
from spegla.journal.forgetting import forget_guests_letters
from spegla.meetings.actions import note
from spegla.meetings.gaps import Gap, Seat, gaps
from spegla.meetings.links import KINDS, invitee_of
from spegla.meetings.models import Invitee, Meeting
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import meeting_places, roles_of, step_of
from spegla.people.collation import swedish_key
from spegla.people.models import Appointment, Function, Person
from spegla.people.persons import plain_name
from spegla.people.queries import standing_appointments
from spegla.people.teams import NEEDED
from spegla.programme.schema import Step
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing

PREPARING = frozenset({Function.KEY_PERSON, Function.STRATEGIST})
MOST_GUESTS = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One who is asked. `functions` are what she is today; `is_current` is false once she has left the organisation."""

    invitee: Invitee
    place: Participation | None
    functions: frozenset[str]
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """A person of an organisation that meets, with what she is there."""

    person: Person
    place: Participation
    functions: frozenset[str]


def expected_at(meeting: Meeting, *, now: dt.datetime) -> list[Expected]:
    """Everybody the meeting is for, place by place. Two queries."""
    places, wanted = {place.organisation_id: place for place in meeting_places(meeting)}, wanted_at(step_of(meeting))
    held = standing_appointments(now).filter(organisation__in=places, function__in=wanted, person__is_active=True)
    people: dict[tuple[int, int], list[Appointment]] = {}
    for appointment in held.select_related("person").order_by("pk"):
        people.setdefault((appointment.organisation_id, appointment.person_id), []).append(appointment)
    found = [
        Expected(own[0].person, places[organisation], frozenset(one.function for one in own))
        for (organisation, _), own in people.items()
    ]
    order = list(places)
    return sorted(found, key=lambda one: (
        order.index(one.place.organisation_id), first_of(one.functions)[0], swedish_key(one.person.name)
    ))


def wanted_at(step: Step) -> frozenset[str]:
    """The functions a meeting is for: the strategists' own meetings are for those who prepare."""
    return PREPARING if step.kind == "strategists" else frozenset(Function.values) - {Function.PROGRAMME_OFFICER}


def first_of(functions: Iterable[str]) -> tuple[int, str]:
    """The function that is told where one is enough, and its place in the order."""
    return min((Function.values.index(function), function) for function in functions)


def asked_to(meeting: Meeting, *, now: dt.datetime) -> list[Asked]:
    """Those who are asked and still belong there, place by place, guests last; then those who have left. Three queries."""
    if meeting.pk is None:
        return []
    expected = {one.person.pk: one for one in reversed(expected_at(meeting, now=now))}
    rows = Invitee.objects.filter(meeting=meeting).select_related("person", "participation__organisation", "reply", "presence")
    found = [_asked(row, expected.get(row.person_id or 0)) for row in rows]
    order = {person: n for n, person in enumerate(reversed(expected))}
    return sorted(found, key=lambda one: (
        not one.is_current, order.get(one.invitee.person_id or 0, len(order)), swedish_key(one.invitee.called)
    ))


def _asked(row: Invitee, expected: Expected | None) -> Asked:
    row_place = row.participation
    if row.is_guest:
        return Asked(row, row_place, frozenset({row.function}), is_current=True)
    if expected is None:
        return Asked(row, row_place, frozenset({row.function}), is_current=False)
    return Asked(row, expected.place, expected.functions)


def invited_by(token: str, *, now: dt.datetime) -> Invitee | None:
    """Whose link this is, as long as she is asked: not once she has left the organisation, or the round is closed."""
    rows = Invitee.objects.select_related("person", "meeting__round", "meeting__cluster", "reply")
    found = rows.filter(pk=invitee_of(token) or 0).first()
    if found is None or found.meeting.round.closed_at:
        return None
    if found.person is None:
        return found
    return found if any(one.person.pk == found.person_id for one in expected_at(found.meeting, now=now)) else None


def ask_all(meeting: Meeting, *, by: Person, now: dt.datetime) -> list[Asked]:
    """Everybody the meeting is for is asked, with the guests; who is asked already stays so. Inside a transaction."""
    known = set(Invitee.objects.filter(meeting=meeting, person__isnull=False).values_list("person_id", flat=True))
    new = {one.person.pk: one for one in expected_at(meeting, now=now) if one.person.pk not in known}
    Invitee.objects.bulk_create(
        [Invitee(meeting=meeting, person=one.person, participation=one.place, function=first_of(one.functions)[1],
                 asked_at=now, asked_by=by) for one in new.values()],
        ignore_conflicts=True,  # somebody else asked them in the same moment
    )
    return [one for one in asked_to(meeting, now=now) if one.is_current]


@transaction.atomic
def ask_guest(
    meeting: Meeting, *, name: str, email: str, place: Participation | None, function: str, standing: Standing, now: dt.datetime
) -> Invitee:
    """Somebody without an account. Asked twice she is asked once. Raises ValidationError by field."""
    require(may_organise(meeting, roles_of(meeting), standing))
    name, email = plain_name(name), Person.objects.normalise(email)
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": _("Skriv en fullständig e-postadress, som namn@kommun.se.")}) from error
    if any(one.person.email == email for one in expected_at(meeting, now=now)):
        raise ValidationError({"email": _("Den här personen är redan bjuden och finns i ett av teamen.")})
    guests = Invitee.objects.filter(meeting=meeting, person=None)
    if not guests.filter(email=email).exists() and guests.count() >= MOST_GUESTS:
        raise ValidationError(_("Så många gäster går inte att bjuda in. Ta bort någon först."))
    values = {"name": name, "participation": place, "function": function, "asked_at": now, "asked_by": standing.person}
    guest, made = Invitee.objects.get_or_create(meeting=meeting, email=email, defaults=values)
    if made:
        note(meeting, "guest-asked", by=standing.person, now=now)
    return guest


@transaction.atomic
def remove_guest(meeting: Meeting, guest: Invitee, *, standing: Standing, now: dt.datetime) -> None:
    """Her link leads nowhere after this, and what she answered is gone; so is what was written to her."""
    require(may_organise(meeting, roles_of(meeting), standing))
    if Invitee.objects.filter(pk=guest.pk, meeting=meeting, person=None).delete()[0]:
        if guest.email and not Invitee.objects.filter(email=guest.email).exists():
            forget_guests_letters(guest.email, kinds=KINDS)
        note(meeting, "guest-removed", by=standing.person, now=now)


def needed_of(place: Participation, step: Step) -> tuple[frozenset[str], ...]:
    """What an organisation should send: a mentor, and whoever meets to prepare, those who prepare."""
    return (PREPARING,) if place.is_mentor or step.kind == "strategists" else NEEDED


@dataclass(frozen=True, slots=True)
class Lacking:
    """Tells which functions the organisations that meet would lack."""

    step: Step
    places: Sequence[Participation]

    def among(self, asked: Iterable[Asked], comes: Mapping[int, bool]) -> list[tuple[Participation, Gap]]:
        """Place by place, when those who are asked (by invitee id) come or do not."""
        places = {place.pk: place for place in self.places}
        current = [one for one in asked if one.is_current]
        seats = [Seat(one.place.pk if one.place else None, one.functions, comes.get(one.invitee.pk)) for one in current]
        wanted = {pk: needed_of(place, self.step) for pk, place in places.items()}
        return [(places[gap.place], gap) for gap in gaps(wanted, seats)]
