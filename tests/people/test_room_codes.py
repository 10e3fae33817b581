"""Wrong codes of rooms: who guesses is stopped, and shuts nobody else out."""

import datetime as dt

import pytest

from spegla.journal.models import Event
from spegla.people import room_codes as codes

HERE, THERE = "192.0.2.7", "198.51.100.20"


def guess(many, *, now, client=HERE):
    for _ in range(many):
        codes.check_codes(now=now, client=client)
        codes.note_wrong_code(now=now, client=client)


def is_shut_out(client, *, now):
    try:
        codes.check_codes(now=now, client=client)
    except codes.TooManyCodesError:
        return True
    return False


@pytest.mark.parametrize("client", [HERE, ""])
def test_who_guesses_is_stopped_for_a_minute_and_the_others_are_not(db, now, client):
    guess(codes.FROM_ONE_PLACE, now=now, client=client)
    assert [is_shut_out(one, now=now) for one in (client, THERE)] == [True, False]
    assert not is_shut_out(client, now=now + codes.WITHIN)


def test_from_everywhere_together_there_is_a_limit_but_a_first_try_is_always_looked_at(db, now, monkeypatch):
    monkeypatch.setattr(codes, "FROM_EVERYWHERE", 40)
    guess(codes.FROM_ONE_PLACE, now=now)
    guess(9, now=now, client=THERE)
    assert not is_shut_out(THERE, now=now)
    guess(1, now=now, client=THERE)
    assert [is_shut_out(one, now=now) for one in (THERE, "203.0.113.5")] == [True, False]


def test_it_is_forgotten_after_an_hour_and_nobody_can_read_where_it_came_from(db, now):
    guess(1, now=now)
    assert HERE not in str(list(Event.objects.values()))
    assert codes.forget_wrong_codes(now=now + dt.timedelta(minutes=59)) == 0
    assert codes.forget_wrong_codes(now=now + dt.timedelta(hours=2)) == 1
