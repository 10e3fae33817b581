"""Scoring from outside: both sides ask for it, either takes it back, and the mentor says its own view of what is shared."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.models import Answer, OutsideConsent
from spegla.assessments.notes import consents_between
from spegla.assessments.policy import may_consent, may_score_outside, may_take_back
from spegla.assessments.queries import shared_answers_visible_to
from spegla.core.verdict import Why, no, require
from spegla.journal.actions import record
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


def consent(
    side: str, asked: Participation, mentor: Participation, *, standing: Standing, now: dt.datetime
) -> OutsideConsent:
    """Ask, for one side, that the mentor scores too. Said twice it changes nothing. Raises RefusedError."""
    require(may_consent(side, asked, mentor, standing))
    keys = {"participation": asked, "mentor": mentor, "side": side, "until": None}
    try:
        with transaction.atomic():
            given, new = OutsideConsent.objects.get_or_create(**keys, defaults={"since": now, "by": standing.person})
            if new:
                _record("outside-consented", given, standing=standing, now=now)
            return given
    except IntegrityError:  # a colleague asked in the same moment
        return OutsideConsent.objects.get(**keys)


@transaction.atomic
def take_back(given: OutsideConsent, *, standing: Standing, now: dt.datetime) -> None:
    """From now on the mentor does not score, and its view is shown to nobody; it returns if both ask again."""
    require(may_take_back(given, standing))
    standing_one = OutsideConsent.objects.filter(pk=given.pk, until__isnull=True)
    if standing_one.update(until=now, ended_by=standing.person):
        _record("outside-taken-back", given, standing=standing, now=now)


def score_outside(
    paper: Paper, item: str, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing,
    now: dt.datetime,
) -> Answer:
    """Save a mentor's own view of an item that is shared with it. Raises RefusedError, and what save_answer raises."""
    assert paper.mentor is not None
    consents = consents_between(paper.mentor, [paper.place.pk]).get((paper.place.pk, paper.mentor.pk), {})
    require(may_score_outside(paper.place, paper.mentor, standing, consents=consents))
    shared = shared_answers_visible_to(standing).filter(
        assessment__participation=paper.place, assessment__unit_id=paper.unit_id,
        assessment__checklist=paper.checklist.key, assessment__occasion=paper.occasion, item=item,
    )
    if not shared.exists():
        require(no(Why.NOT_SHARED))
    return save_answer(paper, item, changes, based_on=based_on, request_key=request_key, by=standing.person, now=now)


def _record(what: str, given: OutsideConsent, *, standing: Standing, now: dt.datetime) -> None:
    place = given.participation if given.side == OutsideConsent.Side.ASKED else given.mentor
    record(what, given, by=standing.person, now=now, round_id=place.round_id, organisation_id=place.organisation_id,
           side=given.side)
