"""A place in a round from above: the round's home, the progress line, the timeline, the assignment to confirm."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spegla.programme.lookup import function_by_key
from spegla.programme.schema import Function, Programme, Step
from spegla.reporting.progress import lines_of
from spegla.reporting.queries import confirmed_by
from spegla.reporting.timeline import Dated, step_now, timeline_of
from spegla.rounds.actions import confirm_assignment
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_of, members_seen_from
from spegla.steps.models import AppointedService, ExperienceTalk
from spegla.steps.queries import name_of, shared_in_cluster
from spegla.web.participant.places import dates_at, own_place_or_404, pins_at, place_page, programme_at, working_at
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason, text

COMING = 4


@dataclass(frozen=True, slots=True)
class FigureStep:
    """A step as the figure of all steps wants it."""

    number: int
    title: str
    kind: str
    url: str
    current: bool


@login_required
@require_safe
def round_home(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    members = [own] if own.cluster is None else list(members_of(own.cluster))
    timeline = timeline_at(request, own)
    return render(request, "participant/round.html", place_page(request, own, "steg") | {
        "figure": figure_of(request, own),
        "current": current_step(request, own),
        "coming": [dated for dated in timeline if dated.when != "past"][:COMING],
        "members": members,
        **shared_by(members, own, request),
        "crumbs": [(_("Att göra nu"), reverse("participant:now")), (own.round.name, "")],
    })


@login_required
@require_safe
def progress(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    return render(request, "participant/progress.html", place_page(request, own, "lage") | {
        "lines": lines_at(request, own),
        "crumbs": crumbs(own, _("Läget")),
    })


@login_required
@require_safe
def timeline(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    return render(request, "participant/timeline.html", place_page(request, own, "tidslinje") | {
        "rows": timeline_at(request, own),
        "crumbs": crumbs(own, _("Tidslinje")),
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, place: int) -> HttpResponse:
    """The assignment in the words of one's function, and one button: I know it and have the time."""
    own = own_place_or_404(request, place)
    page, working = place_page(request, own, "nu"), working_at(request, own)
    if request.method == "POST":
        if working:
            confirm_assignment(own, by=request.user, now=request.now)
            messages.success(request, _("Tack! Nu vet de andra att du är med."))
            return redirect("participant:now")
        messages.error(request, reason(working.why))
    return render(request, "participant/confirm.html", page | {
        "functions": functions_of(own, request),
        "meetings": [dated for dated in timeline_at(request, own) if dated.date.kind == "meeting"],
        "confirmed": bool(confirmed_by(request.user, [own.pk])),
        "crumbs": crumbs(own, _("Uppdraget")),
    })


def crumbs(place: Participation, title: str) -> list[tuple[str, str]]:
    return [(place.round.name, reverse("participant:round", args=[place.pk])), (title, "")]


def lines_at(request: Request, place: Participation) -> list:
    """The lines of the place's cluster, own first; the same that mentor and office see. Its own alone once it has ended."""
    members = members_seen_from(place, request.standing)
    members.sort(key=lambda member: member.pk != place.pk)
    dates = dates_at(request, place)
    return lines_of(
        members, programme_at(place), {place.cluster_id: dates, None: dates}, today=request.today, now=request.now
    )


def timeline_at(request: Request, place: Participation) -> list[Dated]:
    return timeline_of(
        programme_at(place), dates_at(request, place), set(pins_at(request, place)) | {"start"}, today=request.today
    )


def current_step(request: Request, place: Participation) -> Step | None:
    return step_now(programme_at(place), dates_at(request, place), today=request.today)


def figure_of(request: Request, place: Participation) -> list[FigureStep]:
    programme: Programme = programme_at(place)
    current = current_step(request, place)
    return [
        FigureStep(
            number=step.number, title=text(step.title), current=step is current,
            kind="home" if step.kind in ("home", "preparation") else "meeting",
            url=reverse("participant:step", args=[place.pk, step.key]),
        )
        for step in programme.step
    ]


def functions_of(place: Participation, request: Request) -> list[Function]:
    """The reader's functions, and the mentor's role, as the edition tells them."""
    edition = programme_at(place).edition
    held = set(request.standing.functions[place.organisation_id]) | ({"mentor"} if place.is_mentor else set())
    return [function_by_key(edition, function.key) for function in edition.function if function.key in held]


def shared_by(members: list[Participation], place: Participation, request: Request) -> dict[str, list[Participation]]:
    """Which of the others let the reader read their experience talk and their appointed service."""
    shared = shared_in_cluster(place, request.standing)
    others = [member for member in members if member.pk != place.pk]
    return {
        name: [member for member in others if member.organisation_id in shared[name_of(model)]]
        for name, model in (("talks", ExperienceTalk), ("services", AppointedService))
    }


