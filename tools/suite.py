"""Runs the checks and the tests one after the other, and says at the end in plain words what was run and what was not.

    python tools/suite.py lint|test

SPEGLA_REQUIRE_POSTGRES=1 and SPEGLA_REQUIRE_CHROMIUM=1 make it fail where it would otherwise only say what is missing.
"""

import getpass
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import psycopg

BIN = Path(sys.executable).parent
SUMMARY = re.compile(r"\d+ (passed|failed|error|skipped|deselected).* in [\d.]+s|no tests ran")
WORKERS = ["-n", "2"]


@dataclass(frozen=True)
class Step:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def is_check(self) -> bool:
        return "pytest" not in self.command


@dataclass(frozen=True)
class Outcome:
    name: str
    good: bool
    words: str


def checks() -> list[Step]:
    return [
        Step("style (ruff)", [f"{BIN}/ruff", "check", "--quiet", "."]),
        Step("arrows (import-linter)", [f"{BIN}/lint-imports", "--no-cache"]),
        Step("types (mypy)", [f"{BIN}/mypy", "--no-error-summary"]),
        Step("editions", [f"{BIN}/spegla", "editions", "check"]),
        Step("coverage of the sources", [f"{BIN}/spegla", "editions", "coverage"]),
    ]


def tests(database: str, url: str, browser: bool) -> list[Step]:
    pytest = [f"{BIN}/python", "-m", "pytest", "-q", *WORKERS]
    marks = "browser" if database == "SQLite" else "browser and both_databases"
    steps = [Step(f"tests on {database}", [*pytest, "-m", "not browser"], {"DATABASE_URL": url})]
    if browser:
        steps.append(Step(f"browser on {database}", [*pytest, "-m", marks], {"DATABASE_URL": url}))
    return steps


def run(step: Step, data: str) -> Outcome:
    """Shows what pytest prints as it comes and keeps its last line; what a check prints is shown if it is not good."""
    print(f"\n── {step.name}", flush=True)
    began, said, kept = monotonic(), "", []
    environment = {**os.environ, "SPEGLA_DATA": data, **step.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # thousands of tests are compiled once, and not in every process
    if not step.environment.get("DATABASE_URL"):
        environment.pop("DATABASE_URL", None)
    with subprocess.Popen(step.command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if step.is_check:
                kept.append(line)
            else:
                print(line, end="", flush=True)
            said = line.strip(" =\n") if SUMMARY.search(line) else said
    if process.returncode:
        print("".join(kept), end="", flush=True)
    words = said.partition(" in ")[0] or ("good" if process.returncode == 0 else "not good")
    return Outcome(step.name, process.returncode == 0, f"{words} ({monotonic() - began:.0f} s)")


def find_postgres() -> tuple[str, str]:
    """The address of a PostgreSQL in which databases may be made, else why there is none."""
    given = os.environ.get("DATABASE_URL", "")
    tried = [given] if given.startswith("postgres") else list(_likely_addresses())
    reason = ""
    for url in tried:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                may = connection.execute(
                    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.OperationalError as error:
            reason = reason or str(error).strip().splitlines()[0]
            continue
        if may and may[0]:
            return url, ""
        reason = f"{url} may not create databases"
    return "", reason


def _likely_addresses() -> Iterator[str]:
    for host in ("127.0.0.1:5432", quote("/var/run/postgresql", safe=""), quote("/tmp", safe="")):
        for user in dict.fromkeys((getpass.getuser(), "postgres")):
            yield f"postgres://{user}@{host}/postgres"


def required(what: str) -> bool:
    return os.environ.get(f"SPEGLA_REQUIRE_{what}") == "1"


def has_chromium() -> bool:
    names = ("chromium", "chromium-browser", "google-chrome")
    return bool(os.environ.get("SPEGLA_TEST_CHROMIUM") or any(map(shutil.which, names)))


def plan(what: str) -> tuple[list[Step], list[Outcome]]:
    """What will be run, and what cannot be and why."""
    if what == "lint":
        return checks(), []
    browser, (postgres, reason) = has_chromium(), find_postgres()
    steps, missing = [*checks(), *tests("SQLite", "", browser)], []
    if postgres:
        steps += tests("PostgreSQL", postgres, browser)
    else:
        named = os.environ.get("DATABASE_URL", "").startswith("postgres")
        advice = f"NOT RUN: no PostgreSQL answers ({reason}); name one with DATABASE_URL=postgres://…"
        missing.append(Outcome("tests on PostgreSQL", not (named or required("POSTGRES")), advice))
    if not browser:
        advice = "NOT RUN: Chromium is missing; install it, on Debian with: apt install chromium"
        missing.append(Outcome("browser tests", not required("CHROMIUM"), advice))
    return steps, missing


def main(what: str) -> int:
    began = monotonic()
    steps, missing = plan(what)
    for outcome in missing:
        print(f"{outcome.name}: {outcome.words}", flush=True)
    with tempfile.TemporaryDirectory(prefix="spegla-checks-") as data:
        outcomes = [run(step, data) for step in steps] + missing
    width = max(len(outcome.name) for outcome in outcomes)
    print("\n── in short")
    for outcome in outcomes:
        print(f"{'  ' if outcome.good else '✗ '}{outcome.name:<{width}}  {outcome.words}")
    good = all(outcome.good for outcome in outcomes)
    whole = " Not everything was run: see above." if missing else ""
    print(f"\n{'Everything that was run is good.' if good else 'Something is not good.'}{whole} {monotonic() - began:.0f} s.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
