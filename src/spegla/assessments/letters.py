"""The letter that a mentor has asked something. It leads to the question and does not repeat it."""

import datetime as dt
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from spegla.assessments.models import MentorNote
from spegla.journal.actions import write_letter
from spegla.people.letters import goodbye, hello
from spegla.people.models import Person
from spegla.people.queries import answering_for
from spegla.programme.schema import Text
from spegla.rounds.content import checklists_of, programme_of

KIND = "mentor-question"


def tell_of_question(note: MentorNote, *, by: Person, now: dt.datetime) -> None:
    """To those who answer for the organisation, in their languages; at most one a day each for a question asked again."""
    for person in answering_for(note.participation.organisation_id, now=now):
        if person.pk != by.pk:
            subject, body = _question(note, person)
            once = f"{KIND}:{note.pk}:{now.date().isoformat()}:{person.pk}"
            write_letter(to=person, kind=KIND, once=once, subject=subject, body=body, now=now)


def _question(note: MentorNote, reader: Person) -> tuple[str, str]:
    with translation.override(reader.language):
        item, occasion = (title.in_language(reader.language) for title in _titles(note))
        names = {"mentor": note.mentor.organisation.name, "item": item, "occasion": occasion}
        parts = [
            hello(reader),
            _("%(mentor)s, som är mentor i ert kluster, har läst vad ni har delat och frågar er om ”%(item)s” (%(occasion)s).")
            % names,
            _("Frågan står bredvid ert svar, och bara ni och mentorn läser den. Svara på en rad när det passar:"),
            _address(note),
            goodbye(),
        ]
        return _("%(mentor)s har en fråga till er") % names, "\n\n".join(parts) + "\n"


def _titles(note: MentorNote) -> tuple[Text, Text]:
    round_ = note.participation.round
    checklist = next(one for one in checklists_of(round_) if one.key == note.checklist)
    item = next(one for one in checklist.item if one.key == note.item)
    occasion = next(one for one in programme_of(round_).edition.occasion if one.key == note.occasion)
    return item.title, occasion.title


def _address(note: MentorNote) -> str:
    page = reverse("participant:assessment", args=[note.participation_id, note.occasion])
    asked = urlencode({"lista": note.checklist, "punkt": note.item})
    return f"{settings.SITE_ADDRESS.rstrip('/')}{page}?{asked}#punkt-{note.item}"
