"""The note-taker's page: one laptop is enough. What is said is caught, corrected and counted here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spegla.minutes.leaving import feedback_count, is_open
from spegla.minutes.lines import Kind, lines_of
from spegla.minutes.rooms import SCREEN
from spegla.minutes.seats import seats_at
from spegla.minutes.talks import groups_of
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import NOTHING, Said
from spegla.web.live.meeting.beside import own_place
from spegla.web.live.meeting.room import Here, for_holders
from spegla.web.live.meeting.said import by_kind, now_words, talks_for
from spegla.web.live.meeting.scenes import judged, next_words, plans
from spegla.web.live.meeting.tokens import polls_of
from spegla.web.live.meeting.wall import way_in_words
from spegla.web.requests import Request
from spegla.web.templatetags.room import FUNCTION_NAMES

PAGE = "live/meeting/desk.html"


@require_safe
@for_holders
def desk(request: Request, here: Here) -> HttpResponse:
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, context_of(here))


def context_of(here: Here, said: Said = NOTHING) -> dict[str, Any]:
    room, over = here.room, here.over
    lines = by_kind(lines_of(here.meeting))
    groups = groups_of(here.item.groups, here.places) if here.item else []
    return now_words(here) | way_in_words(room) | {
        "here": here, "room": room, "said": said, "over": over, "poll": polls_of(room, SCREEN), "on": "desk",
        "shows": "over" if over else room.version, "kinds": list(Kind), "key": fresh_key(),
        "caught": sorted((line for found in lines.values() for line in found), key=lambda line: line.pk, reverse=True),
        "ideas": lines[Kind.IDEA], "seats": seats_at(here.meeting), "talks_here": talks_for(here, groups, said),
        "judged": judged(here), **plans(here), "next": next_words(here), "own": own_place(here), "functions": FUNCTION_NAMES,
        "paper_count": feedback_count(room),
        "feedback_open": is_open(room, now=here.request.now),
    }
