"""Write ideas and improvements: note, change, open to colleagues, set aside, start. Sharing is in sharing.py."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from spegla.core.verdict import require
from spegla.core.visibility import Act, Level
from spegla.improvement.models import AimedItem, Idea, Improvement
from spegla.improvement.policy import may, may_begin
from spegla.improvement.queries import aimed_items
from spegla.journal.actions import record
from spegla.journal.creating import create_once
from spegla.journal.forgetting import forget_in_rows
from spegla.journal.versions import save_version
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


class UnknownIdeaError(ValueError):
    """An improvement of an idea that the organisation does not have or the person may not read."""


@transaction.atomic
def note_idea(
    place: Participation, written: dict[str, Any], *, creation_key: str, standing: Standing, now: dt.datetime
) -> Idea:
    """Note an idea. The same form sent again gives the same idea, with what was written since.

    It belongs to the round only while the organisation works in it; the organisation keeps it in any case.
    """
    require(may_begin(place.organisation_id, standing))
    person = standing.person
    new = Idea(organisation_id=place.organisation_id, participation=_working(place, standing), author=person,
               noted_at=now, creation_key=creation_key, **written)
    idea, made = create_once(new, Idea.objects.filter(author=person, creation_key=creation_key), by=person, now=now)
    if not made:
        return _note_again(idea, written, creation_key, standing, now)
    record("idea-noted", idea, by=person, now=now, round_id=place.round_id, organisation_id=place.organisation_id,
           level=int(idea.level))
    return idea


@transaction.atomic
def change_idea(
    idea: Idea, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> Idea:
    """Raises StaleError when somebody else saved meanwhile. A draft of one's own becomes open only by open_idea."""
    require(may(Act.WRITE, idea, standing))
    kept = {name: value for name, value in changes.items() if name != "level"}
    return save_version(Idea.objects.filter(pk=idea.pk), kept, based_on=based_on, request_key=request_key,
                        by=standing.person, now=now)


@transaction.atomic
def open_idea(idea: Idea, *, standing: Standing, now: dt.datetime) -> Idea:
    """Show one's own draft to the colleagues. There is no way back: they may have read it."""
    current = _locked(idea, standing)
    if not current.is_private:
        return current
    record("idea-opened", idea, by=standing.person, now=now, organisation_id=idea.organisation_id)
    return _set(current, {"level": Level.ORGANISATION}, standing, now)


@transaction.atomic
def set_idea_aside(idea: Idea, *, aside: bool, standing: Standing, now: dt.datetime) -> Idea:
    """Lay it aside, or take it up again. Nothing is lost and shares stay."""
    current = _locked(idea, standing)
    if bool(current.set_aside_at) == aside:
        return current
    record("idea-set-aside" if aside else "idea-taken-up", idea, by=standing.person, now=now,
           organisation_id=idea.organisation_id)
    return _set(current, {"set_aside_at": now if aside else None}, standing, now)


@transaction.atomic
def start_improvement(
    place: Participation, written: dict[str, Any], *, items: Iterable[str] = (), creation_key: str, standing: Standing,
    now: dt.datetime,
) -> Improvement:
    """Start an improvement, of an idea (`idea_id`) or without. An idea it is made of is open to the colleagues."""
    require(may_begin(place.organisation_id, standing))
    _open_its_idea(written.get("idea_id"), place.organisation_id, standing, now)
    aimed = set(items)
    new = Improvement(organisation_id=place.organisation_id, participation=_working(place, standing), started_at=now,
                      creation_key=creation_key, aims_version=int(bool(aimed)), **written)
    same = Improvement.objects.filter(organisation_id=place.organisation_id, creation_key=creation_key)
    improvement, made = create_once(new, same, by=standing.person, now=now)
    if not made:
        return change_improvement(improvement, written, items=aimed, based_on=1, request_key=creation_key,
                                  standing=standing, now=now)
    _keep_aims(improvement, aimed)
    record("improvement-started", improvement, by=standing.person, now=now, round_id=place.round_id,
           organisation_id=place.organisation_id, track=improvement.track)
    return improvement


@transaction.atomic
def change_improvement(
    improvement: Improvement, changes: dict[str, Any], *, items: Iterable[str] | None = None, based_on: int,
    request_key: str, standing: Standing, now: dt.datetime,
) -> Improvement:
    """Raises StaleError when somebody else saved meanwhile; its aimed items (None: as they are) are part of what is saved."""
    require(may(Act.WRITE, improvement, standing))
    _open_its_idea(changes.get("idea_id"), improvement.organisation_id, standing, now)
    rows = Improvement.objects.filter(pk=improvement.pk)
    before = rows.select_for_update(of=("self",)).get()
    aimed = None if items is None or set(items) == aimed_items([before])[before.pk] else set(items)
    if aimed is not None:
        changes = {**changes, "aims_version": before.aims_version + 1}
    saved = save_version(rows, changes, based_on=based_on, request_key=request_key, by=standing.person, now=now)
    if aimed is not None:
        _keep_aims(saved, aimed)
    if saved.state != before.state:
        record("improvement-moved", saved, by=standing.person, now=now, organisation_id=saved.organisation_id,
               before=before.state, after=saved.state)
    return saved


def forget_name(name: str, *, alias: str, organisations: Collection[int]) -> int:
    """Where a name is asked for: who holds the improvement together. Now and in earlier versions. Returns how many changed."""
    return sum(
        forget_in_rows(rows.filter(organisation__in=organisations), ("owner",), name, alias=alias)
        for rows in (Improvement.objects.all(), Improvement.history.all())
    )


def _working(place: Participation, standing: Standing) -> Participation | None:
    return place if may_work(place, standing) else None


def _note_again(idea: Idea, written: dict[str, Any], key: str, standing: Standing, now: dt.datetime) -> Idea:
    changed = change_idea(idea, written, based_on=1, request_key=key, standing=standing, now=now)
    return open_idea(changed, standing=standing, now=now) if written.get("level") == Level.ORGANISATION else changed


def _locked(idea: Idea, standing: Standing) -> Idea:
    require(may(Act.WRITE, idea, standing))
    return Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)


def _set(current: Idea, change: dict[str, Any], standing: Standing, now: dt.datetime) -> Idea:
    """One field, as a version of its own, on top of whatever was saved last."""
    return save_version(Idea.objects.filter(pk=current.pk), change, based_on=current.version, request_key="",
                        by=standing.person, now=now)


def _open_its_idea(idea_id: int | None, organisation_id: int, standing: Standing, now: dt.datetime) -> None:
    if idea_id is None:
        return
    idea = Idea.objects.filter(pk=idea_id, organisation_id=organisation_id).first()
    if idea is None or not may(Act.WRITE, idea, standing):
        raise UnknownIdeaError(idea_id)
    if idea.is_private:
        open_idea(idea, standing=standing, now=now)


def _keep_aims(improvement: Improvement, items: set[str]) -> None:
    AimedItem.objects.bulk_create(
        AimedItem(improvement=improvement, version=improvement.aims_version, item=item) for item in sorted(items)
    )
