"""The notes of a meeting: the draft, what one may strike in it, and the same as Word and PDF. And the morning after."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from spegla.documents.problems import DocumentError
from spegla.minutes.leaving import feedback_of
from spegla.minutes.lines import lines_of, strike, taken_by_line
from spegla.minutes.models import FeedbackWords
from spegla.minutes.notes import draft_notes, notes_of
from spegla.minutes.plans import plans_of, strike_plan
from spegla.minutes.policy import concerns, may_change_notes, may_read_notes, may_read_office_words, stands
from spegla.minutes.reflecting import reflection_of
from spegla.minutes.seats import has_met, keep_name_out, seat_of
from spegla.people.queries import team_of
from spegla.reporting.noting import minutes_of, written
from spegla.web.minutes.doors import At, for_the_office, for_those_who_meet, shown

FILES = {
    "word": ("write-minutes-docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("write-minutes-pdf", ".pdf", "application/pdf"),
}
Kind = FeedbackWords.Kind


def _rights(at: At) -> dict[str, Any]:
    """The notes and what the reader may do with them."""
    notes, standing, now = notes_of(at.meeting), at.request.standing, at.request.now
    present = bool(at.meeting.pk) and has_met(at.meeting, at.request.user)
    asked: dict[str, Any] = {"present": present, "holds": bool(at.holds), "now": now}
    return {
        "notes": notes if notes and notes.drafted_at else None,
        "may_read": may_read_notes(notes, at.meeting, standing, **asked),
        "may_change": may_change_notes(notes, at.meeting, standing, **asked), "stands": stands(notes, now=now),
    }


def notes(at: At) -> HttpResponse:
    rights = _rights(at)
    if at.request.method == "POST":
        return _acted(at, rights)
    urls = {f"{form}_url": at.url("notes-file", form) for form in FILES}
    found: dict[str, Any] = rights | urls | {"minutes": None}
    if at.meeting.pk and rights["may_read"]:
        found["minutes"] = minutes_of(at.meeting, rights["notes"])
        found["changeable"] = _changeable(at) if rights["may_change"] else []
    if at.meeting.pk:
        found |= _feedback(at)
        found["seat"] = seat_of(at.meeting, at.request.user)
    return shown(at, "minutes/notes.html", _("Minnesanteckningar"), found)


def _acted(at: At, rights: dict[str, Any]) -> HttpResponse:
    """One click makes the draft; until it stands, those it concerns strike what is theirs."""
    sent, by, now = at.request.POST, at.request.user, at.request.now
    if "draft" in sent and at.holds:
        draft_notes(at.kept(), by=by, now=now)
        messages.success(at.request, _("Utkastet är klart. De som var med kan ändra det som rör dem i fem dagar."))
    elif not rights["may_change"] or not at.meeting.pk:
        raise Http404
    elif "name" in sent and (seat := seat_of(at.meeting, by)):
        keep_name_out(seat, named=sent["name"] == "1", now=now)
    else:
        for line, kind in _changeable(at):
            if sent.get(kind) == str(line.pk):
                (strike if kind == "line" else strike_plan)(line, struck=True, by=by, now=now)  # type: ignore[operator]
    return redirect(at.url("notes"))


def _changeable(at: At) -> list[tuple[Any, str]]:
    """What the reader may strike: everything for whoever holds the meeting, else what concerns her organisation."""
    lines = [(line, "line") for line in lines_of(at.meeting)] + [(line, "plan") for line in plans_of(at.meeting)]
    return [(line, kind) for line, kind in lines if at.holds or concerns(line, at.request.standing)]


def _feedback(at: At) -> dict[str, Any]:
    office = bool(may_read_office_words(at.meeting, at.request.standing))
    kinds = [Kind.PLUS, Kind.MINUS, Kind.INTERESTING, *([Kind.OFFICE] if office else [])]
    many, words = feedback_of(at.meeting, kinds=kinds, now=at.request.now)
    return {"feedback_many": many, "feedback": words, "reads_office": office}


def file(at: At, form: str) -> HttpResponse:
    """The notes to keep, as Word or as PDF."""
    rights = _rights(at)
    if form not in FILES or not at.meeting.pk or not (rights["notes"] and rights["may_read"]):
        raise Http404
    task, suffix, media_type = FILES[form]
    found = minutes_of(at.meeting, rights["notes"])
    try:
        made = written(found, task)
    except DocumentError:
        messages.error(at.request, _("Filen blev inte klar. Vänta en stund och försök igen."))
        return redirect(at.url("notes"))
    return HttpResponse(made, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{slugify(found.title)}{suffix}"', "X-Content-Type-Options": "nosniff",
    })


def morning(at: At) -> HttpResponse:
    """One organisation's page the morning after: ideas we took, from whom, whom to ring, our first test."""
    if at.place is None:
        raise Http404
    place, now = at.place, at.request.now
    taken = taken_by_line(at.meeting) if at.meeting.pk else {}
    ideas = [line for line in (lines_of(at.meeting) if at.meeting.pk else ()) if place in taken.get(line.pk, ())]
    return shown(at, "minutes/morning.html", _("Dagen efter"), {
        "notes_url": at.url("notes"),
        "ideas": [(line, line.ring or _to_ring(line, now)) for line in ideas],
        "plan": [line for line in (plans_of(at.meeting) if at.meeting.pk else ()) if line.place_id == place.pk],
        "reflection": reflection_of(seat_of(at.meeting, at.request.user)) if at.meeting.pk else None,
    })


def _to_ring(line: Any, now: Any) -> Any:
    """Who said: ring me; else the key person of those whose idea it is."""
    team = team_of(line.whose.organisation, now=now) if line.whose else ()
    return next((one.person for one in team if one.function == "key-person"), None)


for_participants, for_office = for_those_who_meet(notes), for_the_office(notes)
file_for_participants, file_for_office = for_those_who_meet(file), for_the_office(file)
morning_for_participants = for_those_who_meet(morning)
