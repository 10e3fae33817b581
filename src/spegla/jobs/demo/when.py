"""How the demo's content says when: counted from the day the demo is made, or from a date of a round's calendar."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils import formats, timezone

from spegla.core.calendar import parse_offset, shift_date, weekend

Dates = Mapping[str, dt.date]

SAID = re.compile(
    r"(?P<anchor>[a-z][a-z0-9-]*?)(?P<offset>[+-]\d+[dwm])?(?P<weekday> weekday)?(?: (?P<time>\d\d:\d\d))?"
)
HOLE = re.compile(r"\{(year)([+-]\d+)?\}|\{([a-z][a-z0-9+-]*)\}")


class WhenError(ValueError):
    """A time that cannot be read or is counted from a date that the calendar lacks."""


def day_of(said: str, dates: Dates) -> dt.date:
    """The day of "today-25w weekday", "bm1-7d" or "start"; "weekday" moves Saturday and Sunday back to Friday."""
    return _read(said, dates)[0]


def moment_of(said: str, dates: Dates) -> dt.datetime:
    """The moment of "bm1-7d 09:05", by the clock on the wall; without a time of day a WhenError."""
    day, time = _read(said, dates)
    if time is None:
        raise WhenError(f'"{said}" has no time of day')
    return timezone.make_aware(dt.datetime.combine(day, time)).astimezone(dt.UTC)


def workday(moment: dt.datetime, after: dt.datetime | None) -> dt.datetime:
    """The moment, or the same time on the Friday before; always a minute later than `after`, which came before it."""
    local = timezone.localtime(moment)
    if weekend(local.date()):
        local -= dt.timedelta(days=local.isoweekday() - 5)
        moment = local.astimezone(dt.UTC)
        if after is not None and moment <= after:
            return after + dt.timedelta(minutes=1)
    return moment


def filled(value: Any, dates: Dates) -> Any:
    """The content with its holes filled: {bm2} is the day as people write it, {year-2} a year."""
    if isinstance(value, str):
        return HOLE.sub(lambda found: _fill(found, dates), value)
    if isinstance(value, dict):
        return {name: filled(part, dates) for name, part in value.items()}
    return [filled(part, dates) for part in value] if isinstance(value, list) else value


def _fill(found: re.Match[str], dates: Dates) -> str:
    if found[1]:
        return str(dates["today"].year + int(found[2] or 0))
    return formats.date_format(day_of(found[3], dates), "j F")


def _read(said: str, dates: Dates) -> tuple[dt.date, dt.time | None]:
    found = SAID.fullmatch(said)
    if not found or found["anchor"] not in dates:
        raise WhenError(f'"{said}" cannot be counted from any of {", ".join(sorted(dates))}')
    day = dates[found["anchor"]]
    if found["offset"]:
        day = shift_date(day, parse_offset(found["offset"]))
    if found["weekday"] and weekend(day):
        day -= dt.timedelta(days=day.isoweekday() - 5)
    return day, dt.time.fromisoformat(found["time"]) if found["time"] else None
