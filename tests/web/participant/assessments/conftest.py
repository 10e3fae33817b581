"""A world at its first occasion, browsers that speak for its people, and addresses said short."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.assessments.papers import BM1
from tests.world import make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def door(monkeypatch):
    """The door's clock: it stands in the first occasion until a test sets it."""
    clock = {"now": BM1}
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: clock["now"])
    return clock


@pytest.fixture
def browser_of(world):
    """A browser where somebody of this organisation is signed in; `office` and "" (nobody) too."""

    def make(name, function="key-person"):
        client = Client()
        if name:
            client.force_login(world.officer if name == "office" else world.person(name, function))
        return client

    return make


@pytest.fixture
def anna(browser_of):
    return browser_of("Alvdala")


@pytest.fixture
def url(world):
    def make(name, *parts, place="Alvdala", occasion="bm1"):
        pk = world.places[place].pk
        return reverse(f"participant:{name}", args=[pk] if name == "assessments" else [pk, occasion, *parts])

    return make


@pytest.fixture
def rehearse():
    """The office's "as if it were" another day, in somebody's session."""

    def as_if(client, day: date):
        session = client.session
        session["rehearsal"] = day.isoformat()
        session.save()

    return as_if
