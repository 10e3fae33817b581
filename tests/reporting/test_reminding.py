"""Reminders of presentations: to whom, when, never twice, and never about a day that has moved."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.journal.models import Letter
from spegla.people.models import Function
from spegla.people.wishes import stop
from spegla.presentations.actions import share_presentation
from spegla.presentations.content import Content, Slide
from spegla.reporting.reminder_letters import write_reminders
from spegla.reporting.reminding import reminders_of
from spegla.rounds import actions as rounds
from spegla.steps.actions import choose_host
from tests.reporting.conftest import BM1
from tests.world import NOW

DUE = BM1 - dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
SLIDE = Slide("a", "bullets", "Det här är vi", Content(text="Så gör vi"))


def on(world, day):
    return {(one.place.organisation.name, one.days, one.missing) for one in reminders_of(world.round, today=day, now=NOW)}


def everywhere(days):
    return {(name, days, ()) for name in ("Alvdala", "Bäckinge", "Dalhem", "Ekfors")}


@pytest.mark.parametrize(
    ("left", "mark"), [(15, None), (14, 14), (10, 14), (8, 14), (7, 7), (3, 7), (2, 2), (0, 2)]
)
def test_the_mark_that_was_passed_last_is_the_one_that_counts(world, left, mark):
    assert on(world, DUE - left * DAY) == (everywhere(mark) if mark else set())


def test_only_who_makes_it_hears_and_no_mentor(world):
    found = reminders_of(world.round, today=DUE, now=NOW)
    makers = {world.person(name, Function.KEY_PERSON).pk for name in ("Alvdala", "Bäckinge", "Dalhem", "Ekfors")}
    assert {one.person_id for one in found} == makers
    assert len(found) == len(makers)


def test_who_has_shared_hears_nothing(world):
    standing = world.standing("Alvdala")
    share_presentation(world.places["Alvdala"], "bm1", [SLIDE], "cluster", standing=standing, now=NOW)
    assert on(world, DUE) == everywhere(2) - {("Alvdala", 2, ())}
    missing = {one.missing for one in reminders_of(world.round, today=DUE + DAY, now=NOW)}
    assert missing == {("Bäckinge",), ("Dalhem", "Ekfors")}


def test_afterwards_the_host_hears_once_which_are_missing(world):
    choose_host(world.clusters[0], "bm1", world.places["Bäckinge"], standing=world.standing("Bäckinge"), now=NOW)
    found = reminders_of(world.round, today=DUE + DAY, now=NOW)
    assert {(one.person_id, one.missing) for one in found} == {
        (world.person("Bäckinge").pk, ("Alvdala", "Bäckinge")),
        (world.officer.pk, ("Dalhem", "Ekfors")),  # nobody hosts there yet
    }
    assert on(world, DUE + 4 * DAY) == set()


def test_written_twice_it_is_written_once(world):
    assert [write_reminders(today=DUE, now=NOW) for _ in range(2)] == [4, 0]
    assert Letter.objects.filter(kind="reminder").count() == 4


def test_when_the_meeting_moves_the_reminders_move_with_it(world):
    write_reminders(today=DUE - 2 * DAY, now=NOW)
    rounds.pin_date(world.round, "bm1", BM1 + 21 * DAY, cluster=world.clusters[0], by=world.officer, now=NOW)
    assert on(world, DUE) == {("Dalhem", 2, ()), ("Ekfors", 2, ())}
    assert write_reminders(today=DUE + 14 * DAY, now=NOW) == 2
    again = Letter.objects.filter(kind="reminder", once__contains=str(DUE + 21 * DAY))
    assert {letter.to for letter in again} == {world.person(name).email for name in ("Alvdala", "Bäckinge")}


def test_who_wants_none_gets_none(world):
    stop(world.person("Alvdala"), "reminder", by=None, now=NOW)
    assert write_reminders(today=DUE, now=NOW) == 3


def test_a_closed_round_and_one_who_has_left_are_left_alone(world):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    assert on(world, DUE) == everywhere(2) - {("Alvdala", 2, ())}
    rounds.close_round(world.round, by=world.officer, now=NOW)
    assert on(world, DUE) == set()


def test_the_letters_are_in_the_readers_language_and_say_what_to_do(world):
    reader = world.person("Alvdala")
    reader.language = "en"
    reader.save()
    write_reminders(today=DUE, now=NOW)
    letters = {letter.to: letter for letter in Letter.objects.filter(kind="reminder")}
    assert letters[reader.email].subject == "Share the presentation by 18 March 2027"
    swedish = letters[world.person("Bäckinge").email]
    assert swedish.subject == "Dela presentationen senast den 18 mars 2027"
    assert f"/omgang/{world.places['Bäckinge'].pk}/steg/bm1/" in swedish.body
    assert "/avsluta/" in swedish.body


def test_a_round_of_any_size_costs_the_same_questions(world):
    asked = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert reminders_of(world.round, today=DUE, now=NOW)
        asked.append(len(queries))
        rounds.end_participation(world.places.popitem()[1], reason="", by=world.officer, now=NOW)
    assert asked[0] == asked[1] == asked[2] <= 6
