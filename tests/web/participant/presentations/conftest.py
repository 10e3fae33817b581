"""The same world, people and day as the pages of improvements have; and Alvdala's presentation for the first meeting."""

import pytest

from spegla.reporting.drafting import digest_of
from tests.web.participant.improvement.conftest import (
    anna,
    at,
    boss,
    people,
    place,
    queries,
    signed_in,
    text_of,
    today,
    world,
)

__all__ = ["anna", "at", "boss", "people", "place", "queries", "signed_in", "text_of", "today", "world"]


@pytest.fixture
def write(anna, at):
    """Send the form of a slot as a browser without scripts does."""

    def sent(text, slot="bm1-slide-chain", *, client=None, headers=None, **more):
        fields = {"text": text, "based_on": "0", "request_key": "a.0", **more}
        return (client or anna).post(at("presentation-slot", "bm1", slot), fields, headers=headers)

    return sent


@pytest.fixture
def share(anna, at):
    """Press the button under the slides."""

    def pressed(audience="cluster", *, client=None):
        browser = client or anna
        seen = browser.get(at("presentation-slides", "bm1")).context["seen"]
        return browser.post(at("presentation-share", "bm1"), {"audience": audience, "seen": seen}, follow=True)

    return pressed


@pytest.fixture
def digest():
    return digest_of
