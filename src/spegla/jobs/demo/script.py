"""The demo's content read into acts in the order of time. What an act does is told in founding and working."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spegla.core.calendar import resolve
from spegla.jobs.demo.when import Dates, WhenError, day_of, filled, moment_of, workday
from spegla.programme.loader import load_programme
from spegla.programme.schema import Programme

CONTENT = Path(__file__).parent / "content"
DAYS = ("start", "on", "decided_on", "first_test_on", "on1", "on2", "on3", "answer_by")
WHEN = ("at", "signed-in", *DAYS)

Record = dict[str, Any]
Calendars = dict[tuple[str, str], Dates]  # by round and cluster; cluster "" is the round as a whole


class ScriptError(Exception):
    """Something is wrong in the content; says in which file and record."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody does: its kind, when, and what the content says of it. `where` is its place in the content."""

    kind: str
    at: dt.datetime
    data: Record
    where: str

    def key(self, part: str = "") -> str:
        """What stands for the form's own key: the same each time the demo is made."""
        return sha256(f"{self.where}/{part}".encode()).hexdigest()[:32]


def acts(today: dt.date, folder: Path = CONTENT) -> list[Act]:
    """Everything that happens, first things first, on working days and before today. Raises ScriptError."""
    records = list(_records(folder))
    calendars, seats = _calendars(records, today), _seats(records)
    found = [act for where, kind, data in records for act in _timed(where, kind, data, calendars, seats, today)]
    return list(_on_workdays(sorted(found, key=lambda act: act.at), today))


def content_of_kind(kind: str, folder: Path = CONTENT) -> Iterator[Record]:
    """The records of one kind as they stand in the content, times and holes unfilled."""
    return (data for _, found, data in _records(folder) if found == kind)


def _records(folder: Path) -> Iterator[tuple[str, str, Record]]:
    """Where it stands, its kind, and the record with the file's defaults filled in."""
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        defaults = content.pop("defaults", {})
        for kind, records in content.items():
            for number, record in enumerate(records, 1):
                yield f"{path.stem}/{kind}/{number}", kind, {**defaults, **record}


def _calendars(records: list[tuple[str, str, Record]], today: dt.date) -> Calendars:
    """The dates of every round and cluster, pins included: the content counts from them before any of them is there."""
    known = {"today": today}
    calendars: Calendars = {("", ""): known}
    for _, kind, data in records:
        if kind == "round":
            start = day_of(data["start"], known)
            calendars[data["key"], ""] = _dates(data, start, {}) | known
    rounds = {data["key"]: data for _, kind, data in records if kind == "round"}
    for name, cluster in {(data["round"], data["key"]): None for _, kind, data in records if kind == "cluster"}:
        whole = calendars[name, ""]
        pins = {
            data["date"]: day_of(data["on"], whole) for _, kind, data in records
            if kind == "pin" and data["round"] == name and data["cluster"] == cluster
        }
        calendars[name, cluster] = _dates(rounds[name], whole["start"], pins) | known
    return calendars


def _dates(round_: Record, start: dt.date, pins: dict[str, dt.date]) -> dict[str, dt.date]:
    return resolve(programme(round_["edition"]).date, round_["variant"], start, pins)


@lru_cache
def programme(edition: str) -> Programme:
    """An edition as it is shipped, read once."""
    return load_programme(edition)


def _seats(records: list[tuple[str, str, Record]]) -> dict[tuple[str, str], str]:
    """The cluster of an organisation in a round."""
    return {(data["round"], data["organisation"]): data["cluster"] for _, kind, data in records if kind == "place"}


def _timed(
    where: str, kind: str, data: Record, calendars: Calendars, seats: dict[tuple[str, str], str], today: dt.date
) -> Iterator[Act]:
    """The act with its days and texts worked out, and the signing in that follows an invitation."""
    round_ = data["key"] if kind == "round" else data.get("round", "")
    cluster = data.get("cluster") or seats.get((round_, data.get("organisation", "")), "")
    dates = calendars[round_, "" if kind in ("pin", "cluster") else cluster]
    try:
        days = {name: day_of(data[name], dates) for name in DAYS if isinstance(data.get(name), str)}
        said = {name: value for name, value in data.items() if name not in WHEN}
        yield Act(kind, moment_of(data["at"], dates), {**filled(said, dates), **days}, where)
        if "signed-in" in data:
            yield Act("sign-in", moment_of(data["signed-in"], dates), {"name": data.get("to", data.get("name"))}, where)
    except WhenError as error:
        raise ScriptError(f"{where}: {error}") from error


def _on_workdays(found: list[Act], today: dt.date) -> Iterator[Act]:
    before = None
    for act in found:
        moment = workday(act.at, before)
        if moment >= moment_of("today 00:00", {"today": today}):
            raise ScriptError(f"{act.where}: happens on the day the demo is made or later")
        before = moment
        yield replace(act, at=moment)
