"""Prints what was measured, the goal beside each figure. Decides nothing but met or not met."""

from collections.abc import Iterable, Sequence

from benchmarks.documents import Race
from benchmarks.growth import Grown
from benchmarks.rows import FLAT, LIMIT, OURS, Way, Work

SHARE, GROWTH, MEMORY_MB, START_S, WRITING, READING = 0.5, 1.5, 225.0, 20.0, 1.5, 1.5
NAMES = {OURS: "ours", LIMIT: "  limit: ready dictionaries", FLAT: "  the same bytes in one loop"}


def verdict(met: bool) -> str:
    return "met" if met else "NOT MET"


def print_work(works: Iterable[Work]) -> None:
    """Rates and times of each way, and our part of the limit's rate; the goal is judged with eight clients."""
    print(f"\n{'':31}{'req/s':>14}{'p95 ms':>16}{'CPU ms':>9}{'queries':>9}{'kB':>7}{'of the limit, req/s':>21}{'CPU':>6}")
    print(f"{'clients':31}{1:>7}{8:>7}{1:>8}{8:>8}{'':>25}{1:>15}{8:>6}{'':6}  goal ≥ {SHARE}")
    for work in works:
        print(work.facts["title"])
        for way in work.ways:
            print(f"  {_name(work, way):29}{_figures(way)}{_inside(work, way)}{_share(work, way)}")


def _name(work: Work, way: Way) -> str:
    limits = {"save": "  limit: update and history row", "own": "  limit: a bare update"}
    return limits.get(work.facts["key"], NAMES[LIMIT]) if way.name == LIMIT else NAMES[way.name]


def _figures(way: Way) -> str:
    return f"{way.rate(1):7.0f}{way.rate(8):7.0f}{way.p95_ms(1):8.1f}{way.p95_ms(8):8.1f}{way.cpu_ms:9.2f}"


def _inside(work: Work, way: Way) -> str:
    if way.name != OURS:
        return ""
    return f"{work.facts['queries']:9}{work.facts['bytes'] / 1000:7.0f}"


def _share(work: Work, way: Way) -> str:
    if way.name == OURS:
        return f"{_shares(work, LIMIT)}  {verdict(work.share(LIMIT, 8) >= SHARE)}"
    return f"{'':16}{_shares(work, FLAT)}  (ours beside this)" if way.name == FLAT else ""


def _shares(work: Work, of: str) -> str:
    return f"{work.share(of, 1):15.2f}{work.share(of, 8):6.2f}{work.cpu_share(of):6.2f}"


def print_growth(sizes: Sequence[int], grown: Grown) -> None:
    """Queries and processor time at each size; the goal is the largest beside the smallest."""
    print(f"\nGrowth, organisations in the database: {', '.join(map(str, sizes))} (one client)")
    print(f"  {'':26}{'queries':>15}{'CPU ms for each request':>30}   largest / smallest, goal < {GROWTH}")
    for title, seen, ways in grown:
        queries = [one["queries"] for one in seen]
        factor = ways[-1].cpu_ms / ways[0].cpu_ms
        print(
            f"  {title:26}{' '.join(f'{q:4}' for q in queries):>15}{' '.join(f'{way.cpu_ms:8.2f}' for way in ways):>30}"
            f"{factor:9.2f}  {verdict(factor < GROWTH)}; queries the same: {verdict(len(set(queries)) == 1)}"
        )


def print_memory(web: float, together: float) -> None:
    print(f"\nMemory in use (PSS): web processes {web:.0f} MB, goal < {MEMORY_MB:.0f} MB: {verdict(web < MEMORY_MB)}"
          f" (with the keeper and the job worker {together:.0f} MB)")


def print_start(name: str, seconds: float) -> None:
    print(f"First start on an empty database, {name}: {seconds:.1f} s, goal < {START_S:.0f} s: {verdict(seconds < START_S)}")


def print_exports(races: Iterable[Race], rounds: int) -> None:
    """The goal is judged beside the library that writes the same cells with the same looks."""
    print(f"\nWriting a workbook, beside the bare library, CPU; goal ≤ {WRITING} of the same cells and looks")
    for race in races:
        seconds, limit, plain = race.measure(rounds)
        waited = 1000 * race.seconds_apart(rounds)
        print(f"  {race.title:31}{1000 * seconds:7.0f} ms{limit:7.2f}  {verdict(limit <= WRITING)}"
              f"  ({plain:.2f} of the same values without looks; {waited:.0f} ms until a person has it)")


def print_papers(races: Iterable[Race], whole: Race, rounds: int) -> None:
    """The goal is judged for the whole: what a cluster needs for one meeting."""
    print(f"\nA cluster's presentations, notes and invitations, beside the bare libraries, CPU; goal ≤ {WRITING} of all of it")
    for race in races:
        seconds, limit, plain = race.measure(rounds)
        print(f"  {race.title:31}{1000 * seconds:7.0f} ms{limit:7.2f}  ({plain:.2f} without looks;"
              f" {1000 * race.seconds_apart(rounds):.0f} ms until a person has one)")
    seconds, limit, plain = whole.measure(rounds)
    print(f"  {whole.title:31}{1000 * seconds:7.0f} ms{limit:7.2f}  {verdict(limit <= WRITING)}  ({plain:.2f} without looks)")


def print_imports(races: Iterable[Race], rounds: int) -> None:
    """The goal is judged beside the full reader of the library, which we cannot do without."""
    print(f"\nReading a workbook in, beside the bare library, CPU; goal ≤ {READING} of its full reader")
    for race in races:
        seconds, full, quick = race.measure(rounds)
        waited = 1000 * race.seconds_apart(rounds)
        print(f"  {race.title:31}{1000 * seconds:7.0f} ms{full:7.2f}  {verdict(full <= READING)}"
              f"  ({quick:.2f} of its quick reader, which knows no notes; {waited:.0f} ms until a person sees it)")
