"""Open, join, lead and end a live assessment: a group that scores together now. Answers are saved in own.py and actions.py."""

import datetime as dt
from contextlib import suppress
from random import SystemRandom
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.live_queries import going_on, guests_in, of_paper
from spegla.assessments.models import Answer, LiveAssessment
from spegla.core.codes import new_code
from spegla.journal.actions import record
from spegla.people.models import Person

LASTS = LiveAssessment.LASTS
GUESTS_AT_MOST = 300


class LiveOverError(Exception):
    """It has been closed, or twelve hours have passed."""


class FullError(Exception):
    """As many guests as there may be have come in."""


@transaction.atomic
def open_live(paper: Paper, *, by: Person, now: dt.datetime) -> LiveAssessment:
    """Open one for this paper, led by `by`; where one goes on already, that one."""
    _end_the_forgotten(now=now)
    known = of_paper(paper, going_on(now=now))
    while not (live := known.first()):
        try:
            with transaction.atomic():
                opened = LiveAssessment.objects.create(
                    participation=paper.place, unit_id=paper.unit_id, checklist=paper.checklist.key,
                    occasion=paper.occasion, code=new_code(SystemRandom()), facilitator=by, opened_at=now,
                )
        except IntegrityError:  # the code is taken, or somebody else opened it in the same moment
            continue
        _record("live-opened", opened, by=by, now=now)
    return live


def _end_the_forgotten(*, now: dt.datetime) -> None:
    """Those that have ended by themselves give their codes back."""
    forgotten = LiveAssessment.objects.filter(closed_at__isnull=True, opened_at__lte=now - LASTS)
    forgotten.update(closed_at=F("opened_at") + LASTS, version=F("version") + 1, turn=F("turn") + 1)


@transaction.atomic
def close_live(live: LiveAssessment, *, by: Person, now: dt.datetime) -> None:
    """It ends at once for everybody. Closing what is closed does nothing."""
    if _rows(live).update(closed_at=now, version=F("version") + 1, turn=F("turn") + 1):
        _record("live-closed", live, by=by, now=now)


@transaction.atomic
def take_over(live: LiveAssessment, *, by: Person, now: dt.datetime) -> None:
    """Somebody else leads from now on: when the first one's computer gives up."""
    if _rows(live).exclude(facilitator=by).update(facilitator=by, version=F("version") + 1):
        _record("live-taken-over", live, by=by, now=now)


@transaction.atomic
def change_code(live: LiveAssessment, *, by: Person, now: dt.datetime) -> None:
    """Guests who came in by the old one come back by the new one. What they have answered stays, and counts once they have.

    Raises LiveOverError.
    """
    changed = None
    while changed is None:
        with suppress(IntegrityError), transaction.atomic():  # the code is taken: drawn again
            code = new_code(SystemRandom())
            changed = _rows(live).update(code=code, version=F("version") + 1, turn=F("turn") + 1)
    if not changed:
        raise LiveOverError
    _record("live-code-changed", live, by=by, now=now)


def say_present(live: LiveAssessment, many: int) -> None:
    """How many people are in the room, to stand beside how many devices. Raises LiveOverError."""
    if not _rows(live).update(present=many, version=F("version") + 1):
        raise LiveOverError


def look_at(live: LiveAssessment, item: str) -> None:
    """Everybody sees this item. Raises LiveOverError."""
    if not _rows(live).update(item=item, version=F("version") + 1, turn=F("turn") + 1):
        raise LiveOverError


@transaction.atomic
def agree(
    live: LiveAssessment, paper: Paper, item: str, changes: dict[str, Any], *, based_on: int, request_key: str,
    then: str, by: Person, now: dt.datetime,
) -> Answer:
    """Save what the group agreed on, or that it did not, and let everybody see item `then`. Raises what save_answer does."""
    saved = save_answer(paper, item, changes, based_on=based_on, request_key=request_key, by=by, now=now)
    look_at(live, then)
    return saved


def check_room(live: LiveAssessment) -> None:
    if guests_in(live) >= GUESTS_AT_MOST:
        raise FullError


def _rows(live: LiveAssessment) -> QuerySet[LiveAssessment]:
    return LiveAssessment.objects.filter(pk=live.pk, closed_at__isnull=True)


def _record(what: str, live: LiveAssessment, *, by: Person, now: dt.datetime) -> None:
    place = live.participation
    record(what, live, by=by, now=now, round_id=place.round_id, organisation_id=place.organisation_id, occasion=live.occasion)
