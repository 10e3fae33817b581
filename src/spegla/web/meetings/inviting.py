"""The invitation, for those who organise: look it through, send it, tell of a change, call it off; and the guests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from spegla.core.calendar import parse_offset, shift_date
from spegla.meetings.announcing import Told, ToldMeanwhileError, next_announcement, told_of
from spegla.meetings.asked import ask_guest, asked_to, expected_at, remove_guest
from spegla.meetings.clashes import clashes_on
from spegla.meetings.models import Announcement, Invitee
from spegla.meetings.queries import meeting_places
from spegla.reporting.invitation_letters import letter_to
from spegla.reporting.invitations import newcomers, send_announcement, send_to_newcomers, telling_of
from spegla.web.meetings.at import At, organisers_only
from spegla.web.meetings.reply_forms import GuestForm, InviteForm

BEFORE = parse_offset("-14d")


@organisers_only
def invitation(at: At) -> HttpResponse:
    """What has been told and what would be. A POST shows the letter (`see`), sends it, tells newcomers, or calls it off."""
    form = InviteForm(at.request.POST if at.request.method == "POST" else None)
    act = at.request.POST.get("act", "")
    if at.request.method != "POST" or act == "edit":
        return _page(at, form if act == "edit" else InviteForm())
    if not form.is_valid():
        return _page(at, form, status=422)
    if act == "newcomers":
        return _to_newcomers(at)
    if act in ("send", "cancel"):
        return _send(at, form, cancel=act == "cancel")
    return _page(at, form, seen=True)


def _page(
    at: At, form: InviteForm, *, seen: bool = False, guest_form: GuestForm | None = None, status: int = 200
) -> HttpResponse:
    told = told_of(at.meeting)
    message = form.cleaned_data["message"] if seen else ""
    page: dict[str, Any] = {
        "told": told,
        "form": form,
        "seen": seen,
        "due": shift_date(at.on, BEFORE),
        "differences": told.differences(at.meeting, at.on),
        **_letter(at, told, message),
    }
    if at.organising:
        asked = asked_to(at.meeting, now=at.request.now)
        page["people"] = expected_at(at.meeting, now=at.request.now)
        page["guests"] = [one.invitee for one in asked if one.invitee.is_guest]
        page["new"] = newcomers(at.meeting, told, now=at.request.now)
        page["guest_form"] = guest_form or GuestForm(places=meeting_places(at.meeting), auto_id="guest_%s")
        span = (at.meeting.starts, at.meeting.ends) if at.meeting.starts and at.meeting.ends else None
        page["clashes"] = clashes_on(at.meeting, {at.on}, now=at.request.now, span=span)
    return at.render("invitation", page, heading=_("Inbjudan"), status=status)


def _letter(at: At, told: Told, message: str) -> dict[str, Any]:
    """The letter as the reader herself would get it, or why there can be none yet."""
    try:
        draft = next_announcement(at.meeting, at.on, told, message=message, cancel=False, standing=at.request.standing,
                                  now=at.request.now)
    except ValidationError as error:
        return {"not_yet": error.messages[0]}
    subject, body = letter_to(telling_of(told, draft), Invitee(pk=0, person=at.request.user), at.place)
    return {"subject": subject, "body": body}


def _send(at: At, form: InviteForm, *, cancel: bool) -> HttpResponse:
    seen = at.request.POST.get("seen", "")
    try:
        sent = send_announcement(
            at.saved(), at.on, seen=int(seen) if seen.lstrip("-").isdecimal() and len(seen) < 6 else -2,
            message=form.cleaned_data["message"], cancel=cancel, standing=at.request.standing, now=at.request.now,
        )
    except ToldMeanwhileError:
        messages.error(at.request, _("Någon har redan skickat något om träffen. Titta igenom hur det ser ut nu."))
        return redirect(at.url("invitation"))
    except ValidationError as error:
        messages.error(at.request, error.messages[0])
        return redirect(at.url("invitation"))
    said = {
        Announcement.Kind.REQUEST: _("Inbjudan är skickad. Svaren syns på träffens sida."),
        Announcement.Kind.UPDATE: _("Ändringen är skickad till alla."),
        Announcement.Kind.CANCEL: _("Träffen är inställd, och alla får veta det."),
    }
    messages.success(at.request, said[Announcement.Kind(sent.kind)])
    return redirect(at.url("invitation"))


def _to_newcomers(at: At) -> HttpResponse:
    send_to_newcomers(at.saved(), standing=at.request.standing, now=at.request.now)
    messages.success(at.request, _("Inbjudan är skickad till de nya."))
    return redirect(at.url("invitation"))


@organisers_only
def guest(at: At) -> HttpResponse:
    """Ask somebody without an account, or take her away again."""
    if at.request.method != "POST":
        return redirect(f"{at.url('invitation')}#gaster")
    if at.request.POST.get("remove"):
        return _removed(at, at.request.POST["remove"])
    places = {place.pk: place for place in meeting_places(at.meeting)}
    form = GuestForm(at.request.POST, places=places.values(), auto_id="guest_%s")
    if not form.is_valid():
        return _page(at, InviteForm(), guest_form=form, status=422)
    said = {**form.cleaned_data, "place": places.get(form.cleaned_data["place"])}
    try:
        ask_guest(at.saved(), **said, standing=at.request.standing, now=at.request.now)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(at, InviteForm(), guest_form=form, status=422)
    messages.success(at.request, _("Gästen är med. Brevet går ut med nästa utskick, eller med ”Skicka till de nya”."))
    return redirect(f"{at.url('invitation')}#gaster")


def _removed(at: At, pk: str) -> HttpResponse:
    asked = asked_to(at.meeting, now=at.request.now)
    found = next((one.invitee for one in asked if one.invitee.is_guest and str(one.invitee.pk) == pk), None)
    if found:
        remove_guest(at.saved(), found, standing=at.request.standing, now=at.request.now)
        messages.success(at.request, _("Gästen är borttagen. Länken leder ingenstans längre."))
    return redirect(f"{at.url('invitation')}#gaster")
