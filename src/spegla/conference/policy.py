"""Who plans, who contributes, who registers. A meeting of the whole round is for everybody in it."""

import datetime as dt

from spegla.conference.models import Gathering
from spegla.core.verdict import YES, Verdict, Why, no
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_run, may_work
from spegla.rounds.standing import Standing


def may_see(gathering: Gathering, standing: Standing) -> Verdict:
    inside = gathering.round_id in standing.rounds | standing.offices
    return YES if inside else no(Why.NOT_YOURS)


def may_plan(gathering: Gathering, standing: Standing) -> Verdict:
    return may_run(gathering.round, standing)


def may_contribute(place: Participation, standing: Standing) -> Verdict:
    return may_work(place, standing)


def may_register(gathering: Gathering, standing: Standing, *, on: dt.date, today: dt.date) -> Verdict:
    """Everybody in the round, until the day itself."""
    if not may_see(gathering, standing):
        return no(Why.NOT_YOURS)
    return no(Why.CLOSED) if gathering.round.closed_at or today > on else YES


def may_come_as_guest(gathering: Gathering, *, on: dt.date, today: dt.date) -> Verdict:
    """Anybody, where the office has opened for guests and published the page, until the day itself."""
    if not gathering.published_at or not gathering.guests:
        return no(Why.NOT_OPEN)
    return no(Why.CLOSED) if gathering.round.closed_at or today > on else YES
