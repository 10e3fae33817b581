"""Who is to be reminded of a presentation today. Worked out from the dates as they stand, so nothing goes stale when one moves.

The one who makes it hears 14, 7 and 2 days before its last day; when that has passed, who organises the meeting hears once
which are missing. Mentors are nobody's watchmen and hear nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spegla.people.models import Function
from spegla.people.teams import teams_of
from spegla.programme.lookup import date_by_key
from spegla.programme.schema import Preparation, Step, Text
from spegla.reporting.facts import Facts, facts_of
from spegla.reporting.progress import expected_of
from spegla.reporting.queries import dates_for
from spegla.reporting.todos import audiences_for
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation, Round
from spegla.rounds.queries import in_order
from spegla.steps.queries import hosts_of

DAYS_BEFORE = (14, 7, 2)
PATIENCE = 3  # how many days after the last day the organiser may still be told: a worker may have been away
REMINDED = "presentation"
Teams = dict[int, dict[int, set[str]]]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter to one person. `days` is the mark that was passed, 0 when the last day has; `missing` names who has not
    shared, for the organiser."""

    person_id: int
    place: Participation
    step: Step
    toward: Text
    due: dt.date
    days: int
    missing: tuple[str, ...] = ()

    @property
    def once(self) -> str:
        """The same reminder is written once; when the last day moves it is another one."""
        return f"reminder:{self.place.pk}:{self.step.key}:{self.due}:{self.days}:{self.person_id}"


@dataclass(frozen=True, slots=True)
class _Lacking:
    place: Participation
    step: Step
    preparation: Preparation
    due: dt.date


def reminders_of(round_: Round, *, today: dt.date, now: dt.datetime) -> list[Reminder]:
    """All that are due in one round. A fixed number of queries, whatever its size."""
    if round_.closed_at:
        return []
    rows = round_.participations.filter(ended_at=None).select_related("round", "cluster", "organisation")
    places = list(in_order(rows))
    lacking = list(_lacking(places, today=today, now=now))
    if not lacking:
        return []
    teams = teams_of({place.organisation_id for place in places} | {round_.office_id}, now=now)
    hosts = hosts_of({one.place.cluster_id for one in lacking if one.place.cluster_id})
    own = [reminder for one in lacking if one.due >= today for reminder in _to_makers(one, teams, today)]
    return own + list(_to_organisers(lacking, places, teams, hosts, today))


def _lacking(places: list[Participation], *, today: dt.date, now: dt.datetime) -> Iterator[_Lacking]:
    """Presentations that are awaited, not shared, and whose last day is near or has just passed."""
    dates, facts = dates_for(places), facts_of(places, now=now, kinds={REMINDED})
    for place in places:
        for step in programme_of(place.round).step:
            for one in step.preparation:
                if one.does == REMINDED and expected_of(place, one):
                    due, opens = dates[place.pk][one.due], dates[place.pk][step.opens]
                    if _is_near(due, today) and not _is_done(facts[place.pk], one, step, opens):
                        yield _Lacking(place, step, one, due)


def _is_near(due: dt.date, today: dt.date) -> bool:
    return -PATIENCE <= (due - today).days <= max(DAYS_BEFORE)


def _is_done(facts: Facts, one: Preparation, step: Step, opens: dt.date) -> bool:
    return facts.of(one, step, opens).done


def _to_makers(one: _Lacking, teams: Teams, today: dt.date) -> Iterator[Reminder]:
    """Those the preparation is meant for, in the organisation itself."""
    mark = min(days for days in DAYS_BEFORE if (one.due - today).days <= days)
    team = teams.get(one.place.organisation_id, {})
    held = set().union(*team.values()) if team else set()
    for person, functions in sorted(team.items()):
        if not audiences_for(one.place, functions, held=held).isdisjoint(one.preparation.audience):
            yield Reminder(person, one.place, one.step, _toward(one), one.due, mark)


def _to_organisers(
    lacking: Iterable[_Lacking], places: list[Participation], teams: Teams, hosts: dict[tuple[int, str], int], today: dt.date
) -> Iterator[Reminder]:
    """One letter about each cluster's meeting, to who practically arranges it."""
    by_meeting: dict[tuple[int, str], list[_Lacking]] = {}
    for one in lacking:
        if one.due < today and one.place.cluster_id:
            by_meeting.setdefault((one.place.cluster_id, one.step.key), []).append(one)
    at = {place.pk: place for place in places}
    for meeting, missing in by_meeting.items():
        first, names = missing[0], tuple(one.place.organisation.name for one in missing)
        for place, person in _organisers(first, at.get(hosts.get(meeting, 0)), teams):
            yield Reminder(person, place, first.step, _toward(first), first.due, 0, names)


def _organisers(one: _Lacking, host: Participation | None, teams: Teams) -> Iterator[tuple[Participation, int]]:
    """Key persons of the host; programme officers where the office arranges it or nobody has said who hosts."""
    if host and one.step.roles and one.step.roles.hosts == "host":
        wanted, place, organisation = {Function.KEY_PERSON, Function.STRATEGIST}, host, host.organisation_id
    else:
        wanted, place, organisation = {Function.PROGRAMME_OFFICER}, one.place, one.place.round.office_id
    for person, functions in sorted(teams.get(organisation, {}).items()):
        if wanted & functions:
            yield place, person


def _toward(one: _Lacking) -> Text:
    key = one.step.meeting or one.step.closes
    return date_by_key(programme_of(one.place.round), key).title
