"""Planning a meeting's agenda: its items and minutes, and how much of it people talk and work themselves."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from spegla.core.agenda import meter, times
from spegla.journal.versions import StaleError
from spegla.meetings.models import Meeting
from spegla.meetings.queries import day_of
from spegla.minutes.agenda import Item, change_agenda, kept_agenda, whole_agenda_of
from spegla.minutes.models import MeetingAgenda
from spegla.web.minutes.agenda_form import AgendaForm
from spegla.web.minutes.doors import At, for_the_office, for_those_who_meet, shown


def agenda(at: At) -> HttpResponse:
    items, kept = whole_agenda_of(at.meeting), kept_agenda(at.meeting)
    version = kept.version if kept else 0
    if at.request.method != "POST":
        return _page(at, items, kept, AgendaForm(items=items, based_on=version))
    form = AgendaForm(at.request.POST, items=items, based_on=version)
    if not at.holds:
        return _page(at, items, kept, form, status=403)
    if not form.is_valid():
        return _page(at, items, kept, form, status=422)
    up, down = (at.request.POST.get(name, "") for name in ("up", "down"))
    wanted = form.items(up=up, down=down)
    try:
        change_agenda(at.kept(), wanted, **form.stamp, by=at.request.user, now=at.request.now)
    except StaleError as error:
        again = AgendaForm(items=wanted, based_on=error.current.version)
        return _page(at, wanted, error.current, again, saved=items, status=409)
    messages.success(at.request, _("Dagordningen är sparad."))
    moved = up or down
    return redirect(at.url("agenda") + (f"#{moved}" if moved else ""))


def _page(
    at: At, items: Sequence[Item], kept: MeetingAgenda | None, form: AgendaForm, *, saved: Sequence[Item] = (),
    status: int = 200,
) -> HttpResponse:
    used = [item for item in items if not item.left_out]
    when = times([item.entry for item in used], begins_at(at.meeting)) if at.meeting.starts else {}
    rows = [
        {"item": item, "minutes": form[f"minutes-{item.key}"], "left": form[f"left-{item.key}"], "when": when.get(item.key),
         "first": n == 0, "last": n == len(items) - 1}
        for n, item in enumerate(items) if f"minutes-{item.key}" in form.fields
    ]
    context: dict[str, Any] = {
        "rows": rows, "form": form, "kept": kept if kept and kept.version else None, "saved": saved,
        "meter": meter(item.entry for item in used), **_length(used),
        "ends": list(when.values())[-1][1] if when else None,
    }
    return shown(at, "minutes/agenda.html", _("Dagordning"), context, status=status)


def _length(items: Sequence[Item]) -> dict[str, int]:
    hours, minutes = divmod(sum(item.minutes for item in items), 60)
    return {"hours": hours, "minutes": minutes}


def begins_at(meeting: Meeting) -> dt.datetime:
    """When the meeting begins, where it is held. For one whose time of day is set."""
    assert meeting.starts
    return dt.datetime.combine(day_of(meeting), meeting.starts, tzinfo=get_default_timezone())


for_participants, for_office = for_those_who_meet(agenda), for_the_office(agenda)
