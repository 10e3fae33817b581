"""The door: type the code or come by the QR code, read the promise, say as what you answer, go in; and leave again."""

import datetime as dt

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments import live as lives
from spegla.assessments.live_queries import device_hash, guest_of, live_at, live_with_code
from spegla.assessments.models import LiveAssessment
from spegla.assessments.own import guest_sheet
from spegla.assessments.screens import tell_screens
from spegla.minutes.rooms import room_with_code
from spegla.people.room_codes import TooManyCodesError, check_codes, note_wrong_code
from spegla.web.account.signing_in import client_of
from spegla.web.live.forms import CodeForm, SeatForm
from spegla.web.live.meeting.tokens import way_in as way_into_meeting
from spegla.web.live.room import Seat, in_room, is_of_us, room_of
from spegla.web.live.tokens import device_of, forget_device, keep_device, live_of_way_in, new_device
from spegla.web.live.tokens import way_in as signed_way_in


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
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
    return render(request, "live/enter.html", {"form": form}, status=422 if form.errors else 200)


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
def way_in(request: HttpRequest, token: str) -> HttpResponse:
    """What a guest reads before the first answer; going in makes her sheet and gives her device its cookie."""
    live = live_at(live_of_way_in(token) or 0)
    if live is None:
        raise Http404
    if is_of_us(request, live) or guest_of(live, device_of(request, live.pk)):
        return redirect("live:room", live.pk)
    if live.is_over(now=request.now):
        return render(request, "live/over.html", {"room": room_of(live)}, status=410)
    form = SeatForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "live/welcome.html", {"room": room_of(live), "form": form})
    try:
        return _seated(request, live, form.cleaned_data["function"])
    except lives.FullError:
        return render(request, "live/welcome.html", {"room": room_of(live), "form": form, "full": True}, status=409)


def _seated(request: HttpRequest, live: LiveAssessment, function: str) -> HttpResponse:
    secret = new_device()
    with transaction.atomic():
        lives.check_room(live)
        guest_sheet(live, device_hash(secret), function=function)
        tell_screens(**room_of(live).paper.keys)
    response = redirect("live:room", live.pk)
    keep_device(response, live.pk, secret, left=live.opened_at + live.LASTS - request.now)
    return response


@require_POST
@in_room
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The device forgets; what has been answered stays, as nobody's."""
    response = render(request, "live/left.html", {"room": seat.room})
    forget_device(response, seat.room.live.pk)
    return response

