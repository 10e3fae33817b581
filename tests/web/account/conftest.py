"""Somebody with functions, a browser that speaks for her, and the door's clock set to `now`."""

import pytest
from django.test import Client

from spegla.people.actions import appoint
from spegla.people.models import Organisation

PASSWORD = "a rather long phrase"


@pytest.fixture(autouse=True)
def _door_clock(monkeypatch, now):
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: now)


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name="Alvdala kommun", kind="municipality")


@pytest.fixture
def member(organisation, now):
    """Makes a person with a function in the organisation, or in another."""

    def make(name, function, place=organisation):
        email = f"{name.lower()}@alvdala.example"
        made = appoint(place, email=email, name=name, function=function, by=None, now=now, invite=False)
        return made.person

    return make


@pytest.fixture
def kim(member):
    return member("Kim", "key-person")


@pytest.fixture
def as_():
    def browser(person):
        client = Client()
        client.force_login(person)
        return client

    return browser
