"""`spegla run` as it is: seconds of its first start on an empty database, and the memory of its processes in use."""

from collections.abc import Sequence
from typing import Any

from benchmarks.asking import Reader
from benchmarks.load import drive
from benchmarks.places import Place
from benchmarks.processes import command_line, family, pss_mb
from benchmarks.server import Server, started, wait_for


def first_start(place: Place, *, demo: bool) -> float:
    """Seconds from the command until the first page answers."""
    with _running(place, demo=demo) as server:
        return wait_for(server, "/")


def memory_in_use(place: Place, pages: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """MB of the web processes together and of all processes, when every page has been asked for many times."""
    with _running(place, demo=False) as server:
        wait_for(server, "/")
        for page in pages:
            drive(server.port, [Reader(page["path"], page["session"]) for _ in range(8)], seconds=3.0, most=160)
        return pss_mb(_web_processes(server)), pss_mb(family(server.process.pid))


def _running(place: Place, *, demo: bool) -> Any:
    return started(place, place.command("spegla.config.command", "run"), SPEGLA_DEMO=str(int(demo)))


def _web_processes(server: Server) -> list[int]:
    """The process that granian was started in, and all it has started."""
    children = [pid for pid in family(server.process.pid)[1:] if "granian" in command_line(pid)]
    return family(children[0])
