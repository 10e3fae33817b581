"""Organisations side by side on the wall, a row at a time: what they have answered, or what they have written on a slide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from spegla.minutes.shown import columns_of, presentations_for, slides_of
from spegla.minutes.talks import differences_of
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Participation
from spegla.web.live.meeting.room import Here
from spegla.web.participant.assessments import columns as answers
from spegla.web.participant.assessments.sheet import sheet_or_404
from spegla.web.templatetags.wording import text

SLIDE = "bild-"


@dataclass(frozen=True, slots=True)
class Row:
    """One question or slide. `cells` holds, by place, what it says: answers as `entry` gives them, or a slide."""

    key: str
    title: str
    cells: Mapping[int, Any]
    is_slide: bool = False


def own_place(here: Here) -> Participation | None:
    """The reader's own place among those who meet: what others share is shared with it."""
    known = {place.pk for place in here.places}
    return next((place for place in here.request.standing.participations if place.pk in known), None)


def rows_at(here: Here, places: Sequence[Participation]) -> list[Row]:
    """Every row where at least one of these organisations has shared something; answers first, then slides."""
    place = own_place(here)
    if place is None or place.cluster_id is None:
        return []
    return [*_answered(here, place, places), *_slides(here, places)]


def scores_of(here: Here, owner: Participation) -> list[tuple[str, list[Any]]]:
    """What one organisation has shared of its self-assessment for this meeting, question by question."""
    place = own_place(here)
    rows = _answered(here, place, [owner]) if place and place.cluster_id else []
    return [(row.title, row.cells.get(owner.pk, [])) for row in rows]


def _answered(here: Here, place: Participation, places: Sequence[Participation]) -> list[Row]:
    """Shared answers only: a draft has no business on a wall."""
    try:
        sheet = sheet_or_404(here.request, place.pk, here.step.occasion, picker=False, asked={})
    except Http404:
        return []  # the step has no self-assessment
    wanted = {one.pk for one in places}
    found, _ = answers.columns_of(sheet, here.request.standing)
    shared = [column for column in found if not column.draft and column.place.pk in wanted]
    rows, _ = answers.rows_of(sheet, shared, answers.told_by(sheet, shared))
    return [
        Row(row["key"], f"{row['number']}. {row['title']}", {cell["head"]["place"]: cell["found"] for cell in row["cells"]})
        for row in rows
    ]


def _slides(here: Here, places: Sequence[Participation]) -> list[Row]:
    found: dict[str, tuple[str, dict[int, Any]]] = {}
    shared = presentations_for(here.step.key, [place.pk for place in places], here.request.standing)
    for place, presentation in shared.items():
        for slide in slides_of(presentation):
            found.setdefault(slide.slot, (slide.title, {}))[1][place] = slide
    return [Row(f"{SLIDE}{slot}", title, cells, is_slide=True) for slot, (title, cells) in found.items()]


def row_to_show(here: Here, wanted: str) -> str:
    """The row that was asked for if somebody has shared something there, else the first one; "" when there is none."""
    keys = [row.key for row in rows_at(here, columns_of(here.room, here.places))]
    return wanted if wanted in keys else keys[0] if keys else ""


def beside_words(here: Here) -> dict[str, Any]:
    """The row on the wall with what each says and what people have marked, and the rows to choose among."""
    places = columns_of(here.room, here.places)
    rows = rows_at(here, places)
    at = next((n for n, row in enumerate(rows) if row.key == here.room.row), 0)
    row = rows[at] if rows else None
    marked = differences_of(here.meeting)
    return {
        "rows": rows, "row": row, "row_back": rows[at - 1] if rows and at else None,
        "row_after": rows[at + 1] if at + 1 < len(rows) else None, "columns": places, "wide": len(places),
        "cells": [(place, row.cells.get(place.pk), marked.get((row.key, place.pk), [])) for place in places] if row else [],
        "all_places": here.places,
    }


def row_title(here: Here) -> str:
    """The row that is on, in words, for telephones; a guest has no place to read answers from."""
    for checklist in checklists_of(here.meeting.round):
        for item in checklist.item:
            if item.key == here.room.row:
                return text(item.title)
    return ""
