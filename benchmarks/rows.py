"""What is measured: each piece of work with its ways (ours and its limits), and what one way has given so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from benchmarks.asking import Reader, Writer
from benchmarks.load import Client, Line, Slice, UnexpectedError, drive
from benchmarks.parts import same_for_all
from benchmarks.server import Server

OURS, LIMIT, FLAT = "ours", "limit", "flat"
CONCURRENCY = (1, 8)


@dataclass
class Way:
    """One way to do the work. `slices` are by number of clients; processor time and requests are summed over them."""

    name: str
    clients: Sequence[Client]
    slices: dict[int, list[Slice]] = field(default_factory=lambda: {many: [] for many in CONCURRENCY})
    cpu: float = 0.0
    requests: int = 0

    def measure(self, server: Server, many: int, seconds: float) -> None:
        before = server.cpu()
        part = drive(server.port, self.clients[:many], seconds=seconds)
        self.cpu += server.cpu() - before
        self.requests += len(part.times)
        self.slices[many].append(part)

    def rate(self, many: int) -> float:
        return median(part.rate for part in self.slices[many])

    def p95_ms(self, many: int) -> float:
        return 1000 * median(part.p95 for part in self.slices[many])

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / self.requests


@dataclass
class Work:
    """A page or the save: its ways, and what was seen of it from inside."""

    facts: dict[str, Any]
    ways: list[Way]

    def way(self, name: str) -> Way:
        return next(way for way in self.ways if way.name == name)

    def cpu_share(self, of: str) -> float:
        """The same by processor time for each request, which other programs disturb less."""
        return self.way(of).cpu_ms / self.way(OURS).cpu_ms

    def share(self, of: str, many: int) -> float:
        """Our rate as a part of that way's, the median of the rounds: the two stand beside each other in each."""
        pairs = zip(self.way(OURS).slices[many], self.way(of).slices[many], strict=True)
        return median(ours.rate / other.rate for ours, other in pairs)


def page_work(facts: dict[str, Any]) -> Work:
    paths = {
        OURS: facts["path"], LIMIT: f"/limits/template{facts['path']}", FLAT: f"/limits/page/{facts['key']}/",
    }
    return Work(facts, [_way(name, lambda p=path: Reader(p, facts["session"])) for name, path in paths.items()])


def save_work(facts: dict[str, Any]) -> Work:
    def writers(key: str) -> list[Client]:
        return [Writer(one, facts["session"]) for one in facts[key]]

    return Work(facts, [Way(OURS, writers("writers")), Way(LIMIT, writers("limit_writers"))])


def own_work(rooms: list[dict[str, Any]]) -> Work:
    """Guests who each save an answer of their own, in the last room; nobody is there to be told."""
    room = rooms[-1]
    path = room["answer"].replace("ITEM", room["items"][-1])
    facts = {"key": "own", "title": "save one's own answer, as a guest", "queries": room["queries"], "bytes": 0}
    held = room["guests"][: max(CONCURRENCY)]
    ours = [Writer({"path": path, "cookie": one, "version": 0, "choice": 2, "field": "comment"}) for one in held]
    limit = [Writer({"path": f"/limits/own/{pk}/", "cookie": one, "version": 0, "choice": 2})
             for pk, one in zip(room["rows"], held, strict=True)]
    return Work(facts, [Way(OURS, ours), Way(LIMIT, limit)])


def bare_query() -> Work:
    facts = {"key": "query", "title": "a bare view with one query", "queries": 1, "bytes": 0}
    return Work(facts, [_way(LIMIT, lambda: Reader("/limits/query/"))])


def _way(name: str, client: Callable[[], Client]) -> Way:
    return Way(name, [client() for _ in range(max(CONCURRENCY))])


def check_same_bytes(server: Server, work: Work) -> None:
    """The limits of a page give the very bytes of the page, but for tokens drawn by lot."""
    bodies: dict[str, bytes] = {}
    for way in work.ways:
        if isinstance(way.clients[0], Reader):
            line = Line(server.port)
            bodies[way.name] = same_for_all(line.ask(way.clients[0].request()).body)
            line.close()
    for name, body in bodies.items():
        if body != bodies.get(OURS, body):
            raise UnexpectedError(f"{work.facts['title']}: the {name} gives other bytes; {_difference(bodies[OURS], body)}")


def _difference(one: bytes, other: bytes) -> str:
    where = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    seen = [text[max(0, where - 60) : where + 60].decode(errors="replace") for text in (one, other)]
    return f"{len(one)} and {len(other)} bytes, from byte {where}: {seen[0]!r} and {seen[1]!r}"


def warm_up(server: Server, work: Work) -> None:
    """Every worker has drawn every page before anything counts."""
    for way in work.ways:
        drive(server.port, way.clients, seconds=2.0, most=8 * len(way.clients))
