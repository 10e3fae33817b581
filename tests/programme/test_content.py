import json
import tomllib
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.programme.content import ContentError, checklist_of, content_of, from_json, programme_of
from spegla.programme.loader import load_checklist, load_programme
from spegla.programme.schema import Checklist
from tests.programme.small_library import FILES, change

PLAIN = FILES["checklists/plain.toml"]


def test_a_programme_comes_back_as_it_went(library):
    programme = load_programme("small", (library,))
    content = content_of(programme)
    assert (content.kind, content.key) == ("programme", "small")
    assert content.hash == sha256(content.body).hexdigest()
    assert from_json("programme", content.body) == programme
    assert programme_of(content.hash, content.body) == programme


def test_a_checklist_comes_back_as_it_went(library):
    checklist = load_checklist("plain", (library,))
    content = content_of(checklist)
    assert (content.kind, content.key) == ("checklist", "plain")
    assert from_json("checklist", content.body.decode()) == checklist
    assert checklist_of(content.hash, content.body.decode()) == checklist


def test_the_same_content_is_decoded_once(library):
    content = content_of(load_programme("small", (library,)))
    assert programme_of(content.hash, content.body) is programme_of(content.hash, content.body)


def test_a_changed_word_changes_the_hash(library):
    before = content_of(load_programme("small", (library,)))
    change(library, "editions/small/steps/02-try.toml", '"You try"', '"You try it"')
    assert content_of(load_programme("small", (library,))).hash != before.hash


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_keys_are_written_does_not_change_the_hash(random):
    """Shuffled at every level, the same checklist gives the same bytes."""

    def shuffled(value):
        if isinstance(value, dict):
            names = list(value)
            random.shuffle(names)
            return {name: shuffled(value[name]) for name in names}
        return [shuffled(entry) for entry in value] if isinstance(value, list) else value

    checklist = msgspec.convert(tomllib.loads(PLAIN), Checklist)
    content = content_of(checklist)
    again = from_json("checklist", json.dumps(shuffled(json.loads(content.body))))
    assert content_of(again) == content


def test_the_body_has_its_keys_sorted_and_no_defaults(library):
    body = json.loads(content_of(load_programme("small", (library,))).body)
    step = body["step"][1]
    assert list(step) == sorted(step)
    assert "agenda" not in step


def test_content_that_is_something_else_is_refused(library):
    content = content_of(load_checklist("plain", (library,)))
    with pytest.raises(ContentError, match="does not match its hash"):
        checklist_of("0" * 64, content.body)
    with pytest.raises(ContentError, match="not the content of a programme"):
        from_json("programme", content.body)
    with pytest.raises(ContentError, match="not the content of a song"):
        from_json("song", content.body)
