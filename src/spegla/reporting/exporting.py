"""Make a document to take along and note who took what. The document is made in a process of its own, in no transaction."""

import datetime as dt

import msgspec

from spegla.documents.child import run_task
from spegla.journal.actions import record
from spegla.people.models import Organisation, Person
from spegla.programme.schema import Checklist
from spegla.rounds.models import Participation

SECONDS, MEGABYTES = 20, 700


def make_document(task: str, content: object) -> bytes:
    """What a task of documents makes of the content. Raises DocumentError when it could not."""
    return run_task(task, msgspec.json.encode(content), seconds=SECONDS, megabytes=MEGABYTES)


def note_export(
    place: Participation, document: str, *, unit: Organisation, checklist: Checklist, occasion: str, by: Person,
    now: dt.datetime,
) -> None:
    """In the journal: who took which document of what along."""
    record("exported", place, by=by, now=now, round_id=place.round_id, organisation_id=place.organisation_id,
           document=document, unit=unit.name, checklist=checklist.key, occasion=occasion)


def note_presentation(
    place: Participation, document: str, *, step: str, of: Organisation, by: Person, now: dt.datetime
) -> None:
    """In the journal: who took whose presentation along."""
    record("exported", place, by=by, now=now, round_id=place.round_id, organisation_id=place.organisation_id,
           document=document, step=step, of=of.name)
