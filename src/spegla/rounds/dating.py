"""Write a round's dates: set by hand, cleared again, or several moved at once. What follows from it is told in moves."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from spegla.journal.actions import record
from spegla.people.models import Person
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.models import Cluster, PinnedDate, Round
from spegla.rounds.moves import Consequence, DatePlan, Pin, consequences


class MovedMeanwhileError(Exception):
    """The calendar is no longer the one that was previewed. Nothing was saved."""


@transaction.atomic
def move_dates(
    round_: Round, changes: Sequence[Pin], *, seen: str, by: Person, now: dt.datetime
) -> list[Consequence]:
    """Set and clear dates, all or none, and say what followed. `seen` is the fingerprint of the plan that was previewed.

    What is so already changes nothing. Raises MovedMeanwhileError when another plan was seen, and CalendarError
    when a date could no longer be worked out.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    before = date_plan_of(locked)
    after = before.changed(changes)
    if after == before:
        return []
    if before.fingerprint != seen:
        raise MovedMeanwhileError
    found = consequences(before, after)
    _save(locked, before, after, by, now)
    record("dates-moved", locked, by=by, now=now, round_id=locked.pk, start_on=after.start_on.isoformat(),
           dates=[{"cluster": pin.scope, "key": pin.key, "on": pin.on.isoformat() if pin.on else None}
                  for pin in before.differences(after)])
    round_.start_on = after.start_on
    return found


def _save(round_: Round, before: DatePlan, after: DatePlan, by: Person, now: dt.datetime) -> None:
    for pin in before.differences(after):
        where: dict[str, Any] = {"round": round_, "cluster_id": pin.scope, "key": pin.key}
        if pin.on is None:
            PinnedDate.objects.filter(**where).delete()
        else:
            PinnedDate.objects.update_or_create(**where, defaults={"on": pin.on, "at": now, "by": by})
    if after.start_on != before.start_on:
        round_.start_on = after.start_on
        round_.save(update_fields=["start_on"])


@transaction.atomic
def pin_date(
    round_: Round, key: str, on: dt.date, *, cluster: Cluster | None = None, by: Person, now: dt.datetime
) -> PinnedDate:
    pinned, _ = PinnedDate.objects.update_or_create(
        round=round_, cluster=cluster, key=key, defaults={"on": on, "at": now, "by": by}
    )
    record("date-pinned", round_, by=by, now=now, round_id=round_.pk, key=key, on=on.isoformat(),
           cluster=cluster.pk if cluster else None)
    return pinned


@transaction.atomic
def unpin_date(round_: Round, key: str, *, cluster: Cluster | None = None, by: Person, now: dt.datetime) -> None:
    removed, _ = PinnedDate.objects.filter(round=round_, cluster=cluster, key=key).delete()
    if removed:
        record("date-unpinned", round_, by=by, now=now, round_id=round_.pk, key=key, cluster=cluster.pk if cluster else None)
