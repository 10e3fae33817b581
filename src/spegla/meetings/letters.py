"""What the letters about meetings say, in the reader's language: a question about days, a day that is decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils import formats, translation
from django.utils.translation import gettext as _

from spegla.meetings.links import address_of, token_of
from spegla.meetings.models import DatePoll, Invitee, Meeting, PollTime
from spegla.meetings.queries import step_of
from spegla.people.letters import goodbye, hello
from spegla.people.models import Person
from spegla.programme.schema import Text

GUEST_LANGUAGE = "sv"


class Span(Protocol):
    """A day with times."""

    on: dt.date
    starts: dt.time
    ends: dt.time


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter goes to: a person, or a guest who is nobody here."""

    email: str
    name: str
    language: str
    pk: int | None = None

    @property
    def first_name(self) -> str:
        return (self.name.split() or [""])[0]


def reader_of(invitee: Invitee) -> Reader:
    person = invitee.person
    if person is None:
        return Reader(invitee.email, invitee.name, GUEST_LANGUAGE)
    return Reader(person.email, person.name, person.language, person.pk)


def poll_letter(poll: DatePoll, times: Sequence[PollTime], invitee: Invitee, *, by: Person) -> tuple[str, str]:
    """Subject and body: which of these times suit?"""
    reader = reader_of(invitee)
    with translation.override(reader.language):
        names = {"title": title_of(poll.meeting), "by": by.name, "day": day_in_words(poll.answer_by)}
        parts = [
            hello(reader),
            _("%(by)s ordnar en träff och vill veta när du kan: %(title)s.") % names,
            "\n".join(f"– {time_in_words(time)}" for time in times),
            *([poll.message] if poll.message else []),
            _("Svara här, det tar en minut och du behöver inte logga in. Länken är din egen, skicka den inte vidare:"),
            address_of("asked:poll", token_of(invitee)),
            _("Svara senast den %(day)s.") % names,
            goodbye(),
        ]
        return subject(_("Vilken dag passar? %(title)s") % names), "\n\n".join(parts) + "\n"


def decided_letter(meeting: Meeting, time: PollTime, invitee: Invitee, *, by: Person) -> tuple[str, str]:
    """Subject and body: a day is decided. The invitation comes later."""
    reader = reader_of(invitee)
    with translation.override(reader.language):
        names = {"title": title_of(meeting), "by": by.name, "time": time_in_words(time)}
        parts = [
            hello(reader),
            _("Dagen är bestämd: %(time)s.") % names,
            _("Det gäller %(title)s. Skriv upp den redan nu. Inbjudan med dagordning och plats kommer ungefär två veckor före.")
            % names,
            goodbye(),
        ]
        return subject(_("Dagen är bestämd: %(title)s") % names), "\n\n".join(parts) + "\n"


def title_of(meeting: Meeting) -> str:
    """What a meeting is called outside its own page: its step, and whose it is."""
    title = _text(step_of(meeting).title)
    return f"{title} ({meeting.cluster.name})" if meeting.cluster else f"{title} ({meeting.round.name})"


def time_in_words(time: Span) -> str:
    """ "måndag 8 mars 2027, kl. 9.30–15.00", in the language that is on."""
    span = {"starts": formats.time_format(time.starts, "G.i"), "ends": formats.time_format(time.ends, "G.i")}
    return f"{formats.date_format(time.on, 'l')} {day_in_words(time.on)}, " + _("kl. %(starts)s–%(ends)s") % span


def day_in_words(day: object) -> str:
    return formats.date_format(day, "j F Y")  # type: ignore[arg-type]


def subject(words: str) -> str:
    """As long as a letter's subject may be."""
    return words if len(words) <= 200 else words[:199] + "…"


def _text(text: Text) -> str:
    return text.in_language(translation.get_language() or GUEST_LANGUAGE)
