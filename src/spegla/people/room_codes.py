"""Wrong codes typed at the door of a room, counted by place in the network: nobody guesses, and nobody shuts others out."""

import datetime as dt

from django.db.models import Count, Q

from spegla.journal.models import Event
from spegla.people.signing_in import address_number

WITHIN = dt.timedelta(minutes=1)
FROM_ONE_PLACE = 30  # a whole town hall may sit behind one address, with a roomful of people who type at the same time
FROM_EVERYWHERE = 300  # one in 24 million codes is not found at that pace
WRONG, CODE = "room-code-wrong", "code"


class TooManyCodesError(Exception):
    """So many wrong codes have come from there in the last minute that for a while not even right ones are looked at."""


def check_codes(*, now: dt.datetime, client: str = "") -> None:
    """Raises TooManyCodesError. `client` is where in the network the code comes from, "" when that is not known.

    When too many come from everywhere together, a place that has had no wrong one within the minute may still try.
    """
    here = Count("pk", filter=Q(thing_id=_place(client)))
    counted = Event.objects.filter(what=WRONG, thing=CODE, at__gt=now - WITHIN).aggregate(here=here, all=Count("pk"))
    if counted["here"] >= FROM_ONE_PLACE or (counted["here"] and counted["all"] >= FROM_EVERYWHERE):
        raise TooManyCodesError


def note_wrong_code(*, now: dt.datetime, client: str = "") -> None:
    Event.objects.create(at=now, what=WRONG, thing=CODE, thing_id=_place(client))


def forget_wrong_codes(*, now: dt.datetime) -> int:
    """Remove what was counted more than an hour ago."""
    return Event.objects.filter(what=WRONG, thing=CODE, at__lt=now - dt.timedelta(hours=1)).delete()[0]


def _place(client: str) -> int:
    return address_number(client) if client else 0
