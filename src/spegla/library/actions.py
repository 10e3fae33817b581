"""Add and remove material, note how a link fared, keep and erase one's own reflections. The door asks policy first."""

import datetime as dt

from django.db import transaction

from spegla.files.actions import remove_file
from spegla.files.models import StoredFile
from spegla.journal.actions import record
from spegla.library.models import Holding, Reflection
from spegla.people.models import Person
from spegla.rounds.models import Participation, Round


@transaction.atomic
def add_material(
    round_: Round, *, step: str, key: str, title: str, url: str = "", file: StoredFile | None = None, creation_key: str,
    by: Person, now: dt.datetime,
) -> Holding:
    """A link or a file, not both. The same form sent again adds nothing."""
    wanted = {"step": step, "key": key, "title": title, "url": url, "file": file, "added_at": now, "added_by": by}
    held, new = Holding.objects.get_or_create(round=round_, creation_key=creation_key, defaults=wanted)
    if new:
        record("material-added", held, by=by, now=now, round_id=round_.pk, title=title)
    return held


def remove_material(held: Holding, *, by: Person, now: dt.datetime) -> None:
    """It is in the library no longer; a file's content is gone. That it was there is kept."""
    with transaction.atomic():
        removed = Holding.objects.filter(pk=held.pk, removed_at__isnull=True).update(removed_at=now, removed_by=by)
        if removed:
            record("material-removed", held, by=by, now=now, round_id=held.round_id, title=held.title)
    if removed and held.file:
        remove_file(held.file, by=by, now=now)


def note_trial(held: Holding, fault: str, *, now: dt.datetime) -> None:
    """How a link fared. What was failing already goes on failing since then."""
    since = (held.failing_since or now) if fault else None
    Holding.objects.filter(pk=held.pk, url=held.url).update(checked_at=now, fault=fault, failing_since=since)


@transaction.atomic
def reflect(place: Participation, key: str, text: str, *, by: Person, now: dt.datetime) -> None:
    """She has gone through it; what she thought is hers alone and leaves no trace when she changes it."""
    Reflection.objects.update_or_create(participation=place, person=by, key=key, defaults={"text": text, "at": now})


@transaction.atomic
def take_back(place: Participation, key: str, *, by: Person) -> None:
    """She has not gone through it after all. What she wrote is erased."""
    Reflection.objects.filter(participation=place, person=by, key=key).delete()


def forget_reflections(person: Person) -> int:
    """Erases everything a person wrote for herself here."""
    return Reflection.objects.filter(person=person).delete()[0]
