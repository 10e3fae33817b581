"""All meetings of a round, for one place or for the office: when, where, who hosts."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.meetings.models import Meeting
from spegla.meetings.queries import MeetingDay, hosting_of, meeting_days, planned_in
from spegla.programme.schema import Step
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.queries import clusters_with_members
from spegla.web.office.doors import for_office, office_page
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.requests import Request

Url = Callable[[MeetingDay], str]


@dataclass(frozen=True, slots=True)
class Row:
    step: Step
    cluster: Cluster | None
    on: dt.date
    url: str
    meeting: Meeting | None
    host: Participation | None
    is_next: bool = False


@login_required
@require_safe
def of_place(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    clusters = [own.cluster] if own.cluster and own.cluster_id in request.standing.clusters else []
    page = place_page(request, own, "traffar") | {
        "base": "participant/place_base.html",
        "rows": rows_of(request, own.round, clusters, lambda day: reverse("participant:meeting", args=[own.pk, day.step.key])),
        "crumbs": [(own.round.name, reverse("participant:round", args=[own.pk])), (_("Träffarna"), "")],
    }
    return render(request, "meetings/meetings.html", page)


@for_office
def of_round(request: Request, round_: Round) -> HttpResponse:
    def url(day: MeetingDay) -> str:
        if day.cluster is None:
            return reverse("office:meeting", args=[round_.pk, day.step.key])
        return reverse("office:cluster-meeting", args=[round_.pk, day.cluster.pk, day.step.key])

    page = office_page(request, round_, "traffar", _("Träffarna")) | {
        "base": "office/round_base.html", "rows": rows_of(request, round_, clusters_with_members(round_), url),
    }
    return render(request, "meetings/meetings.html", page)


def rows_of(request: Request, round_: Round, clusters: Iterable[Cluster], url: Url) -> list[Row]:
    """First things first. A fixed number of queries."""
    clusters = list(clusters)
    planned = planned_in(round_, request.standing)
    hosts = hosting_of(clusters)
    rows = []
    for day in meeting_days(round_, clusters):
        key = (day.cluster.pk if day.cluster else None, day.step.key)
        rows.append(Row(day.step, day.cluster, day.on, url(day), planned.get(key), hosts.get(key)))
    coming = next((row for row in rows if row.on >= request.today), None)
    return [replace(row, is_next=row is coming) for row in rows]
