"""Browsers for the journeys: the demo behind a real server, and visitors whose every page is listened to."""

import sqlite3
from copy import deepcopy
from dataclasses import dataclass, field

import pytest
from django.db import connection

from tests.demo import as_on_the_day, browser_of, stage_of_today
from tests.e2e.looking import PHONE, SCREEN, TABLET
from tests.patience import PATIENCE

SIZES = {"screen": SCREEN, "phone": PHONE, "tablet": TABLET}


@pytest.fixture(scope="session")
def _kept():
    """The demo as it was made first, to be put back: on SQLite that is a copy of pages, not of work."""
    kept = {}
    yield kept
    if "copy" in kept:
        kept["copy"].close()


@pytest.fixture
def stage(_kept, transactional_db, settings):
    as_on_the_day(settings)
    if connection.vendor != "sqlite":
        return stage_of_today()
    connection.ensure_connection()
    if not _kept:
        _kept["stage"] = stage_of_today()
        _kept["copy"] = sqlite3.connect(":memory:")
        connection.connection.backup(_kept["copy"])
    else:
        _kept["copy"].backup(connection.connection)
    return deepcopy(_kept["stage"])


@dataclass
class Listener:
    """What the pages of a browser complained about, and whom they asked. `meets` are the answers (their status) and the
    errors (their name) that the test is after."""

    home: str
    meets: tuple[int | str, ...]
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def listen_to(self, context):
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._asked)

    def _heard(self, message):
        if any((met if isinstance(met, str) else f"status of {met} ") in message.text for met in self.meets):
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _asked(self, request):
        if not request.url.startswith((f"{self.home}/", "data:", "about:")):
            self.strangers.append(request.url)


@pytest.fixture
def visitor(stage, live_server, under_way, browser, browser_context_args):
    """Opens a browser of its own for somebody of the demo, or for nobody. Its pages say nothing and ask nobody else."""
    opened = []

    def open_for(name="", *, size="screen", scripts=True, meets=()):
        listener = Listener(live_server.url, meets)
        context = browser.new_context(
            **{**browser_context_args, "viewport": SIZES[size], "java_script_enabled": scripts, "base_url": live_server.url}
        )
        context.set_default_timeout(PATIENCE)
        listener.listen_to(context)
        if name:
            session = browser_of(stage, name).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        opened.append((context, listener))
        return context.new_page()

    yield open_for
    for context, _ in opened:
        context.close()
    assert [line for _, listener in opened for line in (*listener.complaints, *listener.strangers)] == []
