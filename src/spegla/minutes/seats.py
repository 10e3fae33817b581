"""Who is at a meeting: people of the organisations that meet, and guests' devices for as long as the room is open."""

import datetime as dt
import hashlib
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.meetings.models import Meeting
from spegla.minutes.models import MeetingRoom, Reflection, Seat
from spegla.minutes.rooms import tell
from spegla.people.models import Function, Person
from spegla.rounds.models import Participation

GUESTS_AT_MOST = 300
SEAT = Joined(Seat, "person")


class FullError(Exception):
    """As many guests as there may be have come in."""


def device_hash(secret: str) -> str:
    """All that is kept of a guest's device."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def sit_down(room: MeetingRoom, person: Person, *, place: Participation | None, function: str) -> Seat:
    """A person comes in; she has one seat at a meeting, also when its room is opened again."""
    said = {"place": place, "function": _known(function)}
    seat, new = Seat.objects.update_or_create(
        meeting=room.meeting, person=person, defaults=said, create_defaults={"room": room, **said}
    )
    if new:
        tell(room.meeting_id)
    return seat


@transaction.atomic
def sit_down_as_guest(
    room: MeetingRoom, secret: str, *, place: Participation | None, function: str, name: str = ""
) -> Seat:
    """A device that came by the code. `name` only if it may stand in the notes. Raises FullError."""
    if Seat.objects.filter(room=room, person=None).count() >= GUESTS_AT_MOST:
        raise FullError
    seat = Seat.objects.create(
        meeting=room.meeting, room=room, device=device_hash(secret), place=place, function=_known(function),
        name=" ".join(name.split()), is_named=bool(name.strip()),
    )
    tell(room.meeting_id)
    return seat


@transaction.atomic
def add_by_hand(room: MeetingRoom, *, place: Participation | None, function: str, name: str) -> Seat:
    """Somebody who is there without a device: for the attendance only. One with a name is there once."""
    name = " ".join(name.split())
    there = Seat.objects.filter(meeting=room.meeting, person=None, name=name, place=place) if name else Seat.objects.none()
    if found := there.first():
        return found
    seat = Seat.objects.create(
        meeting=room.meeting, room=room, place=place, function=_known(function), name=name, is_named=bool(name)
    )
    tell(room.meeting_id)
    return seat


@transaction.atomic
def remove_by_hand(room: MeetingRoom, seat: int) -> None:
    """Only who has neither a device nor an account here; the others were there."""
    if Seat.objects.filter(pk=seat, meeting=room.meeting, person=None, device="").delete()[0]:
        tell(room.meeting_id)


def _known(function: str) -> str:
    return function if function in Function.values else ""


def leave(seat: Seat) -> None:
    """The device is forgotten, and with it what was written for its holder's eyes only. That somebody was there stays."""
    Seat.objects.filter(pk=seat.pk, person=None).update(device="")
    Reflection.objects.filter(seat=seat.pk, seat__person=None).delete()


def seat_of(meeting: Meeting, person: Person) -> Seat | None:
    rows = _of_person(meeting=meeting.pk, person=person.pk)
    return SEAT.instance(rows[0]) if rows else None


def guest_seat_of(room: MeetingRoom, secret: str) -> Seat | None:
    """The seat of the guest whose device holds this secret; in this room only."""
    rows = _of_device(room=room.pk, device=device_hash(secret)) if secret else []
    return SEAT.instance(rows[0]) if rows else None


@Prepared
def _of_person(meeting: int, person: int) -> QuerySet[Any, Any]:
    return Seat.objects.filter(meeting=meeting, person=person).values_list(*SEAT.columns)


@Prepared
def _of_device(room: int, device: str) -> QuerySet[Any, Any]:
    return Seat.objects.filter(room=room, device=device).values_list(*SEAT.columns)


def seats_at(meeting: Meeting) -> list[Seat]:
    """Everybody who came in, organisation by organisation. One query."""
    rows = Seat.objects.filter(meeting=meeting).select_related("person", "place__organisation")
    return sorted(rows, key=lambda seat: (seat.place.organisation.name if seat.place else "~", seat.function, seat.pk))


def counted(seats: list[Seat]) -> dict[int | None, Counter[str]]:
    """By place (None: of no organisation that meets) and function, how many."""
    found: dict[int | None, Counter[str]] = {}
    for seat in seats:
        found.setdefault(seat.place_id, Counter())[seat.function] += 1
    return found


def has_met(meeting: Meeting, standing_person: Any) -> bool:
    """Whether this person has a seat at the meeting."""
    return bool(standing_person) and Seat.objects.filter(meeting=meeting, person=standing_person).exists()


def keep_name_out(seat: Seat, *, named: bool, now: dt.datetime) -> None:
    """Whether her own name may stand in the notes."""
    Seat.objects.filter(pk=seat.pk).update(is_named=named)


def called(seat: Seat) -> str:
    """Who somebody is, as far as she wants it told: "Eva Lind, nyckelperson, Granåsa kommun"."""
    name = (seat.person.name if seat.person else seat.name) if seat.is_named else ""
    function = str(Function(seat.function).label) if seat.function else ""
    place = seat.place.organisation.name if seat.place else ""
    said = ", ".join(part for part in (name, function, place) if part)
    return said[:1].upper() + said[1:] if said else gettext("Någon")
