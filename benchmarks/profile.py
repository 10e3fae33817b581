"""`python -m benchmarks.profile now`: where a page's processor time goes, by function, in one process without a server."""

import argparse
import cProfile
import os
import pstats
import subprocess
from time import perf_counter, process_time

import django

from benchmarks.places import ROOT, fresh_place

VISITS = 100


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    reader.add_argument("page", choices=("now", "ten", "many", "compare", "save", "own"))
    reader.add_argument("--sort", default="tottime", choices=("tottime", "cumulative"))
    reader.add_argument("--lines", type=int, default=40)
    reader.add_argument("--size", type=int, default=6)
    reader.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.inside:
        return look(asked)
    with fresh_place() as place:
        facts = str(place.folder / "facts.json")
        environment = place.environment(SPEGLA_LOG_LEVEL="ERROR", BENCH_FACTS=facts)
        fill = place.command("benchmarks.fill", "--size", str(asked.size), "--facts", facts)
        subprocess.run(fill, env={**environment, "BENCH_FACTS": ""}, cwd=ROOT, check=True)
        again = place.command("benchmarks.profile", asked.page, "--inside", "--sort", asked.sort)
        subprocess.run([*again, "--lines", str(asked.lines)], env=environment, cwd=ROOT, check=True)


def look(asked: argparse.Namespace) -> None:
    """The plain time first, because the profiler slows small functions more than large ones."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.limits.settings"
    django.setup()
    from benchmarks.inside import visitor

    visit = visitor(asked.page)
    visit()
    begun, cpu = perf_counter(), process_time()
    for _ in range(VISITS):
        visit()
    print(f"{1000 * (perf_counter() - begun) / VISITS:.2f} ms, {1000 * (process_time() - cpu) / VISITS:.2f} ms of it CPU")
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(VISITS):
        visit()
    profile.disable()
    pstats.Stats(profile).sort_stats(asked.sort).print_stats(asked.lines)


if __name__ == "__main__":
    main()
