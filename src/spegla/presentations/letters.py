"""The letter that somebody has asked about what was shared. It leads to the question and does not repeat it."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from spegla.journal.actions import write_letter
from spegla.people.letters import goodbye, hello
from spegla.people.models import Person
from spegla.people.queries import answering_for
from spegla.presentations.models import Question
from spegla.programme.lookup import step_by_key
from spegla.rounds.content import programme_of

KIND = "presentation-question"


def tell_of_question(question: Question, *, now: dt.datetime) -> None:
    """To those who answer for the organisation, in their languages; at most one a day each for a presentation."""
    presentation = question.presentation
    for person in answering_for(presentation.participation.organisation_id, now=now):
        subject, body = _said(question, person)
        once = f"{KIND}:{presentation.pk}:{now.date().isoformat()}:{person.pk}"
        write_letter(to=person, kind=KIND, once=once, subject=subject, body=body, now=now)


def _said(question: Question, reader: Person) -> tuple[str, str]:
    place = question.presentation.participation
    with translation.override(reader.language):
        step = step_by_key(programme_of(place.round), question.presentation.step)
        names = {"asker": question.asker.organisation.name, "meeting": step.title.in_language(reader.language)}
        parts = [
            hello(reader),
            _("%(asker)s har läst er presentation till ”%(meeting)s” och ställt en fråga.") % names,
            _("Alla som kan läsa presentationen ser frågan och svaret. Svara före träffen om ni hinner, annars på plats:"),
            _address(question),
            goodbye(),
        ]
        return _("%(asker)s frågar om er presentation") % names, "\n\n".join(parts) + "\n"


def _address(question: Question) -> str:
    place, step = question.presentation.participation_id, question.presentation.step
    page = reverse("participant:presentation-of", args=[place, step, place])
    return f"{settings.SITE_ADDRESS.rstrip('/')}{page}#fraga-{question.pk}"
