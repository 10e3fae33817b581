"""Running the room, from the wall or from the desk: which item is on, what the wall shows, the end."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from spegla.minutes.rooms import RoomOverError, Scene, close_room, go_to, set_beside, show
from spegla.web.live.meeting.beside import row_to_show
from spegla.web.live.meeting.room import Here, for_holders
from spegla.web.requests import Request

PAGES = {"wall": "live:meeting-wall", "desk": "live:meeting-desk"}
LONGEST_WAIT = 12 * 60 * 60


def back(here: Here) -> HttpResponse:
    """To the page that the button stands on."""
    return redirect(PAGES.get(here.request.POST.get("on", ""), PAGES["wall"]), here.room.pk)


def said_at(request: Request) -> dt.datetime:
    """When a button was pressed: what waited for the net says for how long."""
    waited = request.POST.get("waited", "")
    seconds = min(int(waited), LONGEST_WAIT) if waited.isascii() and waited.isdecimal() and len(waited) < 9 else 0
    return request.now - dt.timedelta(seconds=seconds)


def _steering(act: Callable[[Here], None]) -> Callable[..., HttpResponse]:
    @require_POST
    @for_holders
    def inner(request: Request, here: Here) -> HttpResponse:
        with suppress(RoomOverError):  # closed in the same moment: the page says so
            act(here)
        return back(here)

    return inner


@_steering
def go(here: Here) -> None:
    """Another item is on."""
    item = here.request.POST.get("item", "")
    if item not in {one.key for one in here.agenda}:
        raise Http404
    go_to(here.room, item, now=max(said_at(here.request), here.room.opened_at))


@_steering
def look(here: Here) -> None:
    """The wall shows something else: what has been caught, an organisation, the same item of a checklist side by side."""
    sent = here.request.POST
    places = {str(place.pk): place for place in here.places}
    scene, picture = sent.get("scene", ""), places.get(sent.get("picture", ""))
    if scene not in Scene.values or (scene == Scene.PICTURE and picture is None):
        raise Http404
    row = ""
    if scene == Scene.BESIDE:
        if "columns" in sent:
            set_beside(here.room, [places[pk] for pk in sent.getlist("columns") if pk in places])
        row = row_to_show(here, sent.get("row", ""))
    show(here.room, scene, row=row, picture=picture)


@_steering
def close(here: Here) -> None:
    close_room(here.room, by=here.request.user, now=here.request.now)
