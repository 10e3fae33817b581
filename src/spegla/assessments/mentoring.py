"""What passes between a mentor and an organisation about an item: the mentor's note and the line it is answered with."""

import datetime as dt
from typing import Any

from django.db import transaction

from spegla.assessments.letters import tell_of_question
from spegla.assessments.models import MentorNote
from spegla.assessments.notes import is_shared
from spegla.assessments.policy import may_note, may_reply
from spegla.assessments.queries import shared_answers_visible_to
from spegla.core.verdict import Why, no, require
from spegla.journal.actions import record
from spegla.journal.versions import first_version, save_version
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


@transaction.atomic
def note_as_mentor(
    asked: Participation, mentor: Participation, *, checklist: str, occasion: str, item: str, changes: dict[str, Any],
    based_on: int, request_key: str, standing: Standing, now: dt.datetime,
) -> MentorNote:
    """Ask one question or tell how one did it, of an item that is shared with the mentor. No text takes it back.

    When a question is asked, those who answer for the organisation get a letter each; what is changed in it later gives none.
    Raises RefusedError, and StaleError when a colleague saved, or the organisation answered, in between.
    """
    require(may_note(asked, mentor, standing))
    shared = shared_answers_visible_to(standing).filter(
        assessment__participation=asked, assessment__unit_id=asked.organisation_id, assessment__checklist=checklist,
        assessment__occasion=occasion, item=item,
    )
    if not shared.exists():
        require(no(Why.NOT_SHARED))
    keys = {"participation": asked, "mentor": mentor, "checklist": checklist, "occasion": occasion, "item": item}
    first_version(MentorNote, by=standing.person, now=now, **keys)
    was_asked = MentorNote.objects.filter(**keys, kind=MentorNote.Kind.QUESTION).exclude(text="").exists()
    note = save_version(MentorNote.objects.filter(**keys), changes, based_on=based_on, request_key=request_key,
                        by=standing.person, now=now)
    if note.just_saved:
        record("mentor-noted", note, by=standing.person, now=now, round_id=asked.round_id,
               organisation_id=mentor.organisation_id, kind=note.kind, item=item, asked=asked.organisation_id)
        if note.kind == MentorNote.Kind.QUESTION and note.text and not was_asked:
            tell_of_question(note, by=standing.person, now=now)
    return note


@transaction.atomic
def reply_to_mentor(
    note: MentorNote, reply: str, *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> MentorNote:
    """Answer in one line. Raises RefusedError, and StaleError when the question or the answer changed in between."""
    require(may_reply(note, standing, shared=is_shared(note)))
    saved = save_version(MentorNote.objects.filter(pk=note.pk), {"reply": reply}, based_on=based_on,
                         request_key=request_key, by=standing.person, now=now)
    if saved.just_saved:
        place = note.participation
        record("mentor-answered", saved, by=standing.person, now=now, round_id=place.round_id,
               organisation_id=place.organisation_id, item=note.item)
    return saved
