from spegla.programme.coverage import coverage, missing
from spegla.programme.library import read_library
from tests.programme.small_library import change


def rows(library, edition=""):
    return {f"{row.source}:{row.n}": row.keys for row in coverage(read_library((library,)), edition)}


def test_every_point_stands_beside_the_keys_that_carry_it(library):
    assert rows(library) == {
        "page:1": ("why",),
        "talk:1": ("meet",),
        "talk:2": ("try",),
        "talk:3": ("decision",),  # in the checklist that the edition points to
    }


def test_one_edition_is_asked_for_alone(library):
    assert set(rows(library, "small")) == {"talk:1", "talk:2", "talk:3"}
    assert rows(library, "other") == {}


def test_a_point_that_nothing_carries_is_missing(library):
    change(library, "editions/small/steps/02-try.toml", 'points = ["talk:2"]', 'points = ["talk:1"]')
    found = coverage(read_library((library,)))
    assert [(row.source, row.n, row.where, row.gist) for row in missing(found)] == [
        ("talk", 2, "p. 2", "people agree on what to try")
    ]
    assert rows(library)["talk:1"] == ("meet", "try")


def test_a_checklist_that_the_edition_does_not_use_carries_nothing(library):
    change(library, "editions/small/edition.toml", '["plain"]', '["later"]')
    assert rows(library)["talk:3"] == ()


def test_the_page_on_the_method_carries_its_own_source_alone(library):
    change(library, "method.toml", '["page:1"]', '["talk:2"]')
    change(library, "editions/small/steps/02-try.toml", '["talk:2"]', '["page:1"]')
    found = rows(library)
    assert (found["page:1"], found["talk:2"]) == ((), ())
