import pytest

from spegla.programme import lookup
from spegla.programme.loader import load_checklist, load_programme


@pytest.fixture
def programme(library):
    return load_programme("small", (library,))


@pytest.fixture
def checklist(library):
    return load_checklist("plain", (library,))


def test_things_are_found_by_key(programme, checklist):
    assert lookup.step_by_key(programme, "try").number == 2
    assert lookup.date_by_key(programme, "ready").anchor == "meeting"
    assert lookup.agenda_by_key(programme, "day").item[0].key == "welcome"
    assert lookup.occasion_by_key(programme, "first").due == "ready"
    assert lookup.function_by_key(programme.edition, "host").kind == "role"
    assert lookup.item_by_key(checklist, "decision").number == 1


def test_a_missing_key_is_named(programme, checklist):
    with pytest.raises(KeyError, match="step: fly"):
        lookup.step_by_key(programme, "fly")
    with pytest.raises(KeyError, match="level: 9"):
        lookup.level_meaning(checklist, 9)
    with pytest.raises(KeyError, match="statement: decision, board"):
        lookup.statement_at(checklist.item[0], "board")


def test_levels_and_statements_say_what_they_mean(checklist):
    assert lookup.level_meaning(checklist, 1).en == "Is not there"
    assert lookup.highest(checklist).value == 2
    assert lookup.statement_at(checklist.item[0], "whole").text.en == "There is a decision"


def test_who_acts_as_another_also_gets_what_is_meant_for_it(programme):
    host = lookup.audiences_of(programme.edition, ["host"], held=("clerk",))
    manager = lookup.audiences_of(programme.edition, ["manager"], held=())
    assert host == {"all", "host", "manager"}
    assert manager == {"all", "manager"}
    aim = lookup.step_by_key(programme, "meet").aim[0]
    assert lookup.meant_for(aim, host)
    assert not lookup.meant_for(aim, lookup.audiences_of(programme.edition, [], held=()))


def test_who_stands_in_for_another_gets_its_things_only_where_nobody_has_it(programme):
    assert lookup.audiences_of(programme.edition, ["host"], held=()) == {"all", "host", "manager", "clerk"}
    assert lookup.audiences_of(programme.edition, ["manager"], held=()) == {"all", "manager"}
