"""Which items a unit answers, and how two checklists correspond."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from spegla.assessments.occasions import OccasionTime, earlier
from spegla.assessments.sheets import counterparts, items_for, items_on, level_for, pairs_between, turned
from spegla.core.visibility import Phase
from spegla.programme.loader import load_checklist
from spegla.programme.rewording import Worded, reworded
from spegla.programme.schema import Pair, Text
from tests.assessments.papers import BM1

ORGANISATION, BOARD = 1, 2


def place(inside=None, closed_at=None):
    return SimpleNamespace(organisation_id=ORGANISATION, round=SimpleNamespace(inside_id=inside, closed_at=closed_at))


@pytest.mark.parametrize(
    ("unit", "inside", "level"), [(ORGANISATION, None, "overall"), (BOARD, None, "board"), (ORGANISATION, 9, "board")]
)
def test_a_whole_answers_on_the_first_level_and_a_part_on_the_last(unit, inside, level):
    assert level_for(load_checklist("c-2023"), place(inside), unit) == level


def test_on_one_level_all_answer_alike():
    checklist = load_checklist("b-2018")
    assert items_for(checklist, place(), ORGANISATION) == items_for(checklist, place(), BOARD) == checklist.item


def test_an_item_that_says_nothing_on_a_level_is_not_asked_there():
    checklist = load_checklist("c-2023")
    assert items_on(checklist, "no-such-level") == ()


def test_correspondence_is_read_from_either_side():
    b, c = load_checklist("b-2018"), load_checklist("c-2023")
    forth, back = pairs_between(b, c), pairs_between(c, b)
    assert {other for other, _ in counterparts("statistics-by-sex", forth)} == {"statistics-by-sex", "statistics-analysed"}
    assert {other for other, _ in counterparts("steering-chain", back)} == {"goals-and-budget", "ordinary-follow-up"}
    assert counterparts("systematic-improvement", back) == []
    assert pairs_between(b, replace(c, key="made-up")) == ()


def test_a_checklist_in_other_words_follows_the_mapping_of_the_one_it_was_derived_from():
    b, c = load_checklist("b-2018"), load_checklist("c-2023")
    wanted = ["statistics-by-sex", "goals-and-budget"]
    ours = reworded(b, "Vår lista", [*(Worded(key, "Egna ord", "") for key in wanted), Worded("", "Bara vår", "")])
    told = {item: [other for other, _ in counterparts(item, pairs_between(ours, c))] for item in (item.key for item in ours.item)}
    assert told == {"statistics-by-sex": ["statistics-by-sex", "statistics-analysed"], "goals-and-budget": ["steering-chain"],
                    "own-bara-var": []}
    back = pairs_between(c, ours)
    assert [other for other, _ in counterparts("steering-chain", back)] == ["goals-and-budget"]  # the other one was left out


def test_two_in_other_words_than_the_same_have_its_items_in_common_and_no_others():
    b = load_checklist("b-2018")
    keys = [item.key for item in b.item]
    ours = reworded(b, "Vår lista", [Worded(key, "Egna ord", "") for key in keys[:2]] + [Worded("", "Ny", "")])
    theirs = reworded(b, "Deras lista", [Worded(key, "Andra ord", "") for key in keys[1:3]] + [Worded("", "Ny", "")])
    for one, other, common in ((ours, b, keys[:2]), (b, ours, keys[:2]), (ours, theirs, keys[1:2])):
        pairs = pairs_between(one, other)
        assert {item.key: [to for to, _ in counterparts(item.key, pairs)] for item in one.item if counterparts(item.key, pairs)} == {
            key: [key] for key in common
        }


@pytest.mark.parametrize(
    ("day", "phase"),
    [("2027-03-03", Phase.UPCOMING), ("2027-03-04", Phase.OPEN), ("2027-03-18", Phase.OPEN), ("2027-03-19", Phase.LATE)],
)
def test_an_occasion_opens_on_its_day_and_is_late_after_its_last(day, phase):
    from datetime import date

    time = OccasionTime("bm1", Text(sv="", en=""), date(2027, 3, 4), date(2027, 3, 18), Text(sv="", en=""))
    assert time.phase(place(), date.fromisoformat(day)) is phase
    assert time.phase(place(closed_at=BM1), date.fromisoformat(day)) is Phase.CLOSED


def test_earlier_occasions_the_nearest_first():
    times = [SimpleNamespace(key=key) for key in "abc"]
    assert [time.key for time in earlier(times, "c")] == ["b", "a"]


KEYS = st.sampled_from("abcd")
SOME = st.lists(KEYS, max_size=3, unique=True).map(tuple)
PAIRS = st.lists(st.builds(lambda of, to: Pair(of=of, to=to, origin="ours"), SOME, SOME), max_size=5).map(tuple)


@given(KEYS, KEYS, PAIRS)
def test_two_items_correspond_whichever_side_one_looks_from(one, other, pairs):
    there = [key for key, _ in counterparts(one, pairs)]
    back = [key for key, _ in counterparts(other, turned(pairs))]
    assert there.count(other) == back.count(one)


@given(PAIRS)
def test_turned_twice_is_the_same(pairs):
    assert turned(turned(pairs)) == pairs


@given(KEYS, PAIRS)
def test_an_item_corresponds_only_to_what_a_pair_says(item, pairs):
    """Nothing is passed on from pair to pair: the note beside it is about these two items."""
    assert all(item in pair.of and key in pair.to for key, pair in counterparts(item, pairs))
    assert {key for key, _ in counterparts(item, pairs)} == {key for pair in pairs if item in pair.of for key in pair.to}
