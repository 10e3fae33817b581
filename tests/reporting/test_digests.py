"""Letters about what waits: one a week, more only before a meeting and when something is new, and none when nothing waits."""

import datetime as dt

import pytest

from spegla.journal.models import Letter
from spegla.people.wishes import stop
from spegla.reporting.digests import digest_for, is_weekly_turn
from spegla.reporting.reminder_letters import write_digests
from spegla.rounds import actions as rounds
from tests.reporting.conftest import BM1, PREPARING
from tests.world import NOW

DAY = dt.timedelta(days=1)


def at(day):
    return dt.datetime.combine(day, dt.time(6), dt.UTC)


def days_with_a_letter(world, first, last):
    """To the key person in Alvdala, when the job runs every day."""
    found, day = [], first
    while day <= last:
        write_digests(today=day, now=at(day))
        day += DAY
    written = Letter.objects.filter(kind="digest", person_id=world.person("Alvdala").pk).order_by("written_at")
    found = [letter.written_at.date() for letter in written]
    return found


@pytest.mark.parametrize(
    ("latest", "today", "turn"),
    [
        (None, "2027-03-10", True),
        ("2027-03-08", "2027-03-14", False),  # Monday to Sunday
        ("2027-03-14", "2027-03-15", True),
        ("2027-03-12", "2027-03-17", True),  # the worker was away on Monday
        ("2027-03-15", "2027-03-15", False),
    ],
)
def test_the_weeks_turn_comes_on_monday(latest, today, turn):
    day = dt.date.fromisoformat
    assert is_weekly_turn(latest and day(latest), day(today)) is turn


def test_one_a_week_while_the_meeting_is_far(world):
    assert days_with_a_letter(world, PREPARING, PREPARING + 7 * DAY) == [PREPARING, dt.date(2027, 3, 15)]


def test_before_a_meeting_daily_only_when_something_is_new(world):
    first = BM1 - 6 * DAY
    days_with_a_letter(world, first, first)
    assert digest_for(world.person("Alvdala"), today=first + DAY, now=at(first + DAY)) is None
    rounds.confirm_assignment(world.places["Alvdala"], by=world.person("Alvdala"), now=NOW)
    digest = digest_for(world.person("Alvdala"), today=first + DAY, now=at(first + DAY))
    assert digest is not None
    assert digest.once.endswith(str(first + DAY))


def test_run_twice_a_day_nothing_is_written_twice(world):
    assert write_digests(today=PREPARING, now=at(PREPARING)) > 0
    assert write_digests(today=PREPARING, now=at(PREPARING)) == 0


def test_it_says_what_waits_at_most_three_things(world):
    write_digests(today=PREPARING, now=at(PREPARING))
    letter = Letter.objects.get(kind="digest", person_id=world.person("Alvdala").pk)
    assert letter.subject == "3 saker väntar på dig i Spegla"
    assert letter.body.count("\n– ") == 3
    assert "/nu/" in letter.body


def test_nothing_waits_and_no_letter_comes(world):
    rounds.close_round(world.round, by=world.officer, now=NOW)
    assert write_digests(today=PREPARING, now=at(PREPARING)) == 0


def test_who_has_ended_them_gets_none(world):
    person = world.person("Alvdala")
    stop(person, "digest", by=person, now=NOW)
    write_digests(today=PREPARING, now=at(PREPARING))
    assert not Letter.objects.filter(kind="digest", person_id=person.pk).exists()
