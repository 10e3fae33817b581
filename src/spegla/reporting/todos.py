"""What is open for one person at the places she acts for: what belongs to this time, is meant for her and is not done."""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spegla.core.calendar import Phase, phase_at
from spegla.meetings.announcing import invited_steps
from spegla.people.models import Function
from spegla.programme.lookup import audiences_of, date_by_key
from spegla.programme.schema import Origin, Preparation, SharedTask, Step, Text
from spegla.reporting.facts import OF_OCCASION, SEEN_BY_US, Facts, facts_of
from spegla.reporting.progress import expected_of
from spegla.reporting.queries import confirmed_by
from spegla.rounds.calendar import window_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing
from spegla.steps.queries import done_tasks, hosts_of, own_ticks

MOST_MINUTES = 10
TOGETHER = "task"  # what a Todo of a task done together does
Dates = dict[str, dt.date]


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `does` and the keys tell the page where it leads; `minutes` is a sitting, never over ten.

    `due` is its day in the programme and decides the order; `by_day` is the day to tell the reader.
    """

    place: Participation
    step: Step
    does: str
    key: str
    text: Text
    why: Text | None
    origin: Origin
    due: dt.date
    by_day: dt.date
    minutes: int
    order: int
    toward: Text  # what it is for: the step's meeting, or the day the step ends
    toward_on: dt.date
    opens: dt.date  # the day its step opens
    made_of: Preparation | SharedTask

    @property
    def awaited(self) -> bool:
        """Whether others see that it is not done, and wait for it."""
        return self.does in SEEN_BY_US


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of the reader's own doings and of her clusters', over all her places."""

    ticks: set[tuple[int, str]]
    confirmed: set[int]
    tasks: set[tuple[int, str]]
    facts: dict[int, Facts]
    invited: set[tuple[int, str]] = field(default_factory=set)  # meetings whose invitation stands, by cluster and step


Hosts = dict[tuple[int, str], int]


def open_todos(
    places: list[Participation], dates: dict[int, Dates], standing: Standing, *, today: dt.date, now: dt.datetime
) -> list[Todo]:
    """In the programme's order. `dates` by participation. A fixed number of queries, and only for what this time asks."""
    hosted = [place for place in places if place.cluster_id and _host_matters(place, dates[place.pk], standing, today)]
    hosts = hosts_of(place.cluster_id for place in hosted if place.cluster_id) if hosted else {}
    wanted = [todo for place in places for todo in _wanted(place, dates[place.pk], standing, hosts, today)]
    done = _done_of(wanted, standing, now)
    return [todo for todo in wanted if not _is_done(todo, done)]


def audiences_at(place: Participation, standing: Standing, *, hosting: bool = False) -> frozenset[str]:
    """The functions and roles whose texts are meant for the reader at this place, with those they act as or stand in for.

    Hosting is practical work, so what is meant for the host is the key person's of the hosting organisation.
    """
    own = standing.functions.get(place.organisation_id, frozenset())
    office = {"office"} if place.round_id in standing.offices else set()
    held = standing.held.get(place.organisation_id, own)
    return audiences_for(place, own | office, held=held, hosting=hosting)


def audiences_for(
    place: Participation, functions: Iterable[str], *, held: Container[str], hosting: bool = False
) -> frozenset[str]:
    """The same for anybody who has these functions at the place, in a team where somebody has those that are `held`."""
    edition = programme_of(place.round).edition
    reached = audiences_of(edition, {*functions, *({"mentor"} if place.is_mentor else ())}, held=held)
    if not hosting or Function.KEY_PERSON not in reached:
        return reached
    return audiences_of(edition, reached | {"host"}, held=held)


def _host_matters(place: Participation, dates: Dates, standing: Standing, today: dt.date) -> bool:
    """Whether something meant for a host belongs to this time and could be this reader's."""
    if audiences_at(place, standing, hosting=True) == audiences_at(place, standing):
        return False
    return any(
        any("host" in entry.audience and _is_time(entry, step, dates, today) for entry in step.preparation)
        or any("host" in task.owners and _is_time_together(task, step, dates, today) for task in step.task)
        for step in programme_of(place.round).step
    )


def _wanted(place: Participation, dates: Dates, standing: Standing, hosts: Hosts, today: dt.date) -> Iterator[Todo]:
    """What belongs to this time and to this person, done or not."""
    plain, hosting = audiences_at(place, standing), audiences_at(place, standing, hosting=True)
    order = 0
    for step in programme_of(place.round).step:
        is_host = place.cluster_id and hosts.get((place.cluster_id, step.key)) == place.pk
        audiences = hosting if is_host else plain
        for preparation in step.preparation:
            order += 1
            if _is_time(preparation, step, dates, today) and _is_hers(place, preparation, audiences):
                yield _of_preparation(place, preparation, step, dates, order, today)
        for task in step.task if place.cluster_id else ():
            order += 1
            if _is_time_together(task, step, dates, today) and not audiences.isdisjoint(task.owners):
                yield _of_task(place, task, step, dates, order)


def _done_of(wanted: Sequence[Todo], standing: Standing, now: dt.datetime) -> Done:
    """Reads what has been done of these, each kind only where it is asked for."""
    confirming = {todo.place.pk for todo in wanted if todo.does == "confirmation"}
    ticking = {todo.place.pk for todo in wanted if todo.does not in SEEN_BY_US and todo.does != TOGETHER}
    clusters = {todo.place.cluster_id for todo in wanted if todo.does == TOGETHER and todo.place.cluster_id}
    seen = [todo for todo in wanted if todo.does in SEEN_BY_US and todo.does != "confirmation"]
    inviting = {todo.place.cluster_id for todo in wanted if _is_invitation(todo) and todo.place.cluster_id}
    asked = list({todo.place.pk: todo.place for todo in seen}.values())
    return Done(
        ticks=own_ticks(ticking, standing.person) if ticking else set(),
        confirmed=confirmed_by(standing.person, confirming) if confirming else set(),
        tasks=done_tasks(clusters) if clusters else set(),
        facts=facts_of(asked, now=now, kinds={todo.does for todo in seen}) if seen else {},
        invited=invited_steps(inviting) if inviting else set(),
    )


def _is_time(preparation: Preparation, step: Step, dates: Dates, today: dt.date) -> bool:
    if preparation.does == "confirmation":  # whoever comes later confirms too
        return dates[step.opens] <= today
    # what was left in an earlier step is overtaken by the same thing in this one: nobody waits for it any longer
    return phase_at(window_of(step, dates), today) is Phase.CURRENT


def _is_time_together(task: SharedTask, step: Step, dates: Dates, today: dt.date) -> bool:
    """What is due after the step's last day is done after it, not before."""
    due = dates[task.due or step.closes]
    if due > dates[step.closes]:
        return dates[step.closes] <= today <= due
    return phase_at(window_of(step, dates), today) is Phase.CURRENT


def _is_hers(place: Participation, preparation: Preparation, audiences: frozenset[str]) -> bool:
    return not audiences.isdisjoint(preparation.audience) and expected_of(place, preparation)


def _of_preparation(
    place: Participation, preparation: Preparation, step: Step, dates: Dates, order: int, today: dt.date
) -> Todo:
    due = dates[preparation.due]
    by_day = max(due, today) if preparation.does == "confirmation" else due  # a newcomer is not late with it
    minutes = min(preparation.minutes, MOST_MINUTES)
    return Todo(place, step, preparation.does, preparation.key, preparation.text, preparation.why, preparation.origin,
                due, by_day, minutes, order, *_toward(place, step, dates), dates[step.opens], preparation)


def _of_task(place: Participation, task: SharedTask, step: Step, dates: Dates, order: int) -> Todo:
    due = dates[task.due or step.closes]
    return Todo(place, step, TOGETHER, task.key, task.title, task.text, task.origin, due, due, MOST_MINUTES, order,
                *_toward(place, step, dates), dates[step.opens], task)


def _toward(place: Participation, step: Step, dates: Dates) -> tuple[Text, dt.date]:
    key = step.meeting or step.closes
    return date_by_key(programme_of(place.round), key).title, dates[key]


def _is_invitation(todo: Todo) -> bool:
    """What is ticked off by hand or, for the whole cluster, by sending the invitation."""
    return isinstance(todo.made_of, Preparation) and todo.made_of.page == "invitation"


def _is_done(todo: Todo, done: Done) -> bool:
    """Done, or (sharing and marking) not yet possible because nothing has been answered."""
    if isinstance(todo.made_of, SharedTask):
        return (todo.place.cluster_id, todo.key) in done.tasks
    if todo.does == "confirmation":
        return todo.place.pk in done.confirmed
    if _is_invitation(todo) and (todo.place.cluster_id, todo.step.key) in done.invited:
        return True
    if todo.does not in SEEN_BY_US:
        return (todo.place.pk, todo.key) in done.ticks
    known = done.facts[todo.place.pk]
    if todo.does in OF_OCCASION - {"assessment"} and todo.step.occasion not in known.occasions:
        return True
    return known.of(todo.made_of, todo.step, todo.opens).done
