"""What the devices of all rooms are to show: asked once for all of them, drawn once for all who see the same."""

import datetime as dt
from collections.abc import Mapping
from threading import Lock
from time import monotonic

from django.utils import translation

from spegla.web.polls.kinds import Kind, Numbers
from spegla.web.polls.tokens import Asked

FRESH = 0.1  # seconds for which an answer from the database stands for all who ask
OVER = "over"


class Board:
    """Shared by the threads of a process. Of several that find it old, one asks and the others wait for her answer."""

    def __init__(self, kinds: Mapping[str, Kind], *, fresh: float = FRESH) -> None:
        self.kinds, self.fresh = kinds, fresh
        self.lock = Lock()
        self.numbers: dict[str, tuple[float, Numbers]] = {}
        self.parts: dict[Asked, tuple[str, str]] = {}

    def shows(self, asked: Asked, *, now: dt.datetime) -> str:
        """The number that this room has come to, or "over": also for an audience that it has no longer."""
        found = self._numbers(asked.kind, now).get(asked.room, {}).get(asked.audience)
        return OVER if found is None else str(found)

    def part(self, asked: Asked, number: str, *, now: dt.datetime) -> str:
        """What all of the audience see alike at this number; it is at least as new as that. "" where there is none."""
        drawn = self.parts.get(asked)
        if drawn is None or drawn[0] != number:
            with self.lock:
                drawn = self.parts.get(asked)
                if drawn is None or drawn[0] != number:
                    drawn = self.parts[asked] = number, self._drawn(asked, now)
        return drawn[1]

    def _numbers(self, kind: str, now: dt.datetime) -> Numbers:
        known = self.numbers.get(kind)
        if known is None or monotonic() - known[0] >= self.fresh:
            with self.lock:
                known = self.numbers.get(kind)
                if known is None or monotonic() - known[0] >= self.fresh:
                    known = self.numbers[kind] = monotonic(), self._asked(kind, now)
        return known[1]

    def _asked(self, kind: str, now: dt.datetime) -> Numbers:
        """Also forgets what was drawn for rooms that go on no longer."""
        numbers = self.kinds[kind].numbers(now=now)
        for old in [one for one in self.parts if one.kind == kind and one.room not in numbers]:
            del self.parts[old]
        return numbers

    def _drawn(self, asked: Asked, now: dt.datetime) -> str:
        with translation.override(asked.language):
            return self.kinds[asked.kind].part(asked.room, asked.audience, now=now)
