"""Att göra nu: at most three things for one person over all she takes part in, a question to ask, and what comes next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from spegla.core.progress import first_things
from spegla.people.models import Function
from spegla.programme.schema import Point, Step, Text
from spegla.reporting.attention import Attention, attention_of
from spegla.reporting.meeting_work import MeetingTask, open_meeting_work
from spegla.reporting.office_work import OfficeTask, open_office_work
from spegla.reporting.queries import dates_for
from spegla.reporting.todos import Dates, Todo, open_todos
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


@dataclass(frozen=True, slots=True)
class Question:
    """A good question for an elected official to ask at the next board meeting, and the step it comes from."""

    place: Participation
    step: Step
    point: Point


@dataclass(frozen=True, slots=True)
class Coming:
    """The next day that people meet or something is due, for one place."""

    place: Participation
    title: Text
    kind: str  # of the date: meeting, deadline or check
    on: dt.date


@dataclass(frozen=True, slots=True)
class Now:
    places: Sequence[Participation]
    things: Sequence[Todo | Attention | OfficeTask | MeetingTask]
    questions: Sequence[Question]
    coming: Sequence[Coming]
    dates: dict[int, Dates]  # by participation


def now_of(standing: Standing, *, today: dt.date, now: dt.datetime) -> Now:
    """What one person is to do now, what others wait for and is late first, then by day. Done things have fallen away."""
    places = [place for place in standing.participations if not place.has_ended and not place.round.closed_at]
    dates = dates_for(places)
    things: list[Todo | Attention | OfficeTask | MeetingTask] = [*open_todos(places, dates, standing, today=today, now=now)]
    things += open_meeting_work(places, dates, standing, today=today)
    things += attention_of(standing, today=today, now=now)
    things += open_office_work(standing, today=today)
    questions = [asked for place in places if (asked := question_for(place, dates[place.pk], standing, today=today))]
    coming = [next_ for place in places if (next_ := coming_for(place, dates[place.pk], today=today))]
    return Now(places, first_things(things, today=today), questions, sorted(coming, key=lambda next_: next_.on), dates)


def question_for(place: Participation, dates: Dates, standing: Standing, *, today: dt.date) -> Question | None:
    """From the step that began last; another of its questions each month."""
    if Function.ELECTED_OFFICIAL not in standing.functions.get(place.organisation_id, ()):
        return None
    begun = [step for step in programme_of(place.round).step if step.question and dates[step.opens] <= today]
    if not begun:
        return None
    step = max(begun, key=lambda step: dates[step.opens])
    turn = (today - dates[step.opens]).days // 28
    return Question(place, step, step.question[turn % len(step.question)])


def coming_for(place: Participation, dates: Dates, *, today: dt.date) -> Coming | None:
    """The first day from today on that is not just the beginning of something."""
    days = [date for date in programme_of(place.round).date if date.kind != "opening" and dates[date.key] >= today]
    if not days:
        return None
    first = min(days, key=lambda date: dates[date.key])
    return Coming(place, first.title, first.kind, dates[first.key])
