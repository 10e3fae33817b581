"""The slopes: a dot per level that is there, a line only between two of them, a break over a hole, and nothing hides anything."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spegla.documents.charts import RADIUS, Rise, Slope, slopes

LEVELS = [(1, "Låg"), (2, "Mellan"), (3, "Hög")]
TIMES = [("Då", ""), ("Sedan", ""), ("Nu", "inga svar")]
level = st.one_of(st.none(), st.integers(1, 3))
rises = st.lists(st.sampled_from([Rise(0, 1, "up"), Rise(1, 2), Rise(0, 2, "down", over_hole=True)]), unique=True).map(tuple)
things = st.lists(st.tuples(st.tuples(level, level, level), rises), max_size=20).map(
    lambda found: [Slope(str(number), *one) for number, one in enumerate(found)]
)


def drawn(*found):
    return slopes(found, LEVELS, TIMES)


def test_the_highest_level_is_on_top():
    assert [band.label.text for band in drawn().bands] == ["3 Hög", "2 Mellan", "1 Låg"]


def test_a_thing_that_moved_up_ends_higher():
    [line] = drawn(Slope("1", (1, 3, None), (Rise(0, 1, "up"),))).lines
    assert line.y2 < line.y1
    assert line.kind == "up"


def test_what_moved_is_drawn_last_so_that_it_is_seen():
    found = drawn(Slope("1", (1, 2, 2), (Rise(0, 1, "up"), Rise(1, 2))), Slope("2", (2, 1, 1), (Rise(0, 1, "down"), Rise(1, 2))))
    assert [line.kind for line in found.lines] == ["", "", "up", "down"]


def test_over_a_hole_the_line_is_broken_and_both_ends_point_the_same_way():
    first, last = drawn(Slope("1", (1, None, 3), (Rise(0, 2, "up", over_hole=True),))).lines
    assert first.x2 < last.x1
    assert (first.y2 - first.y1) * (last.x2 - last.x1) == (last.y2 - last.y1) * (first.x2 - first.x1)


def test_a_word_stands_before_the_dot_that_its_line_comes_to():
    picture = drawn(Slope("1", (3, 2, None), (Rise(0, 1, "known", "vet mer"),)))
    dot = max(picture.dots, key=lambda dot: dot.x)
    [word] = picture.arrivals
    assert (word.text, dot.x - word.x > RADIUS, abs(dot.y - word.y) <= RADIUS) == ("vet mer", True, True)


def test_a_time_with_nothing_says_so_under_its_name():
    assert [(word.text, word.kind) for word in drawn().words] == [("Då", ""), ("Sedan", ""), ("Nu", ""), ("inga svar", "note")]


def test_two_times_fit_a_phone():
    assert slopes([], LEVELS, TIMES[:2]).width == 360


@given(things)
def test_a_dot_for_each_level_and_a_line_only_between_levels(found):
    picture = drawn(*found)
    assert len(picture.dots) == sum(one is not None for thing in found for one in thing.levels)
    ends = [(t.levels[r.start], t.levels[r.end], r) for t in found for r in t.rises]
    assert len(picture.lines) == sum(1 + r.over_hole for start, end, r in ends if start is not None and end is not None)


@given(things)
def test_no_dot_hides_another_and_all_lie_in_the_picture(found):
    picture = drawn(*found)
    places = sorted((dot.x, dot.y) for dot in picture.dots)
    assert all(one[0] != two[0] or two[1] - one[1] >= 2 * RADIUS for one, two in pairwise(places))
    assert all(RADIUS <= dot.y <= picture.height - RADIUS and RADIUS <= dot.x <= picture.width - RADIUS for dot in picture.dots)
