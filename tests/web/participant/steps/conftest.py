"""A world with pages, on a day of the round that a test can move, and somebody signed in."""

import datetime as dt

import pytest
from django.urls import reverse

from spegla.people.models import Function
from tests.world import make_world

PREPARING = dt.date(2027, 3, 10)  # the first meeting, 25 March, is being prepared


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def today(settings):
    """The day at the doors; `today(date)` moves it."""

    def move(day):
        settings.DEMO_CLOCK = day

    move(PREPARING)
    return move


@pytest.fixture
def as_(client, world):
    """`as_("Alvdala")` is a client signed in as its key person."""

    def sign_in(organisation, function=Function.KEY_PERSON):
        client.force_login(world.person(organisation, function))
        return client

    return sign_in


@pytest.fixture
def url(world):
    """`url("step", "Alvdala", "bm1")`: a page about an organisation's place."""

    def to(name, organisation, *args):
        area = name if ":" in name else f"participant:{name}"
        return reverse(area, args=[world.places[organisation].pk, *args])

    return to
