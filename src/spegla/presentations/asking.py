"""Ask about a presentation that is shared with one, and answer what was asked about one's own."""

import datetime as dt

from django.db import IntegrityError, transaction

from spegla.core.verdict import require
from spegla.journal.actions import record
from spegla.journal.versions import save_tracked, save_version
from spegla.presentations.letters import tell_of_question
from spegla.presentations.models import Presentation, Question
from spegla.presentations.policy import may_answer, may_ask, may_take_back
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


@transaction.atomic
def ask(
    presentation: Presentation, asker: Participation, text: str, *, creation_key: str, standing: Standing, now: dt.datetime
) -> Question:
    """Ask it. The same form sent again asks once. Those who answer for the organisation get a letter, at most one a day."""
    require(may_ask(presentation, asker, standing))
    same = Question.objects.filter(presentation=presentation, author=standing.person, creation_key=creation_key)
    first = same.first()
    if first is not None:
        return first
    question = Question(
        presentation=presentation, asker=asker, author=standing.person, asked_at=now, text=text, creation_key=creation_key,
        version=1, changed_at=now, changed_by=standing.person,
    )
    try:
        with transaction.atomic():
            save_tracked(question, by=standing.person, now=now)
    except IntegrityError:  # the same form, sent twice in the same moment
        return same.get()
    record("presentation-asked", question, by=standing.person, now=now, round_id=asker.round_id,
           organisation_id=asker.organisation_id, asked=presentation.participation.organisation_id)
    tell_of_question(question, now=now)
    return question


@transaction.atomic
def answer(
    question: Question, text: str, *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> Question:
    """Answer it for the organisation that was asked. Raises StaleError when a colleague saved, or it was taken back."""
    require(may_answer(question, standing))
    rows = Question.objects.filter(pk=question.pk)
    return save_version(rows, {"answer": text}, based_on=based_on, request_key=request_key, by=standing.person, now=now)


@transaction.atomic
def take_back(question: Question, *, standing: Standing, now: dt.datetime) -> Question:
    """Nobody reads it any more. Only before it is answered, and only by who asked."""
    rows = Question.objects.filter(pk=question.pk)
    current = rows.select_for_update(of=("self",)).get()
    require(may_take_back(current, standing))
    return save_version(rows, {"text": ""}, based_on=current.version, request_key="", by=standing.person, now=now)
