"""Open, run and close the room of a meeting: the code, the agenda item that is on, what the wall shows."""

import datetime as dt
from collections.abc import Iterable
from random import SystemRandom
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from spegla.core.codes import new_code, tidy_code
from spegla.journal.actions import record
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.meetings.models import Meeting
from spegla.minutes.models import MeetingRoom, Seat
from spegla.people.models import Person
from spegla.rounds.models import Participation

LASTS, Scene = MeetingRoom.LASTS, MeetingRoom.Scene
COLUMNS_AT_MOST = 4
ROOM, MEETING = Joined(MeetingRoom), Joined(Meeting, "round", "cluster")


class RoomOverError(Exception):
    """It has been closed, or twelve hours have passed."""


PHONE, SCREEN = "phone", "screen"


def numbers(*, now: dt.datetime) -> dict[int, dict[str, int]]:
    """Of all that go on: the number that phones, and the one that wall and desk, compare with what they show. One query."""
    return {pk: {PHONE: turn, SCREEN: version} for pk, turn, version in _numbers(since=now - LASTS)}


@Prepared
def _numbers(since: dt.datetime) -> QuerySet[Any, Any]:
    open_ = MeetingRoom.objects.filter(closed_at__isnull=True, opened_at__gt=since, meeting__round__closed_at__isnull=True)
    return open_.values_list("pk", "turn", "version")


def going_on(*, now: dt.datetime) -> QuerySet[MeetingRoom]:
    rows = MeetingRoom.objects.filter(closed_at__isnull=True, opened_at__gt=now - LASTS)
    return rows.select_related("meeting__round", "meeting__cluster")


@transaction.atomic
def open_room(meeting: Meeting, *, by: Person, now: dt.datetime) -> MeetingRoom:
    """Open one for this meeting; where one goes on already, that one."""
    _end_the_forgotten(now=now)
    while not (room := going_on(now=now).filter(meeting=meeting).first()):
        try:
            with transaction.atomic():
                opened = MeetingRoom.objects.create(meeting=meeting, code=new_code(SystemRandom()), opened_by=by, opened_at=now)
        except IntegrityError:  # the code is taken, or somebody else opened it in the same moment
            continue
        _record("room-opened", opened, by=by, now=now)
    return room


def _end_the_forgotten(*, now: dt.datetime) -> None:
    """Those that have ended by themselves give their codes back."""
    forgotten = MeetingRoom.objects.filter(closed_at__isnull=True, opened_at__lte=now - LASTS)
    for room in forgotten:
        close_room(room, by=None, now=room.opened_at + LASTS)


@transaction.atomic
def close_room(room: MeetingRoom, *, by: Person | None, now: dt.datetime) -> None:
    """It ends for everybody at once, and guests' devices are forgotten. Closing what is closed does nothing."""
    if _open(room).update(closed_at=now, version=F("version") + 1, turn=F("turn") + 1):
        _record("room-closed", room, by=by, now=now)


def forget_devices(*, now: dt.datetime) -> int:
    """Guests of rooms that ended a day ago: what a telephone kept while it was without a net has come in by then."""
    _end_the_forgotten(now=now)
    ended = MeetingRoom.objects.filter(closed_at__lt=now - dt.timedelta(days=1))
    return Seat.objects.filter(room__in=ended).exclude(device="").update(device="")


def go_to(room: MeetingRoom, item: str, *, now: dt.datetime) -> None:
    """This agenda item is on from now. The same again does not start its time anew. Raises RoomOverError."""
    _tell(room, turn=True, item=item, scene=Scene.ITEM, **({} if item == room.item else {"item_since": now}))


def show(room: MeetingRoom, scene: str, *, row: str = "", picture: Participation | None = None) -> None:
    """The wall shows something else of the item. Raises RoomOverError."""
    _tell(room, turn=True, scene=Scene(scene), row=row, picture=picture)


def set_beside(room: MeetingRoom, places: Iterable[Participation]) -> None:
    """Which organisations stand side by side: two to four, or (none named) as many as there is room for."""
    chosen = list(places)[:COLUMNS_AT_MOST]
    room.columns.set(chosen if len(chosen) > 1 else [])
    tell(room.meeting_id)


def tell(meeting_id: int, *, phones: bool = False) -> None:
    """The wall and the note-taker of whatever room the meeting has open have something new. One query, in its transaction."""
    turn = {"turn": F("turn") + 1} if phones else {}
    MeetingRoom.objects.filter(meeting=meeting_id, closed_at__isnull=True).update(version=F("version") + 1, **turn)


def _tell(room: MeetingRoom, *, turn: bool, **changes: Any) -> None:
    more = {"turn": F("turn") + 1} if turn else {}
    if not _open(room).update(version=F("version") + 1, **more, **changes):
        raise RoomOverError
    for name, value in changes.items():
        setattr(room, name, value)


def room_at(pk: int) -> MeetingRoom | None:
    """Over or not, with its meeting, round and cluster. One query; every phone asks it at the same time."""
    for row in _rooms(pk=pk):
        room = ROOM.instance(row[: len(ROOM.columns)])
        room.meeting = MEETING.instance(row[len(ROOM.columns) :])
        return room
    return None


@Prepared
def _rooms(pk: int) -> QuerySet[Any, Any]:
    of_meeting = (f"meeting__{column}" for column in MEETING.columns)
    return MeetingRoom.objects.filter(pk=pk).values_list(*ROOM.columns, *of_meeting)


def room_with_code(typed: str, *, now: dt.datetime) -> MeetingRoom | None:
    """The one that goes on with a code somebody typed. Wrong ones are counted at the door (people/room_codes.py)."""
    found = going_on(now=now).filter(code=tidy_code(typed)).first()
    return found if found and not found.is_over(now=now) else None


def open_room_of(meeting: Meeting, *, now: dt.datetime) -> MeetingRoom | None:
    return going_on(now=now).filter(meeting=meeting.pk).first() if meeting.pk else None


def _open(room: MeetingRoom) -> QuerySet[MeetingRoom]:
    return MeetingRoom.objects.filter(pk=room.pk, closed_at__isnull=True)


def _record(what: str, room: MeetingRoom, *, by: Person | None, now: dt.datetime) -> None:
    record(what, room, by=by, now=now, round_id=room.meeting.round_id, cluster=room.meeting.cluster_id, step=room.meeting.step)
