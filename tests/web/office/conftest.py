"""A world, the browser of its programme officer, browsers of others, and the door's clock."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import NOW, make_world


@pytest.fixture(autouse=True)
def door(monkeypatch):
    """The door's clock: an hour after the world was made, until a test sets it."""
    clock = {"now": NOW + dt.timedelta(hours=1)}
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: clock["now"])
    return clock


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def browser_of():
    def make(person):
        client = Client()
        client.force_login(person)
        return client

    return make


@pytest.fixture
def office(world, browser_of):
    """The programme officer's browser."""
    return browser_of(world.officer)


@pytest.fixture
def member(world, browser_of):
    """The browser of somebody who takes part and runs nothing."""
    return browser_of(world.person("Alvdala"))


@pytest.fixture
def url(world):
    """An address about the world's round."""

    def make(name, *parts):
        return reverse(f"office:{name}", args=[world.round.pk, *parts])

    return make


@pytest.fixture
def words():
    """The text of a page without its markup, spaces put together."""
    import re
    from html import unescape

    def read(response):
        main = response.content.decode().split("<main", 1)[-1]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    return read
