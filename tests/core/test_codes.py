"""Codes that people read from a wall and say aloud."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.codes import LENGTH, SIGNS, new_code, spaced_code, tidy_code

ALIKE = ("0ODQ", "1IL7"[:3], "2Z", "5S", "8B", "6G", "UV", "VW")
SOUND_ALIKE = ("BCDEGPTV", "MN", "FSX", "HKÅ"[1:])


@given(st.integers())
def test_a_code_has_six_signs_that_are_not_taken_for_each_other(seed):
    code = new_code(Random(seed))
    assert len(code) == LENGTH
    assert set(code) <= set(SIGNS)


@pytest.mark.parametrize("group", [*ALIKE, *SOUND_ALIKE])
def test_of_signs_that_look_or_sound_alike_at_most_one_is_used(group):
    assert len(set(group) & set(SIGNS)) <= 1


@given(st.integers(), st.sampled_from(["", " ", "-", "  "]))
def test_it_is_understood_however_people_type_it(seed, between):
    code = new_code(Random(seed))
    assert tidy_code(f" {code[:3].lower()}{between}{code[3:]} ") == code
    assert tidy_code(spaced_code(code)) == code


def test_what_is_far_too_long_is_cut():
    assert len(tidy_code("A" * 1000)) == 2 * LENGTH
