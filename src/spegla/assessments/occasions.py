"""When a place answers: the programme's occasions with the dates this cluster has, and the phase a day falls in."""

import datetime as dt
from dataclasses import dataclass

from spegla.core.visibility import Phase
from spegla.programme.schema import Text
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation

OWN_KEPT = dt.timedelta(days=30)  # after an occasion was due, what was answered alone and never shown is erased


@dataclass(frozen=True, slots=True)
class OccasionTime:
    """An occasion from the day it opens to the day it is due. Later answers are late, not locked out."""

    key: str
    title: Text
    opens: dt.date
    due: dt.date
    sheet: Text  # the short name, as on a tab of a workbook

    def phase(self, place: Participation, day: dt.date) -> Phase:
        if place.round.closed_at:
            return Phase.CLOSED
        if day < self.opens:
            return Phase.UPCOMING
        return Phase.LATE if day > self.due else Phase.OPEN

    def own_is_over(self, day: dt.date) -> bool:
        """Whether the time for answering alone is past. The group may still answer together."""
        return day > self.due + OWN_KEPT


def occasions_of(place: Participation, dates: dict[str, dt.date]) -> list[OccasionTime]:
    """All occasions of the place's programme, in its order. `dates` are those of rounds.calendar.dates_of."""
    return [
        OccasionTime(occasion.key, occasion.title, dates[occasion.opens], dates[occasion.due], occasion.sheet)
        for occasion in programme_of(place.round).edition.occasion
    ]


def until(occasions: list[OccasionTime], key: str) -> list[OccasionTime]:
    """The occasions up to and with this one, in the programme's order."""
    return occasions[: [occasion.key for occasion in occasions].index(key) + 1]


def earlier(occasions: list[OccasionTime], key: str) -> list[OccasionTime]:
    """The occasions before this one, the nearest first."""
    return until(occasions, key)[-2::-1]
