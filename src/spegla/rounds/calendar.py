"""A round's dates: counted from the stored programme and the dates people have pinned, never stored themselves."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from spegla.core.calendar import Window, resolve
from spegla.journal.prepared import Prepared
from spegla.programme.schema import Step
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, PinnedDate, Round
from spegla.rounds.moves import DatePlan


def pins_of(round_: Round, cluster: Cluster | None = None) -> dict[str, dt.date]:
    """Pinned dates that hold for the cluster (its own over the round's), or for the round as a whole. One query."""
    return choose_pins(_pins(round=round_.pk), cluster.pk if cluster else None)


@Prepared
def _pins(round: int) -> QuerySet:
    return PinnedDate.objects.filter(round=round).values_list("cluster_id", "key", "on")


def choose_pins(rows: Iterable[tuple[int | None, str, dt.date]], cluster_id: int | None) -> dict[str, dt.date]:
    rows = list(rows)
    chosen = {key: on for owner, key, on in rows if owner is None}
    if cluster_id is not None:
        chosen |= {key: on for owner, key, on in rows if owner == cluster_id}
    return chosen


def dates_of(round_: Round, cluster: Cluster | None = None, pins: dict[str, dt.date] | None = None) -> dict[str, dt.date]:
    """Every date of the round by key, as this cluster has it."""
    held = pins_of(round_, cluster) if pins is None else pins
    return resolve(programme_of(round_).date, round_.variant, round_.start_on, held)


def dates_by_cluster(round_: Round, clusters: Iterable[Cluster]) -> dict[int | None, dict[str, dt.date]]:
    """The dates of every cluster (and under None those of the round) in one query."""
    rows = _pins(round=round_.pk)
    keys: list[int | None] = [None, *(cluster.pk for cluster in clusters)]
    return {key: dates_of(round_, pins=choose_pins(rows, key)) for key in keys}


def date_plan_of(round_: Round, clusters: Iterable[Cluster] | None = None) -> DatePlan:
    """What the round's dates follow from. One query for the pins, one for the clusters when they are not given."""
    pins: dict[tuple[int | None, str], dt.date] = {(cluster, key): on for cluster, key, on in _pins(round=round_.pk)}
    ids = round_.clusters.order_by("name", "pk").values_list("pk", flat=True) if clusters is None else [c.pk for c in clusters]
    return DatePlan(programme_of(round_), round_.variant, round_.start_on, pins, tuple(ids))


def window_of(step: Step, dates: dict[str, dt.date]) -> Window:
    """When the step is worked on; the day it closes (often the meeting's) is still part of it."""
    return Window(dates[step.opens], dates[step.closes] + dt.timedelta(days=1))
