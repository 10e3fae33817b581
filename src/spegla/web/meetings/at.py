"""From an address to a meeting, by either door: a place in its cluster, or the office. What one may not see is a 404."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.core.verdict import Verdict, Why, no
from spegla.meetings.actions import meeting_at
from spegla.meetings.models import Meeting
from spegla.meetings.policy import Roles, is_for_all, may_organise, may_see
from spegla.meetings.queries import find_meeting, roles_of
from spegla.programme.lookup import step_by_key
from spegla.programme.schema import Programme, Step
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Participation, Round
from spegla.web.office.doors import for_office, office_page
from spegla.web.participant.places import dates_at, own_place_or_404, place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

View = Callable[..., HttpResponse]
PAGES = ("arrange", "chores", "days", "propose", "end", "invitation", "guest", "answer", "attendance")
OF_CLUSTER = ("host",)


@dataclass
class At:
    """A meeting as one door shows it. `place` is the reader's own; without one she comes as the office."""

    request: Request
    step: Step
    meeting: Meeting  # perhaps not saved yet
    place: Participation | None = None

    @property
    def round(self) -> Round:
        return self.meeting.round

    @property
    def cluster(self) -> Cluster | None:
        return self.meeting.cluster

    @property
    def programme(self) -> Programme:
        return programme_of(self.round)

    @cached_property
    def dates(self) -> dict[str, dt.date]:
        return dates_at(self.request, self.place) if self.place else dates_of(self.round, self.cluster)

    @property
    def on(self) -> dt.date:
        return self.dates[self.step.meeting]

    @cached_property
    def roles(self) -> Roles:
        return roles_of(self.meeting)

    @cached_property
    def organising(self) -> Verdict:
        if self.request.rehearsal:
            return no(Why.REHEARSAL)
        return may_organise(self.meeting, self.roles, self.request.standing)

    def saved(self) -> Meeting:
        """Its row, made now if this is the first that somebody does with it."""
        if self.meeting.pk is None:
            self.meeting = meeting_at(self.round, self.cluster, self.step.key, by=self.request.user, now=self.request.now)
        return self.meeting

    def url(self, page: str = "", *more: Any) -> str:
        """Of one of the meeting's pages, by the door the reader came through."""
        name = f"meeting-{page}" if page else "meeting"
        if self.place:
            return reverse(f"participant:{name}", args=[self.place.pk, self.step.key, *more])
        if self.cluster:
            return reverse(f"office:cluster-{name}", args=[self.round.pk, self.cluster.pk, self.step.key, *more])
        return reverse(f"office:{name}", args=[self.round.pk, self.step.key, *more])

    @property
    def title(self) -> str:
        return text(self.step.title)

    def page(self, heading: str = "") -> dict[str, Any]:
        """What every page of a meeting shows around its content; a page below the meeting's own has a heading."""
        own = self._of_place() if self.place else office_page(self.request, self.round, "traffar")
        crumbs = [*own["crumbs"][:-1], (own["crumbs"][-1][0], self._up), (self.title, self.url() if heading else "")]
        return own | {
            "at": self,
            "base": "participant/place_base.html" if self.place else "office/round_base.html",
            "step": self.step,
            "meeting": self.meeting,
            "on": self.on,
            "organising": self.organising,
            "ways": self._ways(),
            "crumbs": [*crumbs, (heading, "")] if heading else crumbs,
        }

    def _of_place(self) -> dict[str, Any]:
        assert self.place
        return place_page(self.request, self.place, "traffar") | {"crumbs": [(self.round.name, "")]}

    def _ways(self) -> dict[str, str]:
        """The addresses of the meeting's other pages. The office only looks on at what a cluster arranges itself."""
        if self.place:
            return {page: self.url(page) for page in PAGES + OF_CLUSTER}
        return {} if self.cluster else {page: self.url(page) for page in PAGES}

    @property
    def _up(self) -> str:
        door, pk = ("participant", self.place.pk) if self.place else ("office", self.round.pk)
        return reverse(f"{door}:round", args=[pk])

    def render(self, template: str, page: dict[str, Any], *, heading: str = "", status: int = 200) -> HttpResponse:
        return render(self.request, f"meetings/{template}.html", self.page(heading) | page, status=status)

    def refused(self, verdict: Verdict | None = None) -> HttpResponse:
        """What belongs to those who organise, asked for by somebody else."""
        return self.render("refused", {"verdict": verdict or self.organising}, heading=_("Det går inte nu"), status=403)


def by_place(view: View) -> View:
    """The view gets the meeting as the cluster sees it."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def inner(request: Request, place: int, step: str, **keys: Any) -> HttpResponse:
        own = own_place_or_404(request, place)
        return view(At(request, *meeting_of_place(request, own, step), own), **keys)

    return inner


def by_office(view: View) -> View:
    """The view gets a meeting of the whole round, or a cluster's, as the office sees it."""

    @for_office
    @wraps(view)
    def inner(request: Request, round_: Round, step: str, cluster: int | None = None, **keys: Any) -> HttpResponse:
        return view(At(request, *meeting_of_round(round_, step, cluster)), **keys)

    return inner


def meeting_of_place(request: Request, place: Participation, key: str) -> tuple[Step, Meeting]:
    """A step where people meet, and its meeting as this place has it."""
    step = _meeting_step_or_404(place.round, key)
    meeting = find_meeting(place.round, place.cluster, step)
    if not may_see(meeting, request.standing):
        raise Http404
    return step, meeting


def meeting_of_round(round_: Round, key: str, cluster: int | None) -> tuple[Step, Meeting]:
    """A step where people meet, and its meeting: a cluster's, or the one of the whole round."""
    step = _meeting_step_or_404(round_, key)
    if is_for_all(step) is not (cluster is None):
        raise Http404
    owner = get_object_or_404(round_.clusters.all(), pk=cluster) if cluster is not None else None
    return step, find_meeting(round_, owner, step)


def _meeting_step_or_404(round_: Round, key: str) -> Step:
    try:
        step = step_by_key(programme_of(round_), key)
    except KeyError as error:
        raise Http404 from error
    if not step.meeting:
        raise Http404
    return step


def organisers_only(view: View) -> View:
    """A form that others than the organisers send is refused; the page itself says why where the button would be."""

    @wraps(view)
    def inner(at: At, **keys: Any) -> HttpResponse:
        if at.request.method == "POST" and not at.organising:
            return at.refused()
        return view(at, **keys)

    return inner
