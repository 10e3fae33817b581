"""Readers of a meeting's pages: of its cluster, of another one, the office."""

import pytest
from django.test import Client

from tests.minutes.conftest import DAY, guest, meeting, room, seat, world

__all__ = ["guest", "meeting", "room", "seat", "world"]


@pytest.fixture(autouse=True)
def door(monkeypatch):
    """The door's clock: it stands on the day of the meeting until a test sets it."""
    clock = {"now": DAY}
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: clock["now"])
    return clock


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client
