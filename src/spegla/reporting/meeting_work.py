"""What a meeting asks of one person now: say which day suits, say if she comes, invite, tell of a change."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from spegla.meetings.announcing import Told, told_of_meetings
from spegla.meetings.models import Meeting
from spegla.meetings.policy import is_for_all, may_organise
from spegla.meetings.polled import polls_waiting_for
from spegla.meetings.queries import planned_for, roles_of
from spegla.meetings.replies import Invited, invitations_of
from spegla.people.models import Function
from spegla.programme.schema import Step
from spegla.reporting.todos import Dates
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing

INVITE, LOOK_AHEAD, ANSWER = dt.timedelta(days=14), dt.timedelta(days=21), dt.timedelta(days=7)
PREPARING = frozenset({Function.KEY_PERSON, Function.STRATEGIST})


class Asks(StrEnum):
    POLL = "poll"
    ANSWER = "answer"
    INVITE = "invite"
    CHANGED = "changed"

    @property
    def minutes(self) -> int:
        return {Asks.POLL: 1, Asks.ANSWER: 1, Asks.INVITE: 10, Asks.CHANGED: 2}[self]


@dataclass(frozen=True, slots=True)
class MeetingTask:
    """One thing about a meeting. Others wait for all of it but the answer to an invitation."""

    asks: Asks
    place: Participation
    step: Step
    on: dt.date  # the day of the meeting
    due: dt.date
    order: int = 0

    @property
    def by_day(self) -> dt.date:
        return self.due

    @property
    def minutes(self) -> int:
        return self.asks.minutes

    @property
    def awaited(self) -> bool:
        return self.asks is not Asks.ANSWER


@dataclass(frozen=True, slots=True)
class Known:
    """What is planned and told of the meetings of her places, and what she has been asked and has answered."""

    planned: Mapping[tuple[int, int | None, str], Meeting]  # by round, cluster and step
    told: Mapping[int, Told]
    invited: Mapping[int, Invited]
    polls: Mapping[int, dt.date]  # open questions she has not answered, with the last day


def open_meeting_work(
    places: Sequence[Participation], dates: Mapping[int, Dates], standing: Standing, *, today: dt.date
) -> list[MeetingTask]:
    """Over all her places. Four queries, and two for each meeting that those who organise it have something to do with."""
    if not places:
        return []
    planned = planned_for(places)
    ids = [meeting.pk for meeting in planned.values()]
    polls = polls_waiting_for(standing.person) if ids else {}
    known = Known(planned, told_of_meetings(ids), invitations_of(standing.person, ids), polls)
    return [
        task
        for place in places
        for step in programme_of(place.round).step
        if step.meeting and dates[place.pk][step.meeting] >= today
        for task in _at(place, step, dates[place.pk][step.meeting], known, standing, today)
    ]


def _at(
    place: Participation, step: Step, on: dt.date, known: Known, standing: Standing, today: dt.date
) -> Iterator[MeetingTask]:
    cluster = None if is_for_all(step) else place.cluster
    meeting = known.planned.get((place.round_id, cluster.pk if cluster else None, step.key))
    if meeting:
        yield from _asked_of_her(place, step, on, meeting, known)
    if cluster and standing.functions.get(place.organisation_id, frozenset()) & PREPARING:
        planned = meeting or Meeting(round=place.round, cluster=cluster, step=step.key)
        yield from _asked_of_organisers(place, step, on, planned, known, standing, today)


def _asked_of_her(place: Participation, step: Step, on: dt.date, meeting: Meeting, known: Known) -> Iterator[MeetingTask]:
    mine = known.invited.get(meeting.pk)
    if mine is None or mine.place != place.pk:
        return
    if meeting.pk in known.polls:
        yield MeetingTask(Asks.POLL, place, step, on, known.polls[meeting.pk])
    told = known.told.get(meeting.pk, Told())
    if told.stands and not mine.has_answered(told):
        yield MeetingTask(Asks.ANSWER, place, step, on, max(on - ANSWER, timezone.localdate(told.stands.at)))


def _asked_of_organisers(
    place: Participation, step: Step, on: dt.date, meeting: Meeting, known: Known, standing: Standing, today: dt.date
) -> Iterator[MeetingTask]:
    """An edition that asks for the invitation itself, among its preparations, is not asked twice."""
    told = known.told.get(meeting.pk, Told())
    asks = None
    if told.differences(meeting, on):
        asks = Asks.CHANGED
    elif told.last is None and on - LOOK_AHEAD <= today and not any(one.page == "invitation" for one in step.preparation):
        asks = Asks.INVITE
    if asks and may_organise(meeting, roles_of(meeting), standing):
        yield MeetingTask(asks, place, step, on, today if asks is Asks.CHANGED else on - INVITE)
