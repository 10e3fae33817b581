"""The note-taker's page: one laptop is enough. What is said is caught, corrected and counted here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spegla.minutes.lines import Kind, lines_of
from spegla.minutes.rooms import SCREEN
from spegla.minutes.seats import seats_at
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import NOTHING, Said
from spegla.web.live.meeting.room import Here, for_holders
from spegla.web.live.meeting.said import by_kind, now_words
from spegla.web.live.meeting.tokens import polls_of
from spegla.web.live.meeting.wall import way_in_words

PAGE = "live/meeting/desk.html"


@require_safe
@for_holders
def desk(request: HttpRequest, here: Here) -> HttpResponse:
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, context_of(here))


def context_of(here: Here, said: Said = NOTHING) -> dict[str, Any]:
    room, over = here.room, here.over
    lines = by_kind(lines_of(here.meeting))
    return now_words(here) | way_in_words(room) | {
        "here": here, "room": room, "said": said, "over": over, "poll": polls_of(room, SCREEN),
        "shows": "over" if over else room.version, "kinds": list(Kind), "lines": lines, "key": fresh_key(),
        "caught": sorted((line for found in lines.values() for line in found), key=lambda line: line.pk, reverse=True),
        "seats": seats_at(here.meeting), "on": "desk",
    }
