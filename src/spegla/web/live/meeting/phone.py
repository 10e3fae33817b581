"""What somebody at the meeting has in her hand: what is on, a line to catch something in, and what is hers alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from spegla.minutes.lines import Agreed, Kind, lines_of
from spegla.minutes.rooms import PHONE
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import NOTHING, Said
from spegla.web.live.meeting.catching import FROM_A_PHONE
from spegla.web.live.meeting.entering import come_in
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.said import now_words, questions_for
from spegla.web.live.meeting.tokens import polls_of

PAGE = "live/meeting/phone.html"


@require_http_methods(["GET", "POST"])
@in_meeting
def phone(request: HttpRequest, here: Here) -> HttpResponse:
    """One of those who meet says first from where she comes; a guest has."""
    if here.seat is None and not here.over:
        return come_in(here)
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, context_of(here))


def context_of(here: Here, said: Said = NOTHING) -> dict[str, Any]:
    room, over = here.room, here.over
    page = {
        "here": here, "room": room, "said": said, "over": over, "poll": polls_of(room, PHONE),
        "shows": "over" if over else room.turn,
    }
    if over:
        return page
    return page | now_words(here) | _inside(here)


def _inside(here: Here) -> dict[str, Any]:
    seat, place = here.seat, here.place
    lines = list(lines_of(here.meeting))
    ours = [line for line in lines if place and line.kind == Kind.IDEA and line.whose_id == place.pk]
    return {
        "questions": questions_for(here.item, seat.function if seat else ""),
        "kinds": FROM_A_PHONE,
        "others": [one for one in here.places if place is None or one.pk != place.pk],
        "mine": [line for line in lines if seat and line.seat_id == seat.pk],
        "asked": [line for line in ours if line.agreed == Agreed.ASKED],
        "key": fresh_key(),
    }
