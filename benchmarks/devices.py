"""Phones and screens in rooms, many at once: each waits for news in its own way and fetches its page when there is any."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from benchmarks.load import UnexpectedError

PACE, SLOWEST = 0.5, 3.0  # seconds between two questions, as in live.js
SECRET = "b" * 32
ASKS = re.compile(rb'data-asks="([^"]*)"')


class Line:
    """One HTTP/1.1 connection that stays open, as a browser's does."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        if self.writer is None or self.writer.is_closing() or (self.reader and self.reader.at_eof()):
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"\r\ncontent-length:")
        length = int(lower[at + 17 :].partition(b"\r\n")[0]) if at >= 0 else 0
        return int(head[9:12]), await self.reader.readexactly(length) if length else b""

    def close(self) -> None:
        if self.writer:
            self.writer.close()


def get(path: str, cookie: str = "", known: str = "", more: str = "") -> bytes:
    more += (f"Cookie: {cookie}\r\n" if cookie else "") + (f'If-None-Match: "{known}"\r\n' if known else "")
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode()


def post(path: str, cookie: str, body: str) -> bytes:
    body = f"csrfmiddlewaretoken={SECRET}&{body}"
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}; csrftoken={SECRET}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


@dataclass
class Seen:
    """When each device of a kind showed what it waited for; `after` is the number that was old."""

    begun: float
    waiting: set[int]
    times: list[float] = field(default_factory=list)
    after: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def by(self, device: int, number: int) -> None:
        if device in self.waiting and number > self.after:
            self.waiting.discard(device)
            self.times.append(perf_counter() - self.begun)
            if not self.waiting:
                self.done.set()


@dataclass
class Device:
    """`kind` is phone or screen. `number` is what it shows; -1 before the first. `answered` are the items it has answered."""

    ident: int
    kind: str
    poll: str
    page: str
    cookie: str
    number: int = -1
    seen: Seen | None = None
    asked: int = 0
    fetched: int = 0
    answered: set[str] = field(default_factory=set)

    async def live(self, pages: Line, news: AsyncIterator[tuple[int, bytes]]) -> None:
        """What came with the number is shown as it is, unless it asks what this device has answered: as in live.js."""
        async for number, part in news:
            asks = ASKS.search(part)
            if not part or (asks and asks[1].decode() in self.answered):
                await self.fetch(pages)
            self.number = number
            if self.seen:
                self.seen.by(self.ident, number)

    async def fetch(self, pages: Line) -> None:
        self.fetched += 1
        status, _ = await pages.ask(get(self.page, self.cookie, more="HX-Request: true\r\n"))
        if status != 200:
            raise UnexpectedError(f"{self.page} answers {status}")


async def poll(device: Device, line: Line) -> tuple[int, bytes] | None:
    """The number and the part, when there is anything new."""
    status, body = await line.ask(get(device.poll, known=str(device.number)))
    device.asked += 1
    if status == 304:
        return None
    if status != 200:
        raise UnexpectedError(f"a poll answers {status}")
    number, _, part = body.partition(b"\n")
    return int(number), part


async def polled(device: Device, line: Line, streams: int) -> AsyncIterator[tuple[int, bytes]]:
    """News by asking again and again, each device in its own beat, on the connection that it fetches its page with."""
    await asyncio.sleep(PACE * random.random())
    while True:
        began = perf_counter()
        found = await poll(device, line)
        pause = min(SLOWEST, max(PACE, 4 * (perf_counter() - began)))
        if found:
            yield found
        await asyncio.sleep(pause * random.uniform(0.85, 1.15))


async def streamed(device: Device, line: Line, streams: int) -> AsyncIterator[tuple[int, bytes]]:
    """News by a stream that the server at port `streams` writes the number in; what is new is asked for as above."""
    await asyncio.sleep(PACE * random.random())
    reader, writer = await asyncio.open_connection("127.0.0.1", streams)
    writer.write(get(device.poll))
    await reader.readuntil(b"\r\n\r\n")
    while said := await reader.readline():
        while said.startswith(b"data: ") and int(said[6:]) > device.number:
            if found := await poll(device, line):
                yield found
            else:  # the process that answers may be a moment behind the one that streams
                await asyncio.sleep(0.05)


def devices_of(room: dict[str, Any], number: int, phones: int, screens: int) -> list[Device]:
    """So many of a room's guests, and screens of the organisation's own."""
    held = [Device(number * 1000 + n, "phone", room["polls"]["phone"], room["page"], cookie)
            for n, cookie in enumerate(room["guests"][:phones])]
    session = f"sessionid={room['session']}"
    return held + [Device(number * 1000 + 900 + n, "screen", room["polls"]["screen"], room["screen"], session)
                   for n in range(screens)]
