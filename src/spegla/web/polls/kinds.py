"""The kinds of rooms whose devices ask again and again whether there is anything new. Here a new kind is plugged in.

Whoever is in a room has an address to ask at (`tokens.poll_token`), with her page: the kind, the room, an audience (what
her device shows: "phone", "screen", or what the kind calls it) and her language. The door answers 304, or the number that
the room has come to, and below it the part of the page that everybody of that audience sees alike, if there is one.
A room, or an audience, that its kind does not name goes on no longer: the answer is "over", and a device fetches its page.

To add a kind:

1. Keep a number for each audience in the room's row and raise it in the transaction of whatever its devices show differently.
2. Write `numbers(now=…)`: of all rooms that go on, by id, the number of each audience. One query; no session, no person.
   It is asked a few times a second in each process for all devices together (`board.py`), so it need not be clever.
3. If many devices show the very same, write `part(room, audience, now=…)`, drawn once for each number and language. What is
   personal has no place in it: no name, no answer, no token against forgery; it is told to whoever holds the address.
   Without it, or where it gives "", every device fetches its own page when the number has changed.
4. Add it to KINDS, and give the page `poll_token(kind, room, audience, language)` and the number it shows.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from spegla.assessments.live_queries import live_numbers
from spegla.minutes.rooms import numbers as meeting_numbers
from spegla.web.live.alike import alike_part
from spegla.web.live.meeting.tokens import KIND as MEETING
from spegla.web.live.tokens import KIND as ASSESSMENT

Numbers = Mapping[int, Mapping[str, int]]


class AsksNumbers(Protocol):
    def __call__(self, *, now: dt.datetime) -> Numbers: ...


class DrawsPart(Protocol):
    def __call__(self, room: int, audience: str, *, now: dt.datetime) -> str: ...


def no_part(room: int, audience: str, *, now: dt.datetime) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    numbers: AsksNumbers
    part: DrawsPart = no_part


KINDS = {
    ASSESSMENT: Kind(live_numbers, alike_part),
    MEETING: Kind(meeting_numbers),
}
