"""Real dates as a table: which date, for which cluster (empty: the round), on which day (empty: counted again)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spegla.programme.schema import Programme
from spegla.rounds.csvfile import Problem, Row, Table, plain, read_table
from spegla.rounds.moves import Pin, Scope

HEADINGS = {
    "key": ("nyckel", "datumnyckel", "key"),
    "cluster": ("kluster", "cluster"),
    "on": ("datum", "dag", "date"),
}


@dataclass(frozen=True)
class DateFile:
    pins: tuple[Pin, ...]
    problems: tuple[Problem, ...]


def parse_dates(text: str, programme: Programme, clusters: Mapping[str, int]) -> DateFile:
    """The dates in the text; `clusters` are ids by name. Raises UnreadableError when it is no table."""
    table = read_table(text, HEADINGS)
    problems = list(table.problems)
    missing = [words[0] for key, words in HEADINGS.items() if key != "cluster" and key not in table.headings]
    if missing:
        message = _("Rubriken ”%(word)s” saknas på första raden.") % {"word": missing[0].capitalize()}
        return DateFile((), (*problems, Problem(1, "", message)))
    ids = {plain(name): pk for name, pk in clusters.items()}
    pins: dict[tuple[Scope, str], Pin] = {}
    for row in table.rows:
        found = _pin(row, table, problems, {day.key for day in programme.date}, ids)
        if found and (found.scope, found.key) in pins:
            problems.append(Problem(row.line, table.headings["key"], _("Samma datum står på två rader.")))
        elif found:
            pins[found.scope, found.key] = found
    return DateFile(tuple(pins.values()), tuple(problems))


def _pin(row: Row, table: Table, problems: list[Problem], keys: set[str], clusters: Mapping[str, int]) -> Pin | None:
    before = len(problems)
    if row["key"] not in keys:
        problems.append(Problem(row.line, table.headings["key"], _("”%(key)s” är inget datum i omgångens kalender.")
                                % {"key": row["key"]}))
    if row["cluster"] and plain(row["cluster"]) not in clusters:
        problems.append(Problem(row.line, table.headings["cluster"], _("Det finns inget kluster som heter ”%(name)s”.")
                                % {"name": row["cluster"]}))
    on = None
    try:
        on = dt.date.fromisoformat(row["on"]) if row["on"] else None
    except ValueError:
        problems.append(Problem(row.line, table.headings["on"], _("Skriv datumet som 2019-02-07.")))
    if len(problems) > before:
        return None
    return Pin(clusters[plain(row["cluster"])] if row["cluster"] else None, row["key"], on)
