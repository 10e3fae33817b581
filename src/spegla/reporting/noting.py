"""What the notes of a meeting say, section by section, in the reader's language; the same for the page, Word and PDF."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spegla.documents.child import run_task
from spegla.documents.deck import Bullets, Table, Text
from spegla.documents.minutes import Minutes, Section, payload_of
from spegla.meetings.models import Meeting
from spegla.meetings.queries import day_of, step_of
from spegla.minutes.agenda import agenda_of
from spegla.minutes.following import following
from spegla.minutes.leaving import aims_of
from spegla.minutes.lines import Kind, lines_of, taken_by_line
from spegla.minutes.models import Line, Notes
from spegla.minutes.plans import plans_of
from spegla.minutes.queries import places_at
from spegla.minutes.seats import called, seats_at
from spegla.minutes.talks import talks_of
from spegla.reporting.exporting import MEGABYTES, SECONDS

Parts = tuple[Text | Bullets | Table, ...]


def minutes_of(meeting: Meeting, notes: Notes | None) -> Minutes:
    """The notes as they are now. What has been struck is not in them; an idea names whose it is unless they said no."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    lines = list(lines_of(meeting))
    sections = [
        Section(_("Sammanfattning"), (Text(notes.summary),)) if notes and notes.summary else None,
        _section(_("Med på träffen"), [called(seat) for seat in seats_at(meeting)]),
        _section(_("Beslut"), [line.text for line in lines if line.kind == Kind.DECISION]),
        _section(_("Idéer"), _ideas(meeting, lines)),
        _plans(meeting),
        _talks(meeting, language),
        _aims(meeting, language),
        _section(_("Frågor kvar"), [_asked(line) for line in lines if line.kind == Kind.QUESTION and not line.answer]),
        _section(_("Frågor som fick svar"), [_asked(line) for line in lines if line.kind == Kind.QUESTION and line.answer]),
        _next(meeting, language),
    ]
    step = step_of(meeting)
    return Minutes(
        title=f"{_('Minnesanteckningar')}: {step.title.in_language(language)}",
        cluster=meeting.cluster.name if meeting.cluster else meeting.round.name, day=_day(day_of(meeting)),
        place=meeting.place, language=language, sections=tuple(section for section in sections if section),  # type: ignore[arg-type]
    )


def written(minutes: Minutes, task: str) -> bytes:
    """The notes as a file. Raises DocumentError when it could not be made."""
    return run_task(task, payload_of(minutes), seconds=SECONDS, megabytes=MEGABYTES)


def _section(heading: str, items: list[str]) -> Section | None:
    return Section(heading, (Bullets(tuple(items)),)) if items else None


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")


def _ideas(meeting: Meeting, lines: list[Line]) -> list[str]:
    taken, found = taken_by_line(meeting), []
    for line in lines:
        if line.kind == Kind.IDEA:
            said = [line.text]
            if line.whose:
                said.append(_("från %(name)s") % {"name": line.whose.organisation.name})
            if places := taken.get(line.pk):
                said.append(_("tas hem av %(names)s") % {"names": ", ".join(place.organisation.name for place in places)})
            found.append("; ".join(said))
    return found


def _plans(meeting: Meeting) -> Section | None:
    rows = tuple(
        (line.place.organisation.name, line.what, line.for_whom, line.owner,
         _day(line.first_test_on) if line.first_test_on else "")
        for line in plans_of(meeting)
    )
    header = (_("Organisation"), _("Vad"), _("För vem"), _("Håller ihop"), _("Första testet"))
    return Section(_("Planer för hemmaplan"), (Table(header, rows, _("Vad var och en ska göra hemma")),)) if rows else None


def _talks(meeting: Meeting, language: str) -> Section | None:
    notes = talks_of(meeting)
    found = [
        f"{item.title.in_language(language)}: {note.text}"
        for item in agenda_of(meeting) for (key, _group), note in notes.items() if key == item.key and note.text
    ]
    return _section(_("Ur samtalen"), found)


def _aims(meeting: Meeting, language: str) -> Section | None:
    """As they were shown in the room; what was not shown is not told."""
    if not meeting.pk or not meeting.rooms.filter(aims_shown_at__isnull=False).exists():
        return None
    counts = aims_of(meeting)
    rows = tuple(
        (aim.text.in_language(language), *(str(counts[aim.key].get(value, 0)) for value in ("yes", "partly", "no")))
        for aim in step_of(meeting).aim if aim.key in counts
    )
    header = (_("Mål"), _("Ja"), _("Delvis"), _("Nej"))
    return Section(_("Nådde vi det vi skulle?"), (Table(header, rows, _("Hur deltagarna såg på målen")),)) if rows else None


def _asked(line: Line) -> str:
    to = f" ({line.whose.organisation.name})" if line.whose else ""
    return f"{line.text}{to}" + (f" {line.answer}" if line.answer else "")


def _next(meeting: Meeting, language: str) -> Section | None:
    after = following(meeting)
    if after is None:
        return None
    said = f"{after.step.title.in_language(language)}, {_day(after.on)}."
    host = next((place for place in places_at(meeting) if place.pk == after.host), None)
    if host:
        said += " " + _("Värd: %(name)s.") % {"name": host.organisation.name}
    return Section(_("Nästa träff"), (Text(said),))
