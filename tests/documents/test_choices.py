"""What follows from a file together with what people chose."""

import pytest

from spegla.documents.reading.choices import LEAVE, Choices, rows_to_place, settle, unknown_values
from spegla.documents.reading.shapes import Where, Why
from tests.documents.samples import HEADINGS, TITLES, filled, read, workbook

LEVELS = (1, 2, 3)


def told(settled):
    return [(one.occasion, one.item, one.state, one.score) for one in settled.answers]


def test_what_was_understood_needs_no_choice():
    reading = read(workbook(BM1=filled(1, 2, 3)))
    expected = [("bm1", "decision", "scored", 1), ("bm1", "asked-for", "scored", 2), ("bm1", "managers", "scored", 3)]
    assert told(settle(reading, Choices(), LEVELS)) == expected
    assert (unknown_values(reading), rows_to_place(reading)) == ([], [])


def test_a_tab_is_given_its_occasion_or_left():
    reading = read(workbook(Start=[HEADINGS, [TITLES[0], 1]], BM2=[HEADINGS, [TITLES[0], 3]]))
    assert told(settle(reading, Choices(), LEVELS)) == [("bm2", "decision", "scored", 3)]
    assert told(settle(reading, Choices(tabs={0: "bm1", 1: LEAVE}), LEVELS)) == [("bm1", "decision", "scored", 1)]


def test_two_tabs_for_one_occasion_do_not_overwrite_each_other():
    reading = read(workbook(Start=[HEADINGS, [TITLES[0], 1]], BM2=[HEADINGS, [TITLES[0], 3]]))
    settled = settle(reading, Choices(tabs={0: "bm2"}), LEVELS)
    assert told(settled) == [("bm2", "decision", "scored", 1)]
    assert [(one.where, one.why) for one in settled.clashes] == [(Where("BM2", 2), Why.TWICE)]


def test_a_row_is_given_its_item():
    reading = read(workbook(BM1=[HEADINGS, ["Något eget", 2], ["Något annat", 3]]))
    assert [line.words for _, line in rows_to_place(reading)] == ["Något eget", "Något annat"]
    settled = settle(reading, Choices(rows={(0, 2): "managers", (0, 3): LEAVE}), LEVELS)
    assert told(settled) == [("bm1", "managers", "scored", 2)]


def test_a_guess_can_be_put_right():
    reading = read(workbook(BM1=[HEADINGS, ["3", 2]]))
    assert told(settle(reading, Choices(), LEVELS)) == [("bm1", "managers", "scored", 2)]
    assert [(number, line.row) for number, line in rows_to_place(reading)] == [(0, 2)]
    assert told(settle(reading, Choices(rows={(0, 2): "decision"}), LEVELS)) == [("bm1", "decision", "scored", 2)]


def test_a_value_is_given_its_level_in_every_row():
    reading = read(workbook(BM1=filled("grön", "grön", "röd", comment="k")))
    assert unknown_values(reading) == ["grön", "röd"]
    assert told(settle(reading, Choices(), LEVELS)) == [
        ("bm1", "decision", "", None), ("bm1", "asked-for", "", None), ("bm1", "managers", "", None)
    ]
    settled = settle(reading, Choices(values={"grön": "3", "röd": "cannot-judge"}), LEVELS)
    assert told(settled) == [("bm1", "decision", "scored", 3), ("bm1", "asked-for", "scored", 3),
                             ("bm1", "managers", "cannot-judge", None)]


@pytest.mark.parametrize("chosen", ["7", "", LEAVE, "scored", "unanswered"])
def test_a_level_that_is_none_is_not_taken(chosen):
    reading = read(workbook(BM1=[HEADINGS, [TITLES[0], "grön", "k"]]))
    assert told(settle(reading, Choices(values={"grön": chosen}), LEVELS)) == [("bm1", "decision", "", None)]
