"""The door: type the code or come by the QR code, read the promise, say as what you answer, go in; and leave again."""

import datetime as dt

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments import live as lives
from spegla.assessments.live_queries import device_hash, guest_of, is_waited_for, live_at, live_with_code
from spegla.assessments.models import LiveAssessment, OwnSheet
from spegla.assessments.own import guest_sheet, take_back
from spegla.assessments.screens import tell_screens
from spegla.minutes.rooms import room_with_code
from spegla.people.room_codes import TooManyCodesError, check_codes, note_wrong_code
from spegla.web.account.signing_in import client_of
from spegla.web.live.forms import CodeForm, SeatForm
from spegla.web.live.meeting.tokens import way_in as way_into_meeting
from spegla.web.live.room import CHANGED, Seat, in_room, is_of_us, room_of
from spegla.web.live.tokens import (
    device_of,
    forget_device,
    has_left,
    keep_device,
    keep_that_it_left,
    live_of_way_in,
    new_device,
)
from spegla.web.live.tokens import way_in as signed_way_in
from spegla.web.requests import Visit


@require_http_methods(["GET", "POST"])
def enter(request: Visit) -> HttpResponse:
    """The one short address: a code leads on."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            if address := _behind(form.cleaned_data["code"], now=request.now, client=client_of(request)):
                return redirect(address)
            form.add_error("code", _("Det finns inget öppet rum med den koden. Jämför med skärmen och skriv den igen."))
        except TooManyCodesError:
            words = _("Många fel koder har skrivits härifrån den senaste minuten. Vänta en minut, eller läs av QR-koden.")
            form.add_error("code", words)
    page = {"form": form, "changed": "bytt" in request.GET}
    return render(request, "live/enter.html", page, status=422 if form.errors else 200)


def _behind(code: str, *, now: dt.datetime, client: str) -> str | None:
    """Where this code leads, to a meeting or to a live assessment. Raises TooManyCodesError; a wrong one is counted."""
    check_codes(now=now, client=client)
    if room := room_with_code(code, now=now):
        return reverse("live:meeting-way-in", args=[way_into_meeting(room)])
    if live := live_with_code(code, now=now):
        return reverse("live:way-in", args=[signed_way_in(live)])
    note_wrong_code(now=now, client=client)
    return None


@require_http_methods(["GET", "POST"])
def way_in(request: Visit, token: str) -> HttpResponse:
    """What a guest reads before the first answer; going in makes her sheet and gives her device its cookie."""
    pk, code = live_of_way_in(token)
    live = live_at(pk)
    if live is None:
        raise Http404
    known = guest_of(live, device_of(request, live.pk))
    if is_of_us(request, live) or (known and known.code == live.code):
        return redirect("live:room", live.pk)
    if live.is_over(now=request.now):
        return render(request, "live/over.html", {"room": room_of(live)}, status=410)
    if code != live.code:
        return redirect(f"{reverse('live:enter')}{CHANGED}")
    return _come_in(request, live, known)


def _come_in(request: Visit, live: LiveAssessment, known: OwnSheet | None) -> HttpResponse:
    """`known` is the sheet of a device that comes back by a new code."""
    page = {"room": room_of(live), "back": known}
    if is_waited_for(live, has_left(request, live.pk)):
        return render(request, "live/welcome.html", page | {"waited_for": True}, status=409)
    form = SeatForm(request.POST if request.method == "POST" else None, initial={"function": known.function if known else ""})
    if not form.is_valid():
        return render(request, "live/welcome.html", page | {"form": form})
    secret = device_of(request, live.pk) if known else new_device()
    try:
        return _seated(request, live, secret, form.cleaned_data["function"])
    except lives.FullError:
        return render(request, "live/welcome.html", page | {"form": form, "full": True}, status=409)


def _seated(request: Visit, live: LiveAssessment, secret: str, function: str) -> HttpResponse:
    with transaction.atomic():
        lives.check_room(live)
        guest_sheet(live, device_hash(secret), function=function)
        tell_screens(**room_of(live).paper.keys)
    response = redirect("live:room", live.pk)
    keep_device(response, live.pk, secret, left=_left(request, live))
    return response


def _left(request: Visit, live: LiveAssessment) -> dt.timedelta:
    return live.opened_at + live.LASTS - request.now


@require_POST
@in_room
def leave(request: Visit, seat: Seat) -> HttpResponse:
    """The device forgets; what has been answered stays, as nobody's. Until it is shown the device does not come in anew."""
    live = seat.room.live
    response = render(request, "live/left.html", {"room": seat.room})
    forget_device(response, live.pk)
    if seat.sheet and seat.is_guest:
        keep_that_it_left(response, live.pk, seat.sheet.device, left=_left(request, live))
        if not is_waited_for(live, seat.sheet.device):
            take_back(seat.sheet)  # so that devices are not counted that are not there
    return response
