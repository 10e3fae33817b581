"""A strict reader of calendar files, by the letter of RFC 5545 and with no library: what is not quite right raises."""

import datetime as dt
import re
from dataclasses import dataclass, field

LONGEST = 75  # octets
LINE = re.compile(r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):(?P<value>.*)')
PARAMETER = re.compile(r';([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))')
ESCAPES = {"\\n": "\n", "\\N": "\n", "\\;": ";", "\\,": ",", "\\\\": "\\"}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "ORGANIZER", "TRANSP"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        (found,) = self.all(name)
        return found.value

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def inside(self, name: str) -> list["Component"]:
        return [one for one in self.components if one.name == name]


def parsed(data: bytes) -> Component:
    """The one calendar in the file."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert not [line for line in physical if not line or len(line) > LONGEST or re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]
    stack, done = [], []
    for line in re.sub(rb"\r\n[ \t]", b"", data[:-2]).decode("utf-8").split("\r\n"):
        found = LINE.fullmatch(line)
        assert found, line
        one = Property(found["name"], _parameters(found["parameters"]), _value(found["name"], found["value"]))
        if one.name == "BEGIN":
            stack.append(Component(one.value))
        elif one.name == "END":
            ended = stack.pop()
            assert ended.name == one.value
            (stack[-1].components if stack else done).append(ended)
        else:
            stack[-1].properties.append(one)
    (calendar,) = done
    assert (calendar.name, calendar["VERSION"], bool(calendar["PRODID"]), stack) == ("VCALENDAR", "2.0", True, [])
    for event in calendar.inside("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART"} <= {one.name for one in event.properties}
        assert not [name for name in ONCE if len(event.all(name)) > 1]
    return calendar


def _parameters(text: str) -> dict[str, str]:
    found = [(name, quoted or bare) for name, quoted, bare in PARAMETER.findall(text)]
    assert len(dict(found)) == len(found)
    return dict(found)


def _value(name: str, value: str) -> str:
    if name not in TEXTS:
        return value
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value  # each of them is escaped in a text
    return re.sub(r"\\.", lambda found: ESCAPES[found[0]], value)


def moment(calendar: Component, event: Component, name: str) -> dt.datetime | dt.date:
    """When, in universal time, as the calendar's own description of its zone has it."""
    (found,) = event.all(name)
    if found.parameters.get("VALUE") == "DATE":
        return dt.date.fromisoformat(found.value)
    if found.value.endswith("Z"):
        return _time(found.value[:-1]).replace(tzinfo=dt.UTC)
    (zone,) = [one for one in calendar.inside("VTIMEZONE") if one["TZID"] == found.parameters["TZID"]]
    wall = _time(found.value)
    return (wall - _offset(zone, wall)).replace(tzinfo=dt.UTC)


def _offset(zone: Component, wall: dt.datetime) -> dt.timedelta:
    """By the last change that had come. Of two times alike in the autumn night it is the first."""
    changes = [(_onset(change, year), change["TZOFFSETTO"]) for change in zone.components for year in (wall.year - 1, wall.year)]
    return _hours(max(one for one in changes if one[0] <= wall)[1])


def _onset(change: Component, year: int) -> dt.datetime:
    """The change in that year, by the clock before it: only the rule "the last Sunday of a month" is known."""
    rule = dict(part.split("=") for part in change["RRULE"].split(";"))
    assert (rule.pop("FREQ"), rule.pop("BYDAY"), set(rule)) == ("YEARLY", "-1SU", {"BYMONTH"})
    first = _time(change["DTSTART"])
    assert year >= first.year
    last = dt.date(year, int(rule["BYMONTH"]) + 1, 1) - dt.timedelta(days=1)
    return dt.datetime.combine(last - dt.timedelta(days=(last.weekday() + 1) % 7), first.time())


def _hours(offset: str) -> dt.timedelta:
    return dt.timedelta(hours=int(offset[:3]), minutes=int(offset[0] + offset[3:5]))


def _time(value: str) -> dt.datetime:
    assert re.fullmatch(r"\d{8}T\d{6}", value)
    return dt.datetime.fromisoformat(value)
