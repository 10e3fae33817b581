"""The stored content of a round as structs. Read from the database once per process: content never changes under its hash."""

import datetime as dt
from functools import lru_cache

from django.db.models import QuerySet

from spegla.journal.prepared import Prepared
from spegla.programme.content import Content, from_json
from spegla.programme.schema import Checklist, Programme
from spegla.rounds.models import Round, RoundChecklist, StoredContent


def store(content: Content, *, now: dt.datetime) -> StoredContent:
    stored, _ = StoredContent.objects.get_or_create(
        hash=content.hash,
        defaults={"kind": content.kind, "key": content.key, "body": content.body.decode(), "stored_at": now},
    )
    return stored


@lru_cache(maxsize=64)
def _struct(content_hash: str) -> Programme | Checklist:
    stored = StoredContent.objects.get(pk=content_hash)
    return from_json(stored.kind, stored.body.encode())


def programme_of(round_: Round) -> Programme:
    found = _struct(round_.programme_id)
    assert isinstance(found, Programme)
    return found


def checklist_at(content_hash: str) -> Checklist:
    found = _struct(content_hash)
    assert isinstance(found, Checklist)
    return found


def checklists_of(round_: Round) -> list[Checklist]:
    """The round's checklists in their order. One query; none when the round came with its checklists prefetched."""
    if "checklists" in getattr(round_, "_prefetched_objects_cache", ()):
        return [checklist_at(bound.content_id) for bound in round_.checklists.all()]
    return [checklist_at(content) for (content,) in _bound(round=round_.pk)]


def hold_checklist(round_id: int, key: str) -> None:
    """Until the transaction ends the round keeps this checklist. Raises RoundChecklist.DoesNotExist when it has it no longer.

    Who first writes in one holds it, so that it is not taken away in the same moment (rounds.bind_checklists). One query.
    """
    if not _held(round=round_id, key=key):
        raise RoundChecklist.DoesNotExist(key)


@Prepared
def _held(round: int, key: str) -> QuerySet:
    return RoundChecklist.objects.select_for_update(no_key=True).filter(round=round, key=key).values_list("pk")


@Prepared
def _bound(round: int) -> QuerySet:
    return RoundChecklist.objects.filter(round=round).order_by("position").values_list("content_id")
