"""From an address to a meeting and how the reader stands to it: through an organisation's place, or through the office."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from spegla.core.verdict import Verdict, Why, no
from spegla.meetings.actions import meeting_at
from spegla.meetings.models import Meeting
from spegla.meetings.policy import Roles
from spegla.meetings.queries import roles_of
from spegla.minutes.policy import may_hold
from spegla.programme.schema import Step
from spegla.rounds.models import Participation, Round
from spegla.web.meetings.at import meeting_of_place, meeting_of_round
from spegla.web.office.doors import for_office, office_page
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.participant.steps.overview import crumbs
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

PARTICIPANT, OFFICE = "participant/place_base.html", "office/round_base.html"
View = Callable[..., HttpResponse]


@dataclass
class At:
    """A meeting, as it is reached. `place` is the reader's own there; nobody's through the office."""

    request: Request
    step: Step
    meeting: Meeting
    place: Participation | None = None

    @cached_property
    def roles(self) -> Roles:
        return roles_of(self.meeting)

    @cached_property
    def holds(self) -> Verdict:
        """May the reader open the meeting's room and run it? In a rehearsal one only reads."""
        return no(Why.REHEARSAL) if self.request.rehearsal else may_hold(self.meeting, self.roles, self.request.standing)

    def kept(self) -> Meeting:
        """The meeting as a row, made when somebody first needs it."""
        if self.meeting.pk is None:
            found = self.meeting
            found = meeting_at(found.round, found.cluster, found.step, by=self.request.user, now=self.request.now)
            self.meeting.pk, self.meeting.version = found.pk, found.version
        return self.meeting

    def url(self, name: str, *parts: Any) -> str:
        if self.place:
            return reverse(f"participant:{name}", args=[self.place.pk, self.step.key, *parts])
        return reverse(f"office:{name}", args=[self.meeting.round_id, self.step.key, *parts])

    def page(self, title: str) -> dict[str, Any]:
        """What every page about the meeting has around its content."""
        meeting_crumb = (text(self.step.title), self.url("meeting"))
        if self.place:
            around: dict[str, Any] = place_page(self.request, self.place, "steg") | {"base": PARTICIPANT}
            around["crumbs"] = [*crumbs(self.place, "")[:-1], meeting_crumb, (title, "")]
        else:
            around = office_page(self.request, self.meeting.round, "traffar", title) | {"base": OFFICE}
            around["crumbs"] = [*around["crumbs"][:-1], meeting_crumb, (title, "")]
        return around | {"at": self, "step": self.step, "meeting": self.meeting, "title": title}


def for_those_who_meet(view: View) -> View:
    """The view gets `At` through the reader's place. What she does not take part in is a 404."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def inner(request: Request, place: int, step: str, **more: Any) -> HttpResponse:
        own = own_place_or_404(request, place)
        found, meeting = meeting_of_place(request, own, step)
        return view(At(request, found, meeting, own), **more)

    return inner


def for_the_office(view: View) -> View:
    """The view gets `At` through a round that the reader runs: only the meetings that the whole round has."""

    @for_office
    @wraps(view)
    def inner(request: Request, round_: Round, step: str, **more: Any) -> HttpResponse:
        found, meeting = meeting_of_round(round_, step, None)
        return view(At(request, found, meeting), **more)

    return inner


def shown(at: At, template: str, title: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(at.request, template, at.page(title) | context, status=status)
