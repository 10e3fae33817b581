"""What the office needs to look at in the rounds it runs: who waits for a cluster, and which clusters have late things."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from spegla.reporting.facts import facts_of
from spegla.reporting.progress import Line, lines_of
from spegla.reporting.queries import dates_for
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.queries import in_order
from spegla.rounds.standing import Standing


@dataclass(frozen=True, slots=True)
class Attention:
    """A cluster that is behind (`cluster`), or organisations that wait for a cluster (`cluster` is None)."""

    round: Round
    cluster: Cluster | None
    organisations: tuple[str, ...]
    late: int
    due: dt.date
    minutes: int = 10
    order: int = 0
    awaited: bool = True


def attention_of(standing: Standing, *, today: dt.date, now: dt.datetime) -> list[Attention]:
    """Everything to look at in the open rounds the reader runs. A fixed number of queries, whatever their size."""
    if not standing.offices:
        return []
    rows = Participation.objects.filter(round_id__in=standing.offices, round__closed_at__isnull=True, ended_at__isnull=True)
    places = list(in_order(rows.select_related("round", "cluster", "organisation")))
    if not places:
        return []
    dates, facts = dates_for(places), facts_of(places, now=now)
    found = []
    for members in _by_cluster(places).values():
        first = members[0]
        known = {first.cluster_id: dates[first.pk], None: dates[first.pk]}
        lines = lines_of(members, programme_of(first.round), known, today=today, now=now, facts=facts)
        found += _unplaced(members, today) if first.cluster is None else _behind(first.cluster, lines)
    return found


def _by_cluster(places: Iterable[Participation]) -> dict[tuple[int, int | None], list[Participation]]:
    found: dict[tuple[int, int | None], list[Participation]] = {}
    for place in places:
        found.setdefault((place.round_id, place.cluster_id), []).append(place)
    return found


def _behind(cluster: Cluster, lines: list[Line]) -> list[Attention]:
    late = [line for line in lines if line.late]
    if not late:
        return []
    names = tuple(line.participation.organisation.name for line in late)
    due = min(line.late[0].due for line in late)
    return [Attention(late[0].participation.round, cluster, names, sum(len(line.late) for line in late), due)]


def _unplaced(members: list[Participation], today: dt.date) -> list[Attention]:
    """Whoever has no cluster when the round starts is first to look at, but is nobody's delay before that."""
    round_ = members[0].round
    return [Attention(round_, None, tuple(place.organisation.name for place in members), 0, max(round_.start_on, today))]
