"""What the one who leads does: choose the item, show the answers, save what was agreed, close. One person at a time."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spegla.assessments import live as lives
from spegla.assessments.policy import may_lead, may_take_over
from spegla.assessments.showing import TooFewAnsweredError, show_answers
from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError
from spegla.web.live.forms import PresentForm
from spegla.web.live.room import Seat, in_room
from spegla.web.live.screen import PAGE, screen_page
from spegla.web.participant.assessments.again import Again, both_texts, typed
from spegla.web.participant.assessments.forms import AnswerForm
from spegla.web.participant.assessments.sheet import one_or_404
from spegla.web.participant.assessments.wording import titles_of
from spegla.web.requests import Request

SAID = ("choice", "reason", "other_view", "not_working", "evidence", "done_since")


def for_us(view: Any) -> Any:
    """A guest has a seat in the room, but no business at its screen."""

    def inner(request: Request, seat: Seat, **more: Any) -> HttpResponse:
        if seat.is_guest:
            raise Http404
        return view(request, seat, **more)

    return require_POST(in_room(inner))


def _may(request: Request, seat: Seat) -> Verdict:
    return may_lead(seat.room.live, request.standing, now=request.now)


def _refused(request: Request, seat: Seat, verdict: Verdict) -> HttpResponse:
    return render(request, PAGE, screen_page(request, seat, refused=verdict), status=403)


def _screen(seat: Seat) -> HttpResponse:
    return redirect("live:screen", seat.room.live.pk)


@for_us
def look(request: Request, seat: Seat) -> HttpResponse:
    """Everybody sees another item."""
    item = one_or_404(seat.room.items, request.POST.get("item", ""))
    if not (verdict := _may(request, seat)):
        return _refused(request, seat, verdict)
    return _moved(seat, item.key)


def _moved(seat: Seat, item: str) -> HttpResponse:
    with suppress(lives.LiveOverError):  # closed in the same moment: the screen says so
        lives.look_at(seat.room.live, item)
    return _screen(seat)


@for_us
def show(request: Request, seat: Seat, item: str) -> HttpResponse:
    """Everybody sees how differently the group answered. Names disappear, and it cannot be undone."""
    one_or_404(seat.room.items, item)
    if not (verdict := _may(request, seat)):
        return _refused(request, seat, verdict)
    try:
        show_answers(seat.room.paper, [item], by=request.user, now=request.now)
    except TooFewAnsweredError:
        problem = _("Minst tre behöver ha svarat för att ingen ska kunna räknas ut. Vänta in fler, eller prata er fram.")
        return render(request, PAGE, screen_page(request, seat, problem=problem), status=409)
    return _screen(seat)


@for_us
def agree(request: Request, seat: Seat, item: str) -> HttpResponse:
    """Save what the group agreed on, or that it did not, and go on when asked to. Nothing said, nothing saved."""
    one_or_404(seat.room.items, item)
    form = AnswerForm(request.POST, checklist=seat.room.checklist)
    if not (verdict := _may(request, seat)):
        return render(request, PAGE, screen_page(request, seat, again=Again(item, typed(form), refused=verdict)), status=403)
    if not form.is_valid():
        return render(request, PAGE, screen_page(request, seat, again=Again(item, typed(form), errors=form.errors)), status=422)
    then = request.POST.get("next") or item
    one_or_404(seat.room.items, then)
    if not any(request.POST.get(name) for name in SAID) and not form.stamp["based_on"]:
        return _moved(seat, then)
    room, said = seat.room, {**form.stamp, "then": then, "by": request.user, "now": request.now}
    try:
        lives.agree(room.live, room.paper, item, form.changes, **said)
    except lives.LiveOverError:
        pass
    except StaleError as error:
        again = Again(item, typed(form), stale=both_texts(error, titles_of(room.checklist)))
        return render(request, PAGE, screen_page(request, seat, again=again), status=409)
    return _screen(seat)


@for_us
def change_code(request: Request, seat: Seat) -> HttpResponse:
    """Guests write the new one, from the screen, before they go on."""
    if not (verdict := _may(request, seat)):
        return _refused(request, seat, verdict)
    with suppress(lives.LiveOverError):
        lives.change_code(seat.room.live, by=request.user, now=request.now)
    return _screen(seat)


@for_us
def present(request: Request, seat: Seat) -> HttpResponse:
    """How many people there are in the room: beside how many devices, she sees whether somebody is in twice."""
    if not (verdict := _may(request, seat)):
        return _refused(request, seat, verdict)
    form = PresentForm(request.POST)
    if not form.is_valid():
        page = screen_page(request, seat) | {"present_errors": form.errors["present"]}
        return render(request, PAGE, page, status=422)
    with suppress(lives.LiveOverError):
        lives.say_present(seat.room.live, form.cleaned_data["present"])
    return _screen(seat)


@for_us
def take_over(request: Request, seat: Seat) -> HttpResponse:
    verdict = may_take_over(seat.room.live, request.standing, now=request.now)
    if not verdict:
        return _refused(request, seat, verdict)
    lives.take_over(seat.room.live, by=request.user, now=request.now)
    return _screen(seat)


@for_us
def close(request: Request, seat: Seat) -> HttpResponse:
    """It ends for everybody at once; what was agreed stands on the page of the joint assessment."""
    if not (verdict := _may(request, seat)):
        return _refused(request, seat, verdict)
    lives.close_live(seat.room.live, by=request.user, now=request.now)
    return _screen(seat)
