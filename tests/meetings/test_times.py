"""Times of the day, also on the nights when the clocks change."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.meetings.times import check_times, comes_twice, is_skipped, moment, overlap

SPRING, AUTUMN, WINTER = dt.date(2027, 3, 28), dt.date(2027, 10, 31), dt.date(2027, 1, 14)
HALF_PAST_TWO = dt.time(2, 30)


@pytest.mark.parametrize(
    ("day", "time", "in_utc", "skipped", "twice"),
    [
        (WINTER, dt.time(9), "08:00", False, False),
        (SPRING, dt.time(1, 59), "00:59", False, False),
        (SPRING, HALF_PAST_TWO, "01:30", True, False),
        (SPRING, dt.time(3), "01:00", False, False),
        (AUTUMN, HALF_PAST_TWO, "00:30", False, True),
        (AUTUMN, dt.time(3), "02:00", False, False),
    ],
)
def test_a_time_as_a_moment(day, time, in_utc, skipped, twice):
    assert moment(day, time).astimezone(dt.UTC).strftime("%H:%M") == in_utc
    assert (is_skipped(day, time), comes_twice(day, time)) == (skipped, twice)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "field"),
    [
        (WINTER, None, None, None),
        (WINTER, dt.time(9), dt.time(15), None),
        (AUTUMN, HALF_PAST_TWO, dt.time(4), None),
        (WINTER, None, dt.time(15), "starts"),
        (WINTER, dt.time(9), None, "ends"),
        (WINTER, dt.time(9), dt.time(9), "ends"),
        (SPRING, HALF_PAST_TWO, dt.time(4), "starts"),
        (SPRING, dt.time(1), HALF_PAST_TWO, "ends"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(day, starts, ends, field):
    if field is None:
        check_times(day, starts, ends)
        return
    with pytest.raises(ValidationError) as wrong:
        check_times(day, starts, ends)
    assert list(wrong.value.message_dict) == [field]


def test_two_spans_meet_unless_one_is_over_when_the_other_begins():
    morning, noon, afternoon = (dt.time(9), dt.time(12)), (dt.time(11), dt.time(13)), (dt.time(12), dt.time(15))
    pairs = [(morning, noon), (morning, afternoon), (afternoon, noon), (None, morning)]
    assert [overlap(*pair) for pair in pairs] == [True, False, True, True]
