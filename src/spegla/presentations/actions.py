"""Write a presentation: a slot, skip one, start over from what is filled in; share the slides as they stand, take them back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from spegla.core.verdict import require
from spegla.journal.actions import end_shares, record, share
from spegla.journal.versions import first_version, save_version
from spegla.presentations.content import Rows, Slide
from spegla.presentations.models import Cell, Presentation, SharedCell, SharedPoint, SharedSlide, SlotText
from spegla.presentations.policy import may_share, may_stop_sharing, may_write
from spegla.presentations.queries import THING, shared_slides, standing_shares_of, tables_of
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id
from spegla.rounds.standing import Standing


class NothingToShareError(Exception):
    """Every slot is empty or skipped, and no file is uploaded."""


@transaction.atomic
def write_slot(
    place: Participation, step: str, slot: str, changes: dict[str, Any], *, rows: Rows | None = None, based_on: int,
    request_key: str, standing: Standing, now: dt.datetime,
) -> SlotText:
    """Save what people did with a slot; `rows` (None: as they are) are its table. Raises StaleError."""
    require(may_write(place, standing))
    presentation = begun(place, step, standing=standing, now=now)
    first_version(SlotText, presentation=presentation, slot=slot, by=standing.person, now=now)
    found = SlotText.objects.filter(presentation=presentation, slot=slot)
    before = found.select_for_update(of=("self",)).get()
    changed = rows is not None and tables_of([before]).get(before.pk, ()) != rows
    if changed:
        changes = {**changes, "cells_version": before.cells_version + 1}
    saved = save_version(found, changes, based_on=based_on, request_key=request_key, by=standing.person, now=now)
    if changed and saved.just_saved:
        _keep_cells(saved, rows or ())
    return saved


def begun(place: Participation, step: str, *, standing: Standing, now: dt.datetime) -> Presentation:
    """The row of the presentation, made when it is first needed. Inside a transaction."""
    first_version(Presentation, participation=place, step=step, by=standing.person, now=now)
    return Presentation.objects.select_for_update(of=("self",)).get(participation=place, step=step)


@transaction.atomic
def share_presentation(
    place: Participation, step: str, slides: Sequence[Slide], audience: str, *, standing: Standing, now: dt.datetime
) -> Presentation:
    """Show these slides to the cluster or the round. What was shared never changes; shared anew it is a new version.

    Sharing again what is already shared with them changes nothing. Raises NothingToShareError.
    """
    require(may_share(place, audience, standing))
    current = begun(place, step, standing=standing, now=now)
    if not (slides or current.upload_id):
        raise NothingToShareError
    meant, reached = audience_id(place, audience), standing_shares_of(current)
    latest = {one.version for one in reached}
    same = latest == {current.version} and shared_slides(current.pk, current.version) == list(slides)
    if same and any((one.audience, one.audience_id) == (audience, meant) for one in reached):
        return current
    if not same:
        current = _new_version(current, slides, standing, now)
    for to, to_id in {(one.audience, one.audience_id) for one in reached if not same} | {(audience, meant)}:
        share(current, audience=to, audience_id=to_id, organisation_id=place.organisation_id, version=current.version,
              by=standing.person, now=now)
    record("presentation-shared", current, by=standing.person, now=now, round_id=place.round_id,
           organisation_id=place.organisation_id, step=step, audience=audience)
    return current


@transaction.atomic
def stop_sharing(presentation: Presentation, *, standing: Standing, now: dt.datetime) -> int:
    """Nobody outside reads it from now on; what was shared, and when, is kept. Returns how many shares ended."""
    require(may_stop_sharing(presentation.participation, standing))
    return end_shares(THING, presentation.pk, by=standing.person, now=now)


def _new_version(current: Presentation, slides: Sequence[Slide], standing: Standing, now: dt.datetime) -> Presentation:
    changes = {"shared_at": now, "shared_by_id": standing.person.pk, "language": get_language() or "sv"}
    rows = Presentation.objects.filter(pk=current.pk)
    saved = save_version(rows, changes, based_on=current.version, request_key="", by=standing.person, now=now)
    _keep_slides(saved, slides)
    return saved


def _keep_cells(slot: SlotText, rows: Rows) -> None:
    Cell.objects.bulk_create(
        Cell(slot=slot, version=slot.cells_version, row=number, column=column, text=text)
        for number, row in enumerate(rows) for column, text in enumerate(row)
    )


def _keep_slides(presentation: Presentation, slides: Sequence[Slide]) -> None:
    kept = SharedSlide.objects.bulk_create(_row(presentation, position, one) for position, one in enumerate(slides))
    pairs = list(zip(kept, slides, strict=True))
    SharedCell.objects.bulk_create(
        SharedCell(slide=row, row=number, column=column, text=text)
        for row, one in pairs for number, cells in enumerate(one.content.rows) for column, text in enumerate(cells)
    )
    SharedPoint.objects.bulk_create(
        SharedPoint(slide=row, series=n, category=at, name=series.name, label=chart.categories[at], value=value)
        for row, one in pairs if (chart := one.content.chart)
        for n, series in enumerate(chart.series) for at, value in enumerate(series.values)
    )


def _row(presentation: Presentation, position: int, one: Slide) -> SharedSlide:
    content, chart = one.content, one.content.chart
    return SharedSlide(
        presentation=presentation, version=presentation.version, position=position, slot=one.slot, kind=one.kind,
        title=one.title, text=content.text, picture_id=content.picture, alt=content.alt,
        chart=chart.kind if chart else "", low=chart.low if chart else None, high=chart.high if chart else None,
    )
