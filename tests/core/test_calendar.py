import random
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.calendar import (
    Awkward,
    CalendarError,
    Move,
    Offset,
    Phase,
    Window,
    awkward,
    moved,
    parse_offset,
    phase_at,
    resolve,
    shift_date,
    weekend,
)

START = date(2027, 1, 31)
DATES = [
    ("start", "", {}),
    ("bm1", "start", {"short": "10w", "long": "4m"}),
    ("bm1-ready", "bm1", {"*": "-14d"}),
    ("bm2", "bm1", {"*": "2m"}),
    ("bm2-ready", "bm2", {"*": "-1w"}),
]


@pytest.mark.parametrize(
    ("text", "offset"),
    [("10w", Offset(10, "w")), ("-14d", Offset(-14, "d")), ("+4m", Offset(4, "m")), ("0d", Offset(0, "d"))],
)
def test_an_offset_is_a_number_and_a_unit(text, offset):
    assert parse_offset(text) == offset


@pytest.mark.parametrize("text", ["", "10", "w", "1.5w", "10 w", "10y", "--1d", "10w2d", "99999d"])
def test_anything_else_is_no_offset(text):
    with pytest.raises(CalendarError, match="is not an offset such as"):
        parse_offset(text)


@pytest.mark.parametrize(
    ("day", "text", "shifted"),
    [
        (date(2027, 1, 31), "1m", date(2027, 2, 28)),
        (date(2028, 1, 31), "1m", date(2028, 2, 29)),
        (date(2027, 1, 31), "-2m", date(2026, 11, 30)),
        (date(2027, 12, 15), "1m", date(2028, 1, 15)),
        (date(2027, 1, 1), "-1d", date(2026, 12, 31)),
        (date(2027, 1, 1), "2w", date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_month(day, text, shifted):
    assert shift_date(day, parse_offset(text)) == shifted


def test_every_date_is_counted_from_its_anchor():
    assert resolve(DATES, "short", START) == {
        "start": date(2027, 1, 31),
        "bm1": date(2027, 4, 11),
        "bm1-ready": date(2027, 3, 28),
        "bm2": date(2027, 6, 11),
        "bm2-ready": date(2027, 6, 4),
    }
    assert resolve(DATES, "long", START)["bm1"] == date(2027, 5, 31)


def test_a_pinned_date_is_itself_an_anchor():
    found = resolve(DATES, "short", START, {"bm1": date(2027, 4, 20)})
    assert (found["bm1"], found["bm1-ready"], found["bm2"]) == (date(2027, 4, 20), date(2027, 4, 6), date(2027, 6, 20))


def test_a_pin_of_the_start_moves_the_start():
    assert resolve(DATES, "short", START, {"start": date(2027, 2, 1)})["bm1"] == date(2027, 4, 12)


def test_a_pin_of_a_date_that_the_calendar_lacks_is_left_aside():
    assert resolve(DATES, "short", START, {"bm9": START}) == resolve(DATES, "short", START)


def test_objects_with_the_attributes_do_as_well_as_tuples():
    objects = [SimpleNamespace(key=key, anchor=anchor, offset=offset) for key, anchor, offset in DATES]
    assert resolve(objects, "short", START) == resolve(DATES, "short", START)


@pytest.mark.parametrize(
    ("dates", "key", "why"),
    [
        ([("a", "b", {"*": "1d"})], "a", 'is counted from "b", which is not a date of the calendar'),
        ([("a", "b", {"*": "1d"}), ("b", "a", {"*": "1d"})], "a", "is counted from itself: a → b → a"),
        ([("x", "a", {"*": "1d"}), ("a", "a", {"*": "1d"})], "a", "is counted from itself: a → a"),
        ([("start", "", {}), ("a", "start", {"long": "1d"})], "a", 'has no offset for the variant "short"'),
        ([("start", "", {}), ("a", "start", {"*": "soon"})], "a", '"soon" is not an offset such as "10w", "-14d" or "4m"'),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_is_named(dates, key, why):
    with pytest.raises(CalendarError) as error:
        resolve(dates, "short", START)
    assert (error.value.key, error.value.why) == (key, why)
    assert str(error.value) == f"{key}: {why}"


@pytest.mark.parametrize(("start", "text"), [(date.min, "-1d"), (date.min, "-1m"), (date.max, "1w"), (date.max, "1m")])
def test_a_date_before_the_first_or_after_the_last_day_is_refused(start, text):
    with pytest.raises(CalendarError, match=f'^a: the offset "{text}" leads outside the calendar$'):
        resolve([("start", "", {}), ("a", "start", {"*": text})], "short", start)


def test_moves_name_what_moves_and_what_stays_behind():
    pins = {"bm2": date(2027, 6, 11)}
    before = resolve(DATES, "short", START, pins)
    after = resolve(DATES, "short", START + timedelta(days=7), pins)
    assert moved(before, after, pins, DATES) == [
        Move("start", date(2027, 1, 31), date(2027, 2, 7)),
        Move("bm1", date(2027, 4, 11), date(2027, 4, 18)),
        Move("bm1-ready", date(2027, 3, 28), date(2027, 4, 4)),
        Move("bm2", date(2027, 6, 11), date(2027, 6, 11), stays=True),
    ]


def test_a_derived_date_that_lands_on_the_same_day_is_no_move():
    """From the 30th and from the 31st of January, a month leads to the same last day of February."""
    dates = [("start", "", {}), ("check", "start", {"*": "1m"})]
    before, after = (resolve(dates, "short", date(2027, 1, day)) for day in (30, 31))
    assert [move.key for move in moved(before, after, {}, dates)] == ["start"]


def test_dates_that_only_one_of_two_calendars_has_are_no_moves():
    assert moved({"start": START}, {"start": START, "bm1": START}, {}, DATES) == []


@pytest.mark.parametrize(
    ("day", "phase"),
    [(1, Phase.UPCOMING), (2, Phase.CURRENT), (4, Phase.CURRENT), (5, Phase.PAST), (6, Phase.PAST)],
)
def test_the_day_it_opens_belongs_to_a_window_and_the_day_it_closes_does_not(day, phase):
    assert phase_at(Window(date(2027, 3, 2), date(2027, 3, 5)), date(2027, 3, day)) is phase


def test_a_window_that_closes_as_it_opens_is_never_current():
    window = Window(START, START)
    days = [START + timedelta(days=n) for n in (-1, 0, 1)]
    assert [phase_at(window, day) for day in days] == [Phase.UPCOMING, Phase.PAST, Phase.PAST]


def test_saturday_and_sunday_are_the_weekend():
    week = [date(2027, 3, day) for day in range(1, 8)]
    assert [weekend(day) for day in week] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("day", "why"),
    [(date(2027, 6, 23), ()), (date(2027, 6, 24), (Awkward.SUMMER,)), (date(2027, 8, 13), (Awkward.SUMMER,)),
     (date(2027, 8, 15), (Awkward.WEEKEND, Awkward.SUMMER)), (date(2027, 8, 16), ()), (date(2027, 12, 17), ()),
     (date(2027, 12, 20), (Awkward.CHRISTMAS,)), (date(2028, 1, 6), (Awkward.CHRISTMAS,)), (date(2028, 1, 7), ()),
     (date(2027, 9, 18), (Awkward.WEEKEND,))],
)
def test_a_meeting_is_remarked_on_when_most_are_away_and_a_deadline_on_weekends_only(day, why):
    assert awkward(day, meeting=True) == why
    assert awkward(day, meeting=False) == tuple(one for one in why if one is Awkward.WEEKEND)


# Laws

offsets = st.builds(lambda count, unit: f"{count}{unit}", st.integers(-60, 60), st.sampled_from("dwm"))
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def calendars(draw):
    """A calendar of up to eight dates, each counted from an earlier one."""
    dates = [("start", "", {})]
    for n in range(draw(st.integers(1, 7))):
        anchor = draw(st.sampled_from(dates))[0]
        dates.append((f"d{n}", anchor, {"*": draw(offsets)}))
    return dates


def descendants(key, dates, pinned):
    """What hangs on `key` through dates that are not pinned."""
    found = {key}
    for name, anchor, _ in dates:  # anchors come first in these calendars
        if anchor in found and name not in pinned:
            found.add(name)
    return found - {key}


@given(calendars(), days, st.randoms(use_true_random=False))
def test_the_order_of_the_dates_does_not_matter(dates, start, rng: random.Random):
    shuffled = dates[:]
    rng.shuffle(shuffled)
    assert resolve(shuffled, "short", start) == resolve(dates, "short", start)


@given(calendars(), days, st.data())
def test_pinned_dates_never_move(dates, start, data):
    keys = [key for key, _, _ in dates]
    pins = data.draw(st.dictionaries(st.sampled_from(keys), days))
    other = data.draw(days)
    for first in (start, other):
        found = resolve(dates, "short", first, pins)
        assert {key: found[key] for key in pins} == pins


@given(calendars(), days, st.data())
def test_moving_an_anchor_moves_only_what_hangs_on_it(dates, start, data):
    keys = [key for key, _, _ in dates]
    pins = data.draw(st.dictionaries(st.sampled_from(keys), days, max_size=3))
    key = data.draw(st.sampled_from(keys))
    before = resolve(dates, "short", start, pins)
    after = resolve(dates, "short", start, pins | {key: data.draw(days)})
    changed = {name for name in keys if before[name] != after[name]}
    assert changed - {key} <= descendants(key, dates, pins)


@given(calendars(), days, st.integers(1, 400))
def test_days_and_weeks_move_with_their_anchor_by_as_much(dates, start, more):
    dates = [
        (key, anchor, {name: text.replace("m", "d") for name, text in offset.items()}) for key, anchor, offset in dates
    ]
    before = resolve(dates, "short", start)
    after = resolve(dates, "short", start + timedelta(days=more))
    assert {(after[key] - before[key]).days for key in before} == {more}


@given(days, days, days)
def test_a_day_has_one_phase_and_phases_follow_each_other(opens, closes, day):
    window = Window(min(opens, closes), max(opens, closes))
    order = [Phase.UPCOMING, Phase.CURRENT, Phase.PAST]
    today, tomorrow = (order.index(phase_at(window, now)) for now in (day, day + timedelta(days=1)))
    assert today <= tomorrow
