"""The other transport, to compare with: version numbers as server-sent events, from a small ASGI process of its own.

A prototype that only the benchmark runs. One thread asks the database four times a second for all rooms together; every
device has a stream. It knows the tokens and the one table, and nothing else of the product.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core import signing

PAUSE, SALT = 0.25, "spegla.web.polls"
QUESTION = "SELECT id, version, turn FROM assessments_liveassessment WHERE closed_at IS NULL"
Numbers = dict[int, tuple[int, int]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Rooms:
    """The latest numbers of all rooms, and an event that is set anew when any has changed."""

    def __init__(self) -> None:
        self.numbers: Numbers = {}
        self.changed = asyncio.Event()
        self.asking: asyncio.Task[None] | None = None

    def begin(self) -> None:
        if self.asking is None:
            self.asking = asyncio.create_task(self.follow())

    async def follow(self) -> None:
        ask = await asyncio.to_thread(_questioner)
        while True:
            found = await asyncio.to_thread(ask)
            if found != self.numbers:
                self.numbers = found
                self.changed.set()
                self.changed = asyncio.Event()
            await asyncio.sleep(PAUSE)


def _questioner() -> Callable[[], Numbers]:
    database = settings.DATABASES["default"]
    line: Any
    if database["ENGINE"].endswith("sqlite3"):
        line = sqlite3.connect(database["NAME"], check_same_thread=False)
    else:
        import psycopg

        line = psycopg.connect(
            dbname=database["NAME"], user=database["USER"], password=database["PASSWORD"], host=database["HOST"],
            port=database["PORT"], autocommit=True,
        )
    return lambda: {pk: (version, turn) for pk, version, turn in line.execute(QUESTION).fetchall()}


ROOMS = Rooms()


async def application(scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    if scope["type"] != "http":
        return
    asked = _asked(scope["path"].strip("/").rpartition("/")[2])
    await send({"type": "http.response.start", "status": 200 if asked else 404,
                "headers": [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache")]})
    if asked is None:
        await send({"type": "http.response.body", "body": b""})
        return
    ROOMS.begin()
    stream = asyncio.create_task(_stream(send, *asked))
    with suppress(Exception):
        await receive()  # the request's end, and then the device's
        await receive()
    stream.cancel()


def _asked(token: str) -> tuple[int, int] | None:
    try:
        _, number, kind, _ = signing.Signer(salt=SALT).unsign(token).split(".")
    except signing.BadSignature:
        return None
    return int(number), 1 if kind != "screen" else 0


async def _stream(send: Send, room: int, column: int) -> None:
    told = -1
    while True:
        changed = ROOMS.changed
        number = ROOMS.numbers.get(room, (0, 0))[column]
        if number != told:
            told = number
            await send({"type": "http.response.body", "body": f"data: {number}\n\n".encode(), "more_body": True})
        await changed.wait()
