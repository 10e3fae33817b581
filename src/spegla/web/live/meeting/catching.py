"""Catching things in a line, from a phone or from the desk; taking them back, taking ideas home, saying yes to being named."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from spegla.journal.versions import StaleError
from spegla.minutes.lines import Agreed, Kind, agree, catch, change_line, lines_of, strike, take_home
from spegla.minutes.models import Line
from spegla.minutes.policy import may_be_in
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import Said, saved
from spegla.web.live.meeting.forms import LineForm
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.steering import said_at
from spegla.web.requests import Request

FROM_A_PHONE = (Kind.IDEA, Kind.QUESTION)


def writer(here: Here) -> Any:
    """The person who signs what is saved; None for a guest."""
    return here.request.user if here.of_us else None


def kinds_for(here: Here) -> list[str]:
    """Decisions are noted by whoever holds the meeting."""
    return [str(kind) for kind in (Kind if here.holds else FROM_A_PHONE)]


@require_POST
@in_meeting
def note(request: Request, here: Here) -> HttpResponse:
    """Also when the room has just closed: a telephone may have been without a net."""
    if here.seat is None and not here.holds:
        raise Http404
    form = LineForm(request.POST, places=here.places, kinds=kinds_for(here))
    allowed = may_be_in(here.room, request.standing, is_guest=not here.of_us, now=said_at(request))
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    if not form.is_valid():
        return saved(here, Said("line", form), status=422)
    given = form.cleaned_data
    catch(
        here.meeting, given["kind"], " ".join(given["text"].split()), whose=given["whose"], item=here.room.item,
        row=given["row"], seat=here.seat if request.POST.get("on") == "phone" else None,
        creation_key=given["request_key"] or fresh_key(), by=writer(here), now=said_at(request),
    )
    return saved(here)


def line_at(here: Here, pk: int) -> Line:
    """A line of this meeting."""
    for line in lines_of(here.meeting, struck=True):
        if line.pk == pk:
            return line
    raise Http404


@require_POST
@in_meeting
def take_back(request: Request, here: Here, line: int) -> HttpResponse:
    """Strike a line, or put it back: one's own, or any for whoever holds the meeting."""
    found = line_at(here, line)
    if not here.holds and (here.seat is None or found.seat_id != here.seat.pk):
        raise Http404
    strike(found, struck=request.POST.get("struck") == "1", by=writer(here), now=request.now)
    return saved(here)


@require_POST
@in_meeting
def take(request: Request, here: Here, line: int) -> HttpResponse:
    """The asker's organisation takes an idea home, or leaves it."""
    found = line_at(here, line)
    if here.place is None or found.kind != Kind.IDEA or found.whose_id == here.place.pk:
        raise Http404
    take_home(found, here.place, taken=request.POST.get("taken") == "1", now=request.now)
    return saved(here)


@require_POST
@in_meeting
def may_tell(request: Request, here: Here, line: int) -> HttpResponse:
    """Those whose idea it is say yes or no to being named; for them, or on their word for whoever holds the meeting."""
    found = line_at(here, line)
    ours = here.place is not None and found.whose_id == here.place.pk
    if found.kind != Kind.IDEA or not (found.whose_id and (ours or here.holds)):
        raise Http404
    me = writer(here) if ours and request.POST.get("ring") == "1" else found.ring
    agree(found, agreed=request.POST.get("agreed") == "1", ring=me, by=writer(here), now=request.now)
    return saved(here)


@require_POST
@in_meeting
def reword(request: Request, here: Here, line: int) -> HttpResponse:
    """Another wording, whose it is, an answer to a question: for whoever holds the meeting."""
    found = line_at(here, line)
    if not here.holds:
        raise Http404
    form = LineForm({**request.POST.dict(), "kind": found.kind}, places=here.places, kinds=[found.kind])
    if not form.is_valid():
        return saved(here, Said("line", form), status=422)
    try:
        change_line(found, reworded(found, form), **form.stamp, by=writer(here), now=request.now)
    except StaleError as error:
        return saved(here, Said("line", form, stale=error), status=409)
    return saved(here)


def reworded(line: Line, form: LineForm) -> dict[str, Any]:
    """What changes. Whose idea it is has to be agreed on anew when it is somebody else's."""
    given = form.cleaned_data
    changes = {"text": " ".join(given["text"].split()), "whose": given["whose"], "answer": given["answer"]}
    moved = line.whose_id != (given["whose"].pk if given["whose"] else None)
    return changes | ({"agreed": Agreed.ASKED, "ring": None} if moved else {})
