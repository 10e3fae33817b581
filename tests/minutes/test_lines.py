"""Caught in a line: once, with whose it is; changed without losing anything; taken home, and told only if they agree."""

import pytest

from spegla.journal.versions import StaleError
from spegla.minutes.lines import agree, catch, change_line, lines_of, strike, take_home, taken_by_line
from spegla.minutes.models import Line
from spegla.minutes.rooms import room_at
from tests.minutes.conftest import DAY


@pytest.fixture
def note(world, meeting):
    def note(text="Fråga i kön", kind="idea", *, whose="Alvdala", seat=None, key="a"):
        place = world.places[whose] if whose else None
        return catch(meeting, kind, text, whose=whose and place, seat=seat, creation_key=key, by=None, now=DAY)

    return note


def test_the_same_line_sent_again_is_one_line(room, note):
    before = room_at(room.pk).version
    assert note() == note() == Line.objects.get()
    assert room_at(room.pk).version == before + 1


def test_who_catches_anothers_idea_takes_it_home(world, meeting, note, seat):
    theirs, own, decision = note(seat=seat), note(whose="Bäckinge", seat=seat, key="b"), note(kind="decision", seat=seat, key="c")
    assert taken_by_line(meeting) == {theirs.pk: [world.places["Bäckinge"]]}
    assert {own.kind, decision.kind} == {"idea", "decision"}


def test_the_note_taker_takes_nothing_home_for_anybody(meeting, note):
    note(seat=None)
    assert taken_by_line(meeting) == {}


def test_an_idea_is_taken_and_left_again(world, meeting, note):
    line = note()
    for taken in (True, True):
        take_home(line, world.places["Mellby"], taken=taken, now=DAY)
    assert taken_by_line(meeting) == {line.pk: [world.places["Mellby"]]}
    take_home(line, world.places["Mellby"], taken=False, now=DAY)
    assert taken_by_line(meeting) == {}


def test_a_change_is_kept_in_the_history_and_a_stale_one_shows_both(world, note):
    line = note()
    change_line(line, {"text": "Fråga på biblioteket"}, based_on=1, request_key="x", by=world.person("Alvdala"), now=DAY)
    with pytest.raises(StaleError) as error:
        change_line(line, {"text": "Annat"}, based_on=1, request_key="y", by=None, now=DAY)
    assert error.value.current.text == "Fråga på biblioteket"
    assert [row.text for row in line.history.order_by("version")] == ["Fråga i kön", "Fråga på biblioteket"]


def test_struck_is_out_of_the_notes_and_can_come_back(meeting, note):
    line = note()
    strike(line, struck=True, by=None, now=DAY)
    assert list(lines_of(meeting)) == []
    assert list(lines_of(meeting, struck=True)) == [line]
    strike(line, struck=False, by=None, now=DAY)
    assert list(lines_of(meeting)) == [line]


def test_they_say_yes_and_whom_to_ring(world, note):
    me = world.person("Alvdala")
    line = agree(note(), agreed=True, ring=me, by=me, now=DAY)
    assert (line.agreed, line.ring, line.whose) == ("yes", me, world.places["Alvdala"])


def test_a_no_takes_their_name_away(world, note):
    line = agree(note(), agreed=False, ring=None, by=world.person("Alvdala"), now=DAY)
    assert (line.agreed, line.ring, line.whose) == ("no", None, None)


def test_only_an_idea_is_agreed_on(note):
    from django.db import IntegrityError, transaction

    line = note(kind="question")
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(agreed="yes")
