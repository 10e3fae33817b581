"""Opening a meeting's room, and coming into it: by QR code or typed code as a guest, or as one of those who meet."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from spegla.meetings.policy import may_see
from spegla.minutes.rooms import open_room, room_at
from spegla.minutes.seats import FullError, guest_seat_of, leave, sit_down, sit_down_as_guest
from spegla.web.live.meeting.forms import SeatForm
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.tokens import device_key, room_of_way_in
from spegla.web.live.tokens import device_of, forget_device, keep_device, new_device
from spegla.web.minutes.doors import At, for_the_office, for_those_who_meet
from spegla.web.requests import Request

WELCOME = "live/meeting/welcome.html"


def open_(at: At) -> HttpResponse:
    """Whoever organises, hosts, leads or takes notes opens the room; where it is open already, it is that one."""
    if not at.holds:
        return redirect(at.url("agenda"))
    if at.request.method != "POST":
        return redirect(at.url("meeting"))
    room = open_room(at.kept(), by=at.request.user, now=at.request.now)
    return redirect("live:meeting-wall" if at.request.POST.get("to") == "wall" else "live:meeting-desk", room.pk)


@require_http_methods(["GET", "POST"])
def way_in(request: Request, token: str) -> HttpResponse:
    """What a guest reads first; going in gives her device its cookie."""
    room = room_at(room_of_way_in(token))
    if room is None:
        raise Http404
    if may_see(room.meeting, request.standing) or guest_seat_of(room, device_of(request, device_key(room))):
        return redirect("live:meeting", room.pk)
    here = Here(request, room, None, of_us=False)
    if here.over:
        return render(request, "live/meeting/over.html", {"here": here}, status=410)
    form = SeatForm(request.POST if request.method == "POST" else None, places=here.places, of_us=False)
    if not form.is_valid():
        return render(request, WELCOME, {"here": here, "form": form})
    try:
        return _seated(here, form)
    except FullError:
        return render(request, WELCOME, {"here": here, "form": form, "full": True}, status=409)


def _seated(here: Here, form: SeatForm) -> HttpResponse:
    secret, room = new_device(), here.room
    sit_down_as_guest(room, secret, **form.cleaned_data)
    response = redirect("live:meeting", room.pk)
    keep_device(response, device_key(room), secret, left=room.opened_at + room.LASTS - here.request.now)
    return response


def come_in(here: Here) -> HttpResponse:
    """One of those who meet says from where and as what; both are proposed."""
    functions = sorted(here.request.standing.functions.get(here.place.organisation_id, ())) if here.place else []
    initial = {"place": str(here.place.pk) if here.place else "", "function": functions[0] if functions else ""}
    request = here.request
    form = SeatForm(request.POST if request.method == "POST" else None, places=here.places, of_us=True, initial=initial)
    if not form.is_valid():
        return render(request, WELCOME, {"here": here, "form": form})
    sit_down(here.room, request.user, **form.cleaned_data)
    return redirect("live:meeting", here.room.pk)


@require_POST
@in_meeting
def go_out(request: Request, here: Here) -> HttpResponse:
    """The device forgets; what has been caught stays, as the meeting's."""
    if here.seat:
        leave(here.seat)
    response = render(request, "live/meeting/left.html", {"here": here})
    forget_device(response, device_key(here.room))
    return response


open_for_participants, open_for_office = for_those_who_meet(open_), for_the_office(open_)
