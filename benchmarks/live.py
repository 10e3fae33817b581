"""From one device's answer to another's screen: how long it takes with 60 in one room and with 500 in ten, either way."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time, sleep, time
from typing import Any

from benchmarks.devices import Device, Line, Seen, devices_of, polled, post, streamed
from benchmarks.load import UnexpectedError
from benchmarks.places import Place
from benchmarks.processes import busy_seconds, cpu_seconds, family, pss_mb
from benchmarks.server import LONGEST_START, Server, free_port, started, status_of

News = Callable[[Device, Line, int], AsyncIterator[tuple[int, bytes]]]
LONGEST = 6.0  # seconds; who has not seen it by then has not seen it
ANSWERS = 6  # between two items


@dataclass
class Crowd:
    """So many devices in so many rooms, and what was measured of them."""

    title: str
    rooms: int
    phones: int
    screens: int
    between: float  # seconds between two answers in a room
    goal: float
    answers: list[float] = field(default_factory=list)
    items: list[float] = field(default_factory=list)
    missed: int = 0
    asked: float = 0.0
    busy: float = 0.0
    load: float = 0.0  # what the devices themselves, all in this process, took of a processor
    others: float = 0.0  # and everybody else on the machine
    memory: float = 0.0


def crowds() -> list[Crowd]:
    return [Crowd("60 in one room", 1, 56, 4, 0.4, goal=1.0), Crowd("500 in ten rooms", 10, 49, 1, 1.0, goal=2.0)]


def measure(server: Server, rooms: list[dict[str, Any]], crowd: Crowd, seconds: float, *, streams: int = 0) -> None:
    """`streams` is the port of the process that streams; without one the devices poll."""
    pids = family(server.process.pid)
    begun, cpu, own, all_ = perf_counter(), cpu_seconds(pids), process_time(), busy_seconds()
    asyncio.run(_crowd(server.port, rooms[: crowd.rooms], crowd, seconds, streamed if streams else polled, streams))
    spent = perf_counter() - begun
    crowd.busy, crowd.memory = (cpu_seconds(pids) - cpu) / spent, pss_mb(pids)
    crowd.load = (process_time() - own) / spent
    crowd.others = max(0.0, (busy_seconds() - all_) / spent - crowd.busy - crowd.load)


async def _crowd(
    port: int, rooms: list[dict[str, Any]], crowd: Crowd, seconds: float, news: News, streams: int
) -> None:
    """All devices come in; then in every room people answer and somebody leads, until the time is over."""
    parties = [devices_of(room, n, crowd.phones, crowd.screens) for n, room in enumerate(rooms)]
    lives = [asyncio.create_task(_come_in(one, Line(port), news, streams)) for party in parties for one in party]
    while any(one.number < 0 for party in parties for one in party):
        _raise_from(lives)
        await asyncio.sleep(0.05)
    begun = perf_counter()
    ends, before = begun + seconds, sum(one.asked for party in parties for one in party)
    await asyncio.gather(*[_room(port, room, party, crowd, ends) for room, party in zip(rooms, parties, strict=True)])
    crowd.asked = (sum(one.asked for party in parties for one in party) - before) / (perf_counter() - begun)
    _raise_from(lives)
    for task in lives:
        task.cancel()
    await asyncio.gather(*lives, return_exceptions=True)


async def _come_in(device: Device, line: Line, news: News, streams: int) -> None:
    try:
        await device.live(line, news(device, line, streams))
    finally:
        line.close()


def _raise_from(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        if task.done():
            task.result()


async def _room(port: int, room: dict[str, Any], party: list[Device], crowd: Crowd, ends: float) -> None:
    line, at, count = Line(port), 0, 0
    phones, screens = ([one for one in party if one.kind == kind] for kind in ("phone", "screen"))
    while perf_counter() < ends:
        for _ in range(ANSWERS):
            guest, count = phones[count % len(phones)], count + 1
            key = f"{guest.ident}.{int(time() * 1000)}"  # the same form each time, going on from its own save
            body = f"choice={1 + count % 3}&comment=Svar+{key}&request_key={key}&based_on=0"
            guest.answered.add(room["items"][at])
            sent = post(room["answer"].replace("ITEM", room["items"][at]), guest.cookie, body)
            await _told(line, sent, screens, crowd.answers, crowd)
            await asyncio.sleep(crowd.between)
        at = (at + 1) % len(room["items"])
        sent = post(room["look"], f"sessionid={room['session']}", f"item={room['items'][at]}")
        await _told(line, sent, phones, crowd.items, crowd)
        await asyncio.sleep(crowd.between)


async def _told(line: Line, sent: bytes, devices: list[Device], times: list[float], crowd: Crowd) -> None:
    """Send it, and wait until each of these devices shows it."""
    seen = Seen(perf_counter(), {one.ident for one in devices}, after=max(one.number for one in devices))
    for one in devices:
        one.seen = seen
    status, _ = await line.ask(sent)
    if status != 302:
        raise UnexpectedError(f"what was sent is answered {status}")
    try:
        await asyncio.wait_for(seen.done.wait(), LONGEST)
    except TimeoutError:
        crowd.missed += len(seen.waiting)
    times.extend(seen.times)


@contextmanager
def streaming(place: Place) -> Iterator[Server]:
    """The prototype with streams, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "benchmarks.streaming:application", "--interface", "asginl", "--no-ws"]
    command += ["--port", str(port), "--backlog", "4096", "--backpressure", "4096", "--log-level", "warning"]
    with started(place, command, DJANGO_SETTINGS_MODULE="spegla.config.settings") as server:
        begun = perf_counter()
        while not status_of(port, "/") and perf_counter() - begun < LONGEST_START:
            sleep(0.05)
        yield Server(port, server.process)


def compare(place: Place, server: Server, rooms: list[dict[str, Any]], seconds: float) -> None:
    """Both ways with both crowds, printed. The memory is that of all processes of the way, the job worker aside."""
    print(f"\nIn a room: from an answer to the screens, from the next item to the phones ({seconds:.0f} s each)")
    print(f"  {'':46}{'answer p50':>11}{'p95 ms':>8}{'item p50':>10}{'p95 ms':>8}{'polls/s':>9}{'CPU':>6}{'PSS MB':>8}", end="")
    print(f"{'devices':>9}{'others':>8}")
    for crowd in crowds():
        measure(server, rooms, crowd, seconds)
        _print("polling, 304", crowd)
    with ExitStack() as stack:
        other = stack.enter_context(streaming(place))
        for crowd in crowds():
            alone = cpu_seconds(family(other.process.pid)), perf_counter()
            measure(server, rooms, crowd, seconds, streams=other.port)
            crowd.busy += (cpu_seconds(family(other.process.pid)) - alone[0]) / (perf_counter() - alone[1])
            crowd.memory += pss_mb(family(other.process.pid))
            _print("streams, ASGI process beside", crowd)


def _print(way: str, crowd: Crowd) -> None:
    answers, items = ((_ms(times, 0.5), _ms(times, 0.95)) for times in (crowd.answers, crowd.items))
    figures = f"{answers[0]:11.0f}{answers[1]:8.0f}{items[0]:10.0f}{items[1]:8.0f}"
    worst = max(answers[1], items[1])
    met = "met" if worst <= 1000 * crowd.goal and not crowd.missed else "NOT MET"
    used = f"{crowd.busy:6.0%}{crowd.memory:8.0f}{crowd.load:9.0%}{crowd.others:8.0%}"
    print(f"  {f'{way}: {crowd.title}':46}{figures}{crowd.asked:9.0f}{used}"
          f"   ≤ {1000 * crowd.goal:.0f} ms: {met}{f' ({crowd.missed} never saw it)' if crowd.missed else ''}")


def _ms(times: list[float], part: float) -> float:
    return 1000 * sorted(times)[min(len(times) - 1, int(len(times) * part))] if times else float("nan")
