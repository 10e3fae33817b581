"""A meeting's room: opened once, found by its code, led item by item, and over at once for everybody."""

import datetime as dt

import pytest

from spegla.core.verdict import Why
from spegla.journal.models import Event
from spegla.meetings.queries import roles_of
from spegla.minutes.models import MeetingRoom
from spegla.minutes.policy import may_be_in, may_hold
from spegla.minutes.rooms import (
    RoomOverError,
    Scene,
    close_room,
    forget_devices,
    go_to,
    numbers,
    open_room,
    room_at,
    room_with_code,
    set_beside,
    show,
    tell,
)
from spegla.minutes.seats import FullError, guest_seat_of, leave, seat_of, seats_at, sit_down, sit_down_as_guest
from spegla.rounds import actions as rounds
from spegla.rounds.standing import standing_of
from tests.minutes.conftest import DAY
from tests.world import NOW

LATER = DAY + dt.timedelta(hours=12)


@pytest.fixture
def by(world):
    return world.person("Alvdala")


def test_a_meeting_has_one_room_at_a_time(room, meeting, by):
    assert open_room(meeting, by=by, now=DAY) == room
    close_room(room, by=by, now=DAY)
    again = open_room(meeting, by=by, now=DAY)
    assert again != room
    assert Event.objects.filter(what__in=["room-opened", "room-closed"]).count() == 3


def test_after_twelve_hours_it_has_ended_and_gives_its_code_back(room, meeting, by):
    assert numbers(now=LATER) == {}
    assert room_with_code(room.code, now=LATER) is None
    assert open_room(meeting, by=by, now=LATER) != room
    room.refresh_from_db()
    assert room.closed_at == LATER


def test_a_code_is_found_as_people_type_it(room):
    assert room_with_code(f" {room.code[:3].lower()} {room.code[3:]}", now=DAY) == room
    assert room_with_code("FEL FEL", now=DAY) is None


def test_the_same_item_again_does_not_start_its_time_anew(room):
    go_to(room, "bm1-agenda-since", now=DAY)
    go_to(room_at(room.pk), "bm1-agenda-since", now=DAY + dt.timedelta(minutes=5))
    assert room_at(room.pk).item_since == DAY
    go_to(room_at(room.pk), "bm1-agenda-show", now=DAY + dt.timedelta(minutes=5))
    assert room_at(room.pk).item_since == DAY + dt.timedelta(minutes=5)


def test_phones_hear_of_what_they_show_and_the_wall_of_everything(room, meeting):
    before = numbers(now=DAY)[room.pk]
    tell(meeting.pk)
    show(room, Scene.IDEAS)
    after = numbers(now=DAY)[room.pk]
    assert (after["phone"] - before["phone"], after["screen"] - before["screen"]) == (1, 2)


def test_side_by_side_stand_two_to_four(world, room):
    places = [world.places[name] for name in ("Alvdala", "Bäckinge", "Mellby")]
    set_beside(room, places[:1])
    assert not room.columns.exists()
    set_beside(room, [*places, *places])
    assert room.columns.count() == 3


def test_when_it_is_closed_nothing_moves_any_more(room, by):
    close_room(room, by=by, now=DAY)
    with pytest.raises(RoomOverError):
        go_to(room, "bm1-agenda-show", now=DAY)
    assert room_at(room.pk).is_over(now=DAY)


def test_it_ends_with_the_round(world, room):
    assert numbers(now=DAY)
    rounds.close_round(world.round, by=world.officer, now=DAY)
    assert room_at(room.pk).is_over(now=DAY)
    assert numbers(now=DAY) == {}


def test_a_person_has_one_seat_also_when_the_room_opens_again(world, room, meeting, by, seat):
    close_room(room, by=by, now=DAY)
    again = sit_down(open_room(meeting, by=by, now=DAY), seat.person, place=None, function="made-up")
    assert (again.pk, again.place, again.function) == (seat.pk, None, "")
    assert seat_of(meeting, seat.person) == again


def test_a_guest_is_known_by_her_device_in_this_room_only(room, guest):
    assert guest_seat_of(room, "a secret") == guest
    assert guest_seat_of(room, "another") is None
    assert guest_seat_of(room, "") is None
    assert "a secret" not in str(guest.__dict__)


def test_a_guest_who_leaves_has_been_there_but_is_not_known(room, meeting, guest):
    leave(guest)
    assert guest_seat_of(room, "a secret") is None
    assert [(one.device, one.function) for one in seats_at(meeting)] == [("", "elected-official")]


def test_devices_are_forgotten_a_day_after_the_room(room, guest, by):
    close_room(room, by=by, now=DAY)
    assert forget_devices(now=DAY + dt.timedelta(hours=23)) == 0
    assert forget_devices(now=DAY + dt.timedelta(hours=25)) == 1


def test_there_is_an_end_to_how_many_guests_come(room, monkeypatch, guest):
    monkeypatch.setattr("spegla.minutes.seats.GUESTS_AT_MOST", 1)
    with pytest.raises(FullError):
        sit_down_as_guest(room, "another", place=None, function="")


@pytest.mark.parametrize(
    ("who", "function", "holds", "inside"),
    [
        ("Alvdala", "key-person", Why.FINE, Why.FINE),  # hosts, organises and takes notes
        ("Alvdala", "elected-official", Why.FINE, Why.FINE),
        ("Mellby", "key-person", Why.FINE, Why.FINE),  # the mentor leads
        ("Bäckinge", "key-person", Why.NOT_ORGANISER, Why.FINE),
        ("Dalhem", "key-person", Why.NOT_YOURS, Why.NOT_YOURS),
    ],
)
def test_whoever_organises_hosts_leads_or_takes_notes_holds_the_room(world, room, meeting, who, function, holds, inside):
    standing = world.standing(who, function)
    assert may_hold(meeting, roles_of(meeting), standing).why is holds
    assert may_be_in(room, standing, is_guest=False, now=DAY).why is inside


def test_the_office_may_look_in_but_holds_only_its_own(world, room, meeting):
    office = standing_of(world.officer, now=NOW)
    assert may_hold(meeting, roles_of(meeting), office).why is Why.NOT_ORGANISER
    assert may_be_in(room, office, is_guest=False, now=LATER).why is Why.ROOM_OVER


def test_two_rooms_cannot_be_open_for_one_meeting(room):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingRoom.objects.create(meeting=room.meeting, code="OTHER1", opened_by=room.opened_by, opened_at=DAY)
