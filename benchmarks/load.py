"""The load: a few clients on loopback, each with one connection kept open, bounded in time and number. Knows no pages."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Barrier, Thread
from time import perf_counter
from typing import Protocol

MOST_REQUESTS = 20_000
LONGEST_ANSWER = 30.0


class UnexpectedError(Exception):
    """The server answered something else than the client asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: bytes
    body: bytes


class Client(Protocol):
    """Says what to ask next, and judges the answer (raises UnexpectedError)."""

    def request(self) -> bytes: ...
    def judge(self, answer: Answer) -> None: ...


@dataclass(slots=True)
class Slice:
    """What one stretch of load gave: seconds of every request, and how long it all took."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p95(self) -> float:
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * 0.95))]


class Line:
    """One HTTP/1.1 connection. Written by hand because what the client costs is taken from the server on a small machine."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=LONGEST_ANSWER)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        head, rest = self._head()
        missing = _length(head) - len(rest)
        parts = [rest]
        while missing > 0:
            part = self._receive()
            parts.append(part)
            missing -= len(part)
        return Answer(int(head[9:12]), head, b"".join(parts))

    def _head(self) -> tuple[bytes, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._receive()
        head, _, rest = got.partition(b"\r\n\r\n")
        return head, rest

    def _receive(self) -> bytes:
        part = self.socket.recv(262_144)
        if not part:
            raise UnexpectedError("the server closed the connection")
        return part

    def close(self) -> None:
        self.socket.close()


def _length(head: bytes) -> int:
    lower = head.lower()
    start = lower.find(b"\r\ncontent-length:")
    if start < 0:
        raise UnexpectedError(f"an answer without a length: {head[:60]!r}")
    return int(lower[start + 17 :].partition(b"\r\n")[0])


def drive(port: int, clients: Sequence[Client], *, seconds: float, most: int = MOST_REQUESTS) -> Slice:
    """All clients ask as fast as they are answered, for so many seconds or requests, whichever comes first."""
    lines = [Line(port) for _ in clients]
    times: list[list[float]] = [[] for _ in clients]
    errors: list[Exception] = []
    begin = Barrier(len(clients) + 1)

    def work(number: int) -> None:
        try:
            begin.wait()
            _repeat(lines[number], clients[number], times[number], seconds, most // len(clients))
        except Exception as error:  # told below, in the thread that can tell
            errors.append(error)

    spent = _together(work, len(clients), begin)
    for line in lines:
        line.close()
    if errors:
        raise errors[0]
    return Slice([one for each in times for one in each], spent)


def _together(work: Callable[[int], None], count: int, begin: Barrier) -> float:
    threads = [Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    begin.wait()
    started = perf_counter()
    for thread in threads:
        thread.join()
    return perf_counter() - started


def _repeat(line: Line, client: Client, times: list[float], seconds: float, most: int) -> None:
    ends = perf_counter() + seconds
    while len(times) < most:
        request = client.request()
        before = perf_counter()
        answer = line.ask(request)
        after = perf_counter()
        client.judge(answer)
        times.append(after - before)
        if after >= ends:
            return
