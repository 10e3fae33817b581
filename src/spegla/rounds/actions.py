"""Run a round: open and close it, confirm, decide on mentoring. Clusters, dates and amendments have modules of their own."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from spegla.journal.actions import record
from spegla.journal.forgetting import forget_in_rows
from spegla.journal.versions import first_version, save_version
from spegla.people.models import Organisation, Person
from spegla.programme.content import Content
from spegla.rounds.amending import amend_programme, bind_checklists
from spegla.rounds.content import store
from spegla.rounds.dating import move_dates, pin_date, unpin_date
from spegla.rounds.models import Confirmation, MentorDecision, Participation, Round, RoundChecklist
from spegla.rounds.placing import (
    arrange,
    dissolve_cluster,
    end_participation,
    form_cluster,
    place_in_cluster,
    rename_cluster,
    resume_participation,
    take_in,
    take_in_by_name,
)

__all__ = [
    "amend_programme",
    "arrange",
    "bind_checklists",
    "close_round",
    "confirm_assignment",
    "decide_on_mentoring",
    "dissolve_cluster",
    "end_participation",
    "form_cluster",
    "move_dates",
    "open_round",
    "pin_date",
    "place_in_cluster",
    "rename_cluster",
    "reopen_round",
    "resume_participation",
    "take_in",
    "take_in_by_name",
    "unpin_date",
]


@transaction.atomic
def open_round(
    *, name: str, office: Organisation, start_on: dt.date, variant: str, programme: Content,
    checklists: Sequence[Content], inside: Organisation | None = None, creation_key: str | None = None, by: Person,
    now: dt.datetime,
) -> Round:
    """Open a round and store the content it is bound to. Its start-up date is pinned by whoever opens it.

    With a `creation_key` that has been used, the round it opened is returned. Raises ValidationError by field.
    """
    if creation_key and (opened := Round.objects.filter(creation_key=creation_key, office=office).first()):
        return opened
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise ValidationError({"name": _("Skriv ett namn på omgången, högst 120 tecken.")})
    if Round.objects.filter(office=office, name=name).exists():
        raise ValidationError({"name": _("Ni har redan en omgång som heter %(name)s.") % {"name": name}})
    round_, made = Round.objects.get_or_create(
        name=name, office=office, creation_key=creation_key,
        defaults={"start_on": start_on, "variant": variant, "programme": store(programme, now=now), "inside": inside,
                  "opened_at": now, "opened_by": by},
    )
    if not made:  # the same press, a moment ago
        return round_
    for position, content in enumerate(checklists):
        RoundChecklist.objects.create(round=round_, content=store(content, now=now), key=content.key, position=position)
    record("round-opened", round_, by=by, now=now, round_id=round_.pk, edition=programme.key, hash=programme.hash)
    return round_


@transaction.atomic
def close_round(round_: Round, *, by: Person, now: dt.datetime) -> Round:
    """Nobody writes in the round any more; what is there can be read as before. Closed twice, the first holds."""
    if round_.closed_at is None:
        round_.closed_at, round_.closed_by = now, by
        round_.save(update_fields=["closed_at", "closed_by"])
        record("round-closed", round_, by=by, now=now, round_id=round_.pk)
    return round_


@transaction.atomic
def reopen_round(round_: Round, *, by: Person, now: dt.datetime) -> Round:
    """It was closed too early: people write again. The journal keeps when it was closed."""
    if round_.closed_at is not None:
        record("round-reopened", round_, by=by, now=now, round_id=round_.pk, closed_at=round_.closed_at.isoformat())
        round_.closed_at = round_.closed_by = None
        round_.save(update_fields=["closed_at", "closed_by"])
    return round_


@transaction.atomic
def confirm_assignment(participation: Participation, *, by: Person, now: dt.datetime) -> Confirmation:
    """She knows the assignment and has the time. Said once; said again it changes nothing."""
    confirmation, made = Confirmation.objects.get_or_create(participation=participation, person=by, defaults={"at": now})
    if made:
        record("assignment-confirmed", participation, by=by, now=now, round_id=participation.round_id,
               organisation_id=participation.organisation_id)
    return confirmation


@transaction.atomic
def decide_on_mentoring(
    participation: Participation, changes: dict[str, Any], *, based_on: int, request_key: str, by: Person, now: dt.datetime
) -> MentorDecision:
    first_version(MentorDecision, participation=participation, by=by, now=now)
    return save_version(MentorDecision.objects.filter(participation=participation), changes, based_on=based_on,
                        request_key=request_key, by=by, now=now)


def forget_name(name: str, *, alias: str, organisations: Collection[int]) -> int:
    """Where a name is asked for: who decided. Now and in earlier versions. Returns how many changed."""
    return sum(
        forget_in_rows(rows.filter(participation__organisation__in=organisations), ("decided_by",), name, alias=alias)
        for rows in (MentorDecision.objects.all(), MentorDecision.history.all())
    )
