"""Requests of the same form: sent again, sent on, or late."""

import pytest

from spegla.journal.versions import goes_on, key_after


@pytest.mark.parametrize(
    ("latest", "request_", "on"),
    [
        ("abc", "abc", True),
        ("abc.1", "abc.2", True),
        ("abc", "abc.1", True),
        ("abc.2", "abc.1", False),
        ("abc", "xyz", False),
        ("", "", False),
        ("abc", "", False),
    ],
)
def test_a_request_goes_on_only_from_its_own_form_and_never_backwards(latest, request_, on):
    assert goes_on(latest, request_) is on


@pytest.mark.parametrize(("key", "after"), [("k", "k.1"), ("k.1", "k.2"), ("k.9", "k.10"), ("k.x", "k.1")])
def test_the_next_key_of_a_form_goes_on_from_it(key, after):
    assert key_after(key) == after
    assert goes_on(key, key_after(key))
    assert not goes_on(key_after(key), key)
