"""What groups, organisations and each person keep: a talk's words, differences, the plan for home, one's own reflection."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError
from spegla.minutes.lines import lines_of
from spegla.minutes.models import Difference, PlanLine
from spegla.minutes.plans import change_plan, plan, plans_of, strike_plan
from spegla.minutes.policy import may_be_in
from spegla.minutes.reflecting import reflect
from spegla.minutes.talks import groups_of, mark, note_talk
from spegla.rounds.models import Participation
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import Said, saved
from spegla.web.live.meeting.catching import writer
from spegla.web.live.meeting.forms import PlanForm, TextForm
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.steering import said_at
from spegla.web.requests import Request


def _seated(here: Here) -> Verdict:
    """May the asker write here? Who has neither a seat nor holds the meeting finds nothing."""
    if here.seat is None and not here.holds:
        raise Http404
    return may_be_in(here.room, here.request.standing, is_guest=not here.of_us, now=said_at(here.request))


@require_POST
@in_meeting
def talk(request: Request, here: Here, item: str, group: str) -> HttpResponse:
    """What a group came to."""
    known = next((one for one in here.agenda if one.key == item), None)
    if known is None or group not in groups_of(known.groups, here.places):
        raise Http404
    allowed, form = _seated(here), TextForm(request.POST)
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    if not form.is_valid():
        return saved(here, Said("talk", form), status=422)
    try:
        note_talk(here.meeting, item, group, form.changes["text"], **form.stamp, by=writer(here), now=request.now)
    except StaleError as error:
        return saved(here, Said(f"{item}.{group}", form, stale=error), status=409)
    return saved(here)


@require_POST
@in_meeting
def difference(request: Request, here: Here, about: int) -> HttpResponse:
    """Mark what the asker's organisation sees in another's answer, or unmark it."""
    other = next((place for place in here.places if place.pk == about), None)
    kind, row = request.POST.get("kind", ""), request.POST.get("row", "")
    if here.place is None or other in (None, here.place) or kind not in Difference.Kind.values or not 0 < len(row) <= 80:
        raise Http404
    allowed = _seated(here)
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    mark(here.meeting, here.place, other, row, kind, on=request.POST.get("mark") == "1")
    return saved(here)


@require_POST
@in_meeting
def plan_new(request: Request, here: Here, place: int) -> HttpResponse:
    """One more thing that an organisation will do at home."""
    owner = _planning(here, place)

    def keep(given: dict[str, Any], form: PlanForm) -> None:
        key = form.cleaned_data["request_key"] or fresh_key()
        plan(here.meeting, owner, given, creation_key=key, by=writer(here), now=request.now)

    return _plan(here, keep)


@require_POST
@in_meeting
def plan_line(request: Request, here: Here, line: int) -> HttpResponse:
    """Change it, or strike it."""
    found = plan_at(here, line)
    if "struck" in request.POST:
        strike_plan(found, struck=request.POST["struck"] == "1", by=writer(here), now=request.now)
        return saved(here)
    return _plan(here, lambda given, form: change_plan(found, given, **form.stamp, by=writer(here), now=request.now))


def _planning(here: Here, place: int) -> Participation:
    """An organisation whose plan the asker may write: her own, or any for whoever holds the meeting."""
    owner = next((one for one in here.places if one.pk == place), None)
    if owner is None or not (here.holds or here.place == owner):
        raise Http404
    return owner


def plan_at(here: Here, pk: int) -> PlanLine:
    found = next((line for line in plans_of(here.meeting) if line.pk == pk), None)
    if found is None:
        raise Http404
    _planning(here, found.place_id)
    return found


def _plan(here: Here, keep: Any) -> HttpResponse:
    allowed, form = _seated(here), PlanForm(here.request.POST)
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    if not form.is_valid():
        return saved(here, Said("plan", form), status=422)
    given = form.changes
    idea = given.pop("idea")
    if idea and any(line.pk == idea for line in lines_of(here.meeting)):
        given["idea_id"] = idea
    try:
        keep(given, form)
    except StaleError as error:
        return saved(here, Said("plan", form, stale=error), status=409)
    return saved(here)


@require_POST
@in_meeting
def reflection(request: Request, here: Here) -> HttpResponse:
    """What somebody writes for herself. Nothing written erases it."""
    if here.seat is None:
        raise Http404
    form = TextForm(request.POST)
    if not form.is_valid():
        return saved(here, Said("reflection", form), status=422)
    try:
        reflect(here.seat, form.changes["text"], **form.stamp)
    except StaleError as error:
        return saved(here, Said("reflection", form, stale=error), status=409)
    return saved(here)
