"""A checklist in other words keeps the scale and the keys of what it is made from, and passes the checks."""

from spegla.programme.check_checklists import problems_of
from spegla.programme.content import content_of, from_json
from spegla.programme.loader import load_checklist
from spegla.programme.rewording import LONGEST_TITLE, Worded, reworded

BASE = load_checklist("b-2018")
TWO_LEVELS = load_checklist("c-2023")


def test_the_words_and_their_order_are_the_files():
    second, first = BASE.item[1], BASE.item[0]
    made = reworded(BASE, "Vår lista", [Worded(second.key, "Efterfrågan", "Nämnden frågar."), Worded(first.key, "", "Beslut finns."),
                                        Worded("", "Jämställd upphandling", "")])
    assert [(item.key, item.number, item.title.sv, item.statement[0].text.en) for item in made.item] == [
        (second.key, 1, "Efterfrågan", "Nämnden frågar."), (first.key, 2, "Beslut finns.", "Beslut finns."),
        ("own-jamstalld-upphandling", 3, "Jämställd upphandling", "Jämställd upphandling"),
    ]
    assert {made.origin, *(item.origin for item in made.item), *(s.origin for item in made.item for s in item.statement)} == {"imported"}
    assert (made.scale, made.answer_level, made.sum, made.title.sv) == (BASE.scale, BASE.answer_level, BASE.sum, "Vår lista")
    assert [item.ask for item in made.item] == [second.ask, first.ask, ()]


def test_it_passes_the_checks_of_any_checklist_and_is_stored_like_one():
    for base in (BASE, TWO_LEVELS):
        made = reworded(base, "Vår lista", [Worded(item.key, "Egna ord", "Egna ord om detta.") for item in base.item])
        assert problems_of(made, base) == []
        assert from_json("checklist", content_of(made).body) == made
        assert {s.level for s in made.item[0].statement} == {level.key for level in base.answer_level}


def test_it_says_what_it_is_derived_from_also_when_it_is_made_from_one_of_its_kind():
    first = reworded(BASE, "Vår lista", [Worded(BASE.item[0].key, "Beslut finns.", "")])
    second = reworded(first, "Vår nya lista", [Worded(BASE.item[0].key, "Det finns beslut.", "")])
    assert (BASE.derived_from, first.derived_from, second.derived_from) == ("", BASE.key, BASE.key)
    assert first.key != second.key


def test_the_checks_find_what_is_wrong():
    key = BASE.item[0].key
    made = reworded(BASE, " ", [Worded(key, "a", "a"), Worded(key, "b", "b")])
    assert {problem.message for problem in problems_of(made, BASE)} == {
        "`title` the Swedish text is empty", "`title` the English text is empty", "`summary` the Swedish text is empty",
        "`summary` the English text is empty", "this key is used twice",
    }


def test_the_same_words_give_the_same_key_and_others_another():
    words = [Worded("", "A", "")]
    key = reworded(BASE, "Lista", words).key
    assert key == reworded(BASE, "Lista", words).key != BASE.key
    assert key != reworded(BASE, "Lista", [Worded("", "B", "")]).key
    assert key != reworded(BASE, "Annan", words).key


def test_new_items_have_keys_of_their_own():
    made = reworded(BASE, "Lista", [Worded("", "Samma", ""), Worded("", "Samma!", ""), Worded("", "???", "")])
    assert [item.key for item in made.item] == ["own-samma", "own-samma-2", "own-item"]


def test_a_long_wording_is_shortened_in_its_title_alone():
    words = "ord " * 100
    item = reworded(BASE, "Lista", [Worded("", "", words.strip())]).item[0]
    assert len(item.title.sv) <= LONGEST_TITLE
    assert item.title.sv.endswith("ord…")
    assert item.statement[0].text.sv == words.strip()
