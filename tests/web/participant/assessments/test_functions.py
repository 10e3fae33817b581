"""How functions answered over time: only what could be told when it was shown, and never who."""

import pytest

from spegla.assessments.models import ShownAnswer, ShownItem
from spegla.assessments.shown import Spread, shown_by_function
from tests.assessments.papers import BM2, answer, paper_of
from tests.web.participant.assessments.reading import text_of

FIRST, SECOND = "political-decision", "results-asked-for"
POLITICIANS, MANAGERS = ("elected-official", [3, 3, 2]), ("senior-manager", [1, 2, 1, None])


@pytest.fixture
def shown(world):
    """Answers to an item as they lie when they have been shown."""

    def show(*groups, occasion="bm1", item=FIRST, by_function=True, name="Alvdala"):
        paper = paper_of(world, name, occasion)
        row = ShownItem.objects.create(**paper.keys, item=item, by_function=by_function)
        for function, levels in groups:
            for level in levels:
                ShownAnswer.objects.create(
                    shown=row, state="scored" if level else "cannot-judge", score=level, function=function if by_function else ""
                )

    return show


@pytest.fixture
def read(anna, url, world, door):
    """The shift page after two occasions, from the functions' part on."""
    door["now"] = BM2
    for occasion in ("bm1", "bm2"):
        answer(paper_of(world, occasion=occasion), FIRST, by=world.person("Alvdala"), score=2, now=BM2)

    def page():
        whole = anna.get(url("shift", occasion="bm2")).content.decode()
        return text_of(whole[whole.index('id="funktioner"') :]) if 'id="funktioner"' in whole else ""

    return page


def test_each_function_stands_occasion_by_occasion(read, shown):
    shown(POLITICIANS, MANAGERS)
    shown(("elected-official", [2, 2, 2]), ("senior-manager", [2, 2, 2]), occasion="bm2")
    words = read()
    assert "Fråga Funktion BM 1 BM 2" in words
    assert "Förtroendevald 1 på nivå 2, 2 på nivå 3 3 på nivå 2" in words
    assert "Hög chef 2 på nivå 1, 1 på nivå 2, 1 kan inte bedöma 3 på nivå 2" in words


def test_where_functions_could_not_be_told_apart_there_is_a_dash(read, shown):
    shown(POLITICIANS, MANAGERS)
    shown(("", [1, 1, 1]), occasion="bm2", by_function=False)
    assert "Förtroendevald 1 på nivå 2, 2 på nivå 3 –" in read()


def test_who_did_not_say_and_whom_the_edition_has_no_word_for_stand_last(read, shown):
    """Guests in a live assessment may choose any function."""
    shown(("", [1, 1, 1]), ("strategist", [2, 2, 2]), POLITICIANS)
    words = read()
    order = ["Förtroendevald 1 på nivå 2", "Strateg 3 på nivå 2", "Har inte sagt sin funktion 3 på nivå 1"]
    assert sorted(order, key=lambda one: words.lower().index(one.lower())) == order


def test_without_anything_to_tell_there_is_no_such_part(read, shown):
    assert read() == ""
    shown(("", [1, 2, 3]), by_function=False)
    shown(POLITICIANS, name="Bäckinge")
    shown(POLITICIANS, MANAGERS, occasion="bm3")  # later than the page
    assert read() == ""


def test_one_query_for_one_item_and_for_three(world, shown, django_assert_num_queries):
    paper = paper_of(world)
    shown(POLITICIANS, MANAGERS)
    with django_assert_num_queries(1):
        one = shown_by_function(paper)
    assert one == {FIRST: {"bm1": {
        "elected-official": Spread({2: 1, 3: 2}), "senior-manager": Spread({1: 2, 2: 1}, cannot_judge=1),
    }}}
    shown(POLITICIANS, MANAGERS, item=SECOND)
    shown(POLITICIANS, MANAGERS, occasion="bm2")
    with django_assert_num_queries(1):
        assert shown_by_function(paper)[FIRST] == one[FIRST] | {"bm2": one[FIRST]["bm1"]}
