"""Templates for presentations: every meeting of our editions has one, and what is wrong in one is named."""

import msgspec
import pytest

from spegla.programme.amendment import amended
from spegla.programme.checks import check_folder
from spegla.programme.content import content_of, from_json
from spegla.programme.loader import edition_keys, load_programme
from spegla.programme.lookup import template_for
from tests.programme.small_library import change

SLIDES = "editions/small/presentations.toml"
GOOD = """
[[presentation]]
key = "meet-slides"
step = "meet"
title = { sv = "Vi", en = "We" }
origin = "ours"
[[presentation.slot]]
key = "meet-slide-answers"
kind = "bullets"
title = { sv = "Svar", en = "Answers" }
guidance = { sv = "Kort", en = "Short" }
origin = "ours"
draws_on = "answers"
items = ["decision"]
[[presentation.slot]]
key = "meet-slide-figures"
kind = "table"
title = { sv = "Siffror", en = "Figures" }
guidance = { sv = "Kort", en = "Short" }
origin = "ours"
columns = [{ sv = "Mått", en = "Measure" }]
"""


@pytest.fixture
def slides(library):
    (library / SLIDES).write_text(GOOD)
    return library


def found(root):
    return [tuple(problem)[1:] for problem in check_folder(root)]


def test_a_good_template_is_part_of_the_programme(slides):
    assert found(slides) == []
    template = template_for(load_programme("small", (slides,)), "meet")
    assert [slot.key for slot in template.slot] == ["meet-slide-answers", "meet-slide-figures"]


BREAKS = {
    "unknown key": ('kind = "bullets"', 'kind = "bullets"\nsize = 3', "meet-slide-answers", "`size` is not a known key"),
    "missing language": ('{ sv = "Svar", en = "Answers" }', '{ sv = "Svar" }', "meet-slide-answers", "`title.en` is missing (English)"),
    "unknown source": ('draws_on = "answers"', 'draws_on = "gossip"', "meet-slide-answers", "`draws_on` must be one of"),
    "unknown kind": ('kind = "bullets"', 'kind = "film"', "meet-slide-answers", "`kind` must be one of"),
    "unknown item": ('["decision"]', '["mandate"]', "meet-slide-answers", '`items` names "mandate", which is in no checklist'),
    "no items": ('items = ["decision"]', "", "meet-slide-answers", 'has `items` exactly when it draws on "answers"'),
    "no columns": ('columns = [{ sv = "Mått", en = "Measure" }]', "", "meet-slide-figures", "has `columns` exactly when"),
    "cannot draw": ('kind = "bullets"', 'kind = "chart"', "meet-slide-answers", 'is of the kind "chart" and cannot draw on "answers"'),
    "unknown step": ('step = "meet"', 'step = "nowhere"', "meet-slides", '`step` names "nowhere", which is no step of this edition'),
    "no meeting": ('step = "meet"', 'step = "try"', "meet-slides", '`step` names "try", which has no meeting'),
    "twice": ('key = "meet-slide-figures"', 'key = "meet-slide-answers"', "meet-slide-answers", "this key is used twice"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_wrong_is_named(slides, name):
    old, new, key, message = BREAKS[name]
    change(slides, SLIDES, old, new)
    assert [(one, said) for one, said in found(slides) if one == key and said.startswith(message)]
    assert found(slides) != []


def test_a_step_has_one_template(slides):
    again = GOOD.replace("meet-slides", "more-slides").replace("meet-slide-", "more-slide-")
    (slides / SLIDES).write_text(GOOD + again)
    assert found(slides) == [("more-slides", 'the step "meet" has a template already')]


@pytest.mark.parametrize("key", edition_keys())
def test_every_meeting_of_our_editions_has_a_template(key):
    programme = load_programme(key)
    meets = {step.key for step in programme.step if step.meeting}
    assert {template.step for template in programme.presentation} == meets


def test_what_was_stored_before_there_were_templates_still_loads():
    programme = load_programme("skr-2020")
    stored = msgspec.json.decode(content_of(programme).body)
    del stored["presentation"]
    without = from_json("programme", msgspec.json.encode(stored))
    assert (without.presentation, without.step) == ((), programme.step)


def test_a_round_that_goes_on_keeps_the_templates_of_finished_steps(slides):
    old = load_programme("small", (slides,))
    change(slides, SLIDES, '"Svar"', '"Nya svar"')
    new = load_programme("small", (slides,))
    for finished, title in (({"meet"}, "Svar"), (frozenset(), "Nya svar")):
        assert [one.slot[0].title.sv for one in amended(old, new, finished).presentation] == [title]
