"""`python -m benchmarks`: measures pages and saves beside their limits, growth, memory and the first start, and prints it."""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks import documents, imports, live, papers, table
from benchmarks.first import first_start, memory_in_use
from benchmarks.growth import all_work, measure_growth
from benchmarks.load import UnexpectedError
from benchmarks.places import ROOT, Place, fresh_place
from benchmarks.processes import busy_seconds, cpu_seconds
from benchmarks.rows import CONCURRENCY, Work, bare_query, check_same_bytes, own_work, warm_up
from benchmarks.server import Server, StartError, serving

FAILURES = (UnexpectedError, StartError, subprocess.CalledProcessError, OSError, RuntimeError)


@dataclass(frozen=True)
class Plan:
    """How much is measured: rounds, and seconds of each slice."""

    sizes: tuple[int, ...]
    rounds: int
    seconds: float
    growth_rounds: int
    room_seconds: float


FULL = Plan((0, 300, 3000), rounds=5, seconds=1.5, growth_rounds=4, room_seconds=20.0)
QUICK = Plan((0, 300), rounds=3, seconds=0.35, growth_rounds=2, room_seconds=6.0)


class Run:
    """One run. What fails is told, and the rest is measured all the same."""

    def __init__(self, plan: Plan, postgres: str) -> None:
        self.plan, self.postgres, self.failed = plan, postgres, False

    def fail(self, what: str, error: object) -> None:
        self.failed = True
        print(f"DID NOT RUN: {what}: {error}")

    def everything(self) -> None:
        with ExitStack() as stack:
            places = [stack.enter_context(fresh_place(self.postgres)) for _ in self.plan.sizes]
            facts = fill(places, self.plan.sizes)
            for page in facts[0]["pages"]:
                if "missing" in page:
                    self.fail(page["title"], page["missing"])
            with ExitStack() as running:
                servers = [running.enter_context(serving(place, str(_file(place)))) for place in places]
                self.work(servers[0], facts[0])
                sizes = [one["organisations"] for one in facts]
                how = {"rounds": self.plan.growth_rounds, "seconds": self.plan.seconds}
                table.print_growth(sizes, measure_growth(servers, facts, **how))
                live.compare(places[0], servers[0], facts[0]["rooms"], self.plan.room_seconds)
            table.print_memory(*memory_in_use(places[-1], [p for p in facts[-1]["pages"] if "missing" not in p]))
        self.starts()
        table.print_exports([documents.exported(items) for items in documents.EXPORTS], self.plan.rounds)
        table.print_imports(imports.imported(), self.plan.rounds)
        self.papers()

    def papers(self) -> None:
        """Only what a cluster takes to a meeting and home from it."""
        held = papers.papers()
        table.print_papers(held, papers.everything(held), self.plan.rounds)

    def rooms(self) -> None:
        """Only what happens in a room, and a guest's own save."""
        with fresh_place(self.postgres) as place:
            facts = fill([place], (0,))[0]
            with serving(place, str(_file(place))) as server:
                self.measured([own_work(facts["rooms"]), bare_query()], server)
                live.compare(place, server, facts["rooms"], self.plan.room_seconds)

    def work(self, server: Server, facts: dict[str, Any]) -> None:
        """Ours, limit, ours, limit …, round by round, under the same server."""
        self.measured([*all_work(facts), own_work(facts["rooms"]), bare_query()], server)

    def measured(self, wanted: Sequence[Work], server: Server) -> None:
        works = [work for work in wanted if self.ready(server, work)]
        begun, busy, cpu = monotonic(), busy_seconds(), cpu_seconds([*server.pids, *_own()])
        for _ in range(self.plan.rounds):
            for work in works:
                for many in CONCURRENCY:
                    for way in work.ways:
                        way.measure(server, many, self.plan.seconds)
        others = busy_seconds() - busy - (cpu_seconds([*server.pids, *_own()]) - cpu)
        table.print_work(works)
        print(f"Other programs used {100 * others / (monotonic() - begun):.0f} % of one processor meanwhile.")

    def ready(self, server: Server, work: Work) -> bool:
        try:
            warm_up(server, work)
            check_same_bytes(server, work)
        except FAILURES as error:
            self.fail(work.facts["title"], error)
            return False
        return True

    def starts(self) -> None:
        for name, demo in (("without demo", False), ("with the demo round", True)):
            with fresh_place(self.postgres) as place:
                table.print_start(name, first_start(place, demo=demo))


def _own() -> list[int]:
    return [os.getpid()]


def _file(place: Place) -> Path:
    return place.folder / "facts.json"


def fill(places: Sequence[Place], sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Fills each place in a process of its own, side by side, and returns what to ask for there."""
    running = [
        subprocess.Popen(
            place.command("benchmarks.fill", "--size", str(size), "--facts", str(_file(place))), cwd=ROOT,
            env=place.environment(SPEGLA_LOG_LEVEL="ERROR"), stdout=subprocess.DEVNULL,
        )
        for place, size in zip(places, sizes, strict=True)
    ]
    try:
        if any([process.wait() for process in running]):  # a list, so that all are waited for
            raise RuntimeError("a database could not be filled")
    finally:
        for process in running:
            process.kill()
    return [json.loads(_file(place).read_text()) for place in places]


def main() -> int:
    reader = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="two sizes and short slices: under two minutes, rougher")
    reader.add_argument("--postgres", default="", metavar="URL", help="a PostgreSQL server on which databases may be made")
    reader.add_argument("--rooms", action="store_true", help="only what happens in a room, and a guest's own save")
    reader.add_argument("--papers", action="store_true", help="only one cluster's presentations, notes and invitations")
    asked = reader.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers, folders and databases are cleared away
    run = Run(QUICK if asked.quick else FULL, asked.postgres)
    begun = monotonic()
    kind = "PostgreSQL" if asked.postgres else "SQLite"
    print(f"granian (WSGI) with the flags of `spegla run`, {kind}; {run.plan.rounds} rounds of {run.plan.seconds} s, medians")
    try:
        run.rooms() if asked.rooms else run.papers() if asked.papers else run.everything()
    except FAILURES as error:
        run.fail("the rest", error)
    print(f"Measured in {monotonic() - begun:.0f} s.")
    return int(run.failed)


if __name__ == "__main__":
    sys.exit(main())
