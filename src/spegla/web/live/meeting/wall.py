"""The screen on the wall: which item is on and how long, and what all look at."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spegla.core.codes import spaced_code
from spegla.minutes.models import MeetingRoom
from spegla.minutes.rooms import SCREEN
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.said import now_words
from spegla.web.live.meeting.scenes import scene_of
from spegla.web.live.meeting.tokens import polls_of, way_in
from spegla.web.live.qr import qr
from spegla.web.requests import Request

PAGE = "live/meeting/wall.html"


@require_safe
@in_meeting
def wall(request: Request, here: Here) -> HttpResponse:
    """For those who meet; whoever takes part from elsewhere has it on her own screen. Not for guests."""
    if not here.of_us:
        raise Http404
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, context_of(here))


def context_of(here: Here) -> dict[str, Any]:
    room, over = here.room, here.over
    page = {"here": here, "room": room, "over": over, "poll": polls_of(room, SCREEN), "shows": "over" if over else room.version}
    if over:
        return page
    return page | now_words(here) | way_in_words(room) | scene_of(here) | {"on": "wall"}


def way_in_words(room: MeetingRoom) -> dict[str, Any]:
    address = f"{settings.SITE_ADDRESS.partition('://')[2]}{reverse('live:enter')}".rstrip("/")
    found = reverse("live:meeting-way-in", args=[way_in(room)])
    return {"code": spaced_code(room.code), "address": address, "qr": qr(f"{settings.SITE_ADDRESS}{found}")}
