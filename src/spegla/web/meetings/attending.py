"""Who comes and who was there, by organisation, with what is missing; and for the host what people need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from spegla.meetings.announcing import Told, told_of
from spegla.meetings.asked import Asked, Lacking, asked_to, first_of
from spegla.meetings.models import Invitee, Presence, Reply
from spegla.meetings.queries import meeting_places
from spegla.meetings.replies import (
    NotAskedError,
    may_note_presence,
    may_read_needs,
    need_of,
    needs_at,
    note_presence,
    reply,
    standing_reply,
)
from spegla.web.meetings.at import At, organisers_only
from spegla.web.meetings.reply_forms import PresenceForm, ReplyForm
from spegla.web.templatetags.wording import reason


@dataclass(frozen=True, slots=True)
class Line:
    """One who is asked: as what, what she answered, whether she was there."""

    invitee: Invitee
    function: str
    reply: Reply | None
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one organisation, or (without name) guests of none."""

    name: str
    lines: Sequence[Line]


def own_reply(at: At, told: Told, asked: Sequence[Asked]) -> tuple[Invitee | None, ReplyForm | None]:
    """The reader's own invitation and its form, while there is something to answer."""
    mine = next((one.invitee for one in asked if one.is_current and one.invitee.person_id == at.request.user.pk), None)
    if mine is None or told.stands is None or at.on < at.request.today:
        return mine, None
    data = at.request.POST if at.request.method == "POST" else None
    return mine, ReplyForm.of(data, standing_reply(mine, told), need_of(mine))


def answer(at: At) -> HttpResponse:
    """What one answers on the page, signed in."""
    if at.request.method != "POST":
        return redirect(f"{at.url()}#kommer-du")
    told = told_of(at.meeting)
    mine, form = own_reply(at, told, asked_to(at.meeting, now=at.request.now))
    if mine is None or form is None:
        messages.error(at.request, _("Det finns inget att svara på just nu."))
    elif not form.is_valid():
        messages.error(at.request, _("Välj om du kommer eller inte, och skriv inte för långt. Inget är sparat."))
    elif at.request.rehearsal:
        messages.error(at.request, _("Under en repetition går det bara att läsa."))
    else:
        _reply(at, mine, form)
    return redirect(f"{at.url()}#kommer-du")


def _reply(at: At, mine: Invitee, form: ReplyForm) -> None:
    try:
        reply(mine, form.cleaned_data["comes"], form.needs, now=at.request.now)
        messages.success(at.request, _("Tack, ditt svar är sparat. Du kan ändra det tills träffen börjar."))
    except NotAskedError:
        messages.error(at.request, _("Det finns inget att svara på just nu."))


@organisers_only
def attendance(at: At) -> HttpResponse:
    """Everybody in the cluster reads it; who organises notes who was there."""
    told, asked = told_of(at.meeting), asked_to(at.meeting, now=at.request.now)
    said = {one.invitee.pk: one.invitee.presence.how for one in asked if hasattr(one.invitee, "presence")}
    form = PresenceForm(at.request.POST or None, invitees=[one.invitee for one in asked], said=said)
    noting = may_note_presence(at.meeting, today=at.request.today)
    if at.request.method == "POST":
        if not noting:
            messages.error(at.request, reason(noting.why))
            return redirect(at.url("attendance"))
        if form.is_valid():
            note_presence(at.saved(), form.present, standing=at.request.standing, now=at.request.now)
            messages.success(at.request, _("Sparat. Det syns på träffens sida."))
            return redirect(at.url("attendance"))
    page: dict[str, Any] = {"form": form, "noting": noting, "told": told, **who_comes(at, told, asked)}
    page["hosting"] = may_read_needs(at.meeting, at.roles, at.request.standing)
    page["needs"] = needs_at(at.meeting, standing=at.request.standing) if page["hosting"] else []
    return at.render("attendance", page, heading=_("Vilka som kommer"), status=422 if form.errors else 200)


def who_comes(at: At, told: Told, asked: Sequence[Asked]) -> dict[str, Any]:
    """Organisation by organisation, with what would be missing, or was once it is noted who came. One query."""
    lines = [(one, _line(one, told)) for one in asked if one.is_current or hasattr(one.invitee, "presence")]
    noted = any(line.presence for _one, line in lines)
    comes = {line.invitee.pk: answer for _one, line in lines if (answer := _comes(line, noted)) is not None}
    names = {one.place.organisation.name if one.place else "": None for one, _line_ in lines}
    return {
        "groups": [Group(name, [line for one, line in lines if (one.place.organisation.name if one.place else "") == name])
                   for name in names],
        "gaps": Lacking(at.step, meeting_places(at.meeting)).among([one for one, _line_ in lines], comes) if lines else [],
        "noted": noted,
    }


def _line(one: Asked, told: Told) -> Line:
    presence = getattr(one.invitee, "presence", None)
    return Line(one.invitee, first_of(one.functions)[1], standing_reply(one.invitee, told), presence)


def _comes(line: Line, noted: bool) -> bool | None:
    if noted:
        return line.presence is not None and line.presence.how != Presence.How.ABSENT
    return line.reply.comes != Reply.Comes.NO if line.reply else None
