"""The same work in databases of different sizes, side by side: queries and processor time for each request."""

from collections.abc import Sequence
from typing import Any

from benchmarks.rows import OURS, Way, Work, page_work, save_work, warm_up
from benchmarks.server import Server

Grown = list[tuple[str, list[dict[str, Any]], list[Way]]]


def measure_growth(
    servers: Sequence[Server], facts: Sequence[dict[str, Any]], *, rounds: int, seconds: float
) -> Grown:
    """By piece of work: what was seen at each size, and our way at each size. The sizes take turns."""
    grown = [
        (works[0].facts["title"], [work.facts for work in works], [work.way(OURS) for work in works])
        for works in zip(*(all_work(one) for one in facts), strict=True)
    ]
    for _title, seen, ways in grown:
        for server, one, way in zip(servers, seen, ways, strict=True):
            warm_up(server, Work(one, [way]))
    for _ in range(rounds):
        for _title, _seen, ways in grown:
            for server, way in zip(servers, ways, strict=True):
                way.measure(server, 1, seconds)
    return grown


def all_work(facts: dict[str, Any]) -> list[Work]:
    """Our pages that answer, and the save."""
    return [page_work(one) for one in facts["pages"] if "missing" not in one] + [save_work(facts["save"])]
