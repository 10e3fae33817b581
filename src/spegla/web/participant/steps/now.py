"""Att göra nu: the first page each person sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spegla.people.models import Appointment, Function
from spegla.people.queries import appointments_with_unread_brief
from spegla.programme.lookup import function_by_key
from spegla.programme.schema import Edition, Text
from spegla.reporting.now import Now, now_of
from spegla.reporting.todos import Todo
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing
from spegla.web.participant.places import menu_of, remember_dates
from spegla.web.participant.steps.links import Way, way_to, way_to_page
from spegla.web.requests import Request

MOST = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A thing to do with the link that leads to it."""

    thing: Todo
    way: Way
    page: Way | None  # where to do what is then ticked off
    late: bool


@dataclass(frozen=True, slots=True)
class BriefCard:
    appointment: Appointment
    url: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One place with the reader's functions there, in the edition's words."""

    place: Participation
    functions: Sequence[Text]


@login_required
@require_safe
def now(request: Request) -> HttpResponse:
    found = now_of(request.standing, today=request.today, now=request.now)
    remember_dates(request, found.dates)
    briefs = [_brief_card(a, request.standing) for a in appointments_with_unread_brief(request.user, now=request.now)][:MOST]
    things = list(found.things)[: MOST - len(briefs)]
    return render(request, "participant/now.html", {
        "briefs": briefs,
        "cards": [_card(thing, request) if isinstance(thing, Todo) else thing for thing in things],
        "questions": found.questions,
        "coming": found.coming,
        "seats": [Seat(place, _functions(place, request.standing)) for place in found.places],
        "ended": [place for place in request.standing.participations if place not in found.places],
        "several": len(found.places) + len(request.standing.offices) > 1,
        "runs_rounds": bool(request.standing.office_organisations),
        "today": request.today,
        **_menu(found, request),
    })


def _card(todo: Todo, request: Request) -> Card:
    return Card(todo, way_to(todo.place, todo.step, todo.does, todo.key),
                way_to_page(todo.place, todo.step, todo.made_of), todo.by_day < request.today)


def _brief_card(appointment: Appointment, standing: Standing) -> BriefCard:
    own = [place for place in standing.participations if place.organisation_id == appointment.organisation_id]
    if not own:
        return BriefCard(appointment, reverse("participant:office-brief", args=[appointment.pk]))
    place = next((place for place in own if not place.has_ended), own[0])
    return BriefCard(appointment, reverse("participant:brief", args=[place.pk, appointment.pk]))


def _functions(place: Participation, standing: Standing) -> list[Text]:
    edition: Edition = programme_of(place.round).edition
    known = {function.key for function in edition.function}
    held = [key for key in Function.values if key in standing.functions[place.organisation_id] and key in known]
    held += ["mentor"] if place.is_mentor and "mentor" in known else []
    return [function_by_key(edition, key).title for key in held]


def _menu(found: Now, request: Request) -> dict[str, object]:
    """The menu of the one place she has; somebody with several chooses first."""
    return menu_of(request, found.places[0], "nu") if len(found.places) == 1 else {}
