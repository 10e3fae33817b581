"""Bring a file of one's own: a presentation to show instead of the slots, or the master that presentations are written in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from spegla.core.verdict import require
from spegla.files.models import StoredFile
from spegla.files.policy import may_upload
from spegla.journal.actions import record
from spegla.journal.versions import save_version
from spegla.people.models import Organisation
from spegla.presentations.actions import begun
from spegla.presentations.models import (
    Master,
    MasterLook,
    MasterProblem,
    Presentation,
    Upload,
    UploadedFlaw,
    UploadedTitle,
)
from spegla.presentations.policy import may_write
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


@dataclass(frozen=True, slots=True)
class FoundInDeck:
    """What a look at an uploaded presentation gave; flaws with the slide they are on, or None for the whole file."""

    slides: int
    tagged: bool | None
    titles: tuple[str, ...]
    flaws: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class FoundInMaster:
    """What a look at a master gave: (look, layout, how) for each kind of slide, and what is good to know."""

    looks: tuple[tuple[str, str, str], ...]
    problems: tuple[str, ...]
    sample_slides: int


@transaction.atomic
def show_file(
    place: Participation, step: str, file: StoredFile, found: FoundInDeck, *, standing: Standing, now: dt.datetime
) -> Presentation:
    """Show this file instead of the slots; what is written in them stays. The same file again changes nothing."""
    require(may_write(place, standing))
    upload, made = Upload.objects.get_or_create(file=file, defaults={"slides": found.slides, "tagged": found.tagged})
    if made:
        UploadedTitle.objects.bulk_create(UploadedTitle(upload=upload, number=n, text=t) for n, t in enumerate(found.titles, 1))
        UploadedFlaw.objects.bulk_create(UploadedFlaw(upload=upload, flaw=flaw, slide=slide) for flaw, slide in found.flaws)
    return _set_upload(place, step, file.pk, standing, now)


@transaction.atomic
def show_slots(place: Participation, step: str, *, standing: Standing, now: dt.datetime) -> Presentation:
    """Go back to the slots. The file is kept among the organisation's."""
    require(may_write(place, standing))
    return _set_upload(place, step, None, standing, now)


@transaction.atomic
def use_master(
    organisation: Organisation, file: StoredFile, found: FoundInMaster, *, standing: Standing, now: dt.datetime
) -> Master:
    """Write the organisation's presentations in this file from now on."""
    require(may_upload(organisation.pk, standing))
    Master.objects.filter(organisation=organisation).delete()
    master = Master.objects.create(
        organisation=organisation, file=file, sample_slides=found.sample_slides, added_at=now, added_by=standing.person
    )
    MasterLook.objects.bulk_create(
        MasterLook(master=master, look=look, layout=layout, how=how) for look, layout, how in found.looks
    )
    MasterProblem.objects.bulk_create(MasterProblem(master=master, problem=one) for one in dict.fromkeys(found.problems))
    record("master-chosen", master, by=standing.person, now=now, organisation_id=organisation.pk)
    return master


@transaction.atomic
def use_our_master(organisation: Organisation, *, standing: Standing, now: dt.datetime) -> None:
    """Write in ours again. The file is kept among the organisation's."""
    require(may_upload(organisation.pk, standing))
    for master in Master.objects.filter(organisation=organisation):
        record("master-left", master, by=standing.person, now=now, organisation_id=organisation.pk)
        master.delete()


def _set_upload(place: Participation, step: str, file: int | None, standing: Standing, now: dt.datetime) -> Presentation:
    current = begun(place, step, standing=standing, now=now)
    if current.upload_id == file:
        return current
    rows = Presentation.objects.filter(pk=current.pk)
    return save_version(rows, {"upload_id": file}, based_on=current.version, request_key="", by=standing.person, now=now)


def flaws_of(remarks: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, int | None], ...]:
    """Flaws with the slides they are on, one by one."""
    return tuple((flaw, slide) for flaw, slides in remarks for slide in (slides or (None,)))
