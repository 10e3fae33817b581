"""What a newcomer must know when she takes over a function: who had it, what is open, what is shared, what has happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from spegla.core.progress import first_things
from spegla.core.visibility import Level
from spegla.improvement.models import Idea
from spegla.journal.models import Event, Share
from spegla.people.models import Appointment, Person
from spegla.people.queries import team_of
from spegla.programme.schema import Step
from spegla.reporting.naming import names_of
from spegla.reporting.now import Coming, coming_for
from spegla.reporting.queries import dates_for
from spegla.reporting.timeline import step_now
from spegla.reporting.todos import Dates, Todo, open_todos
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing

LATEST = 3
MOST = 99


@dataclass(frozen=True, slots=True)
class AtPlace:
    """How one round stands for the newcomer."""

    place: Participation
    step: Step | None
    open: Sequence[Todo]
    coming: Coming | None


@dataclass(frozen=True, slots=True)
class Happened:
    event: Event
    by: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing share and what the shared thing is called, where it has a name of its own."""

    share: Share
    name: str


@dataclass(frozen=True, slots=True)
class Brief:
    appointment: Appointment
    before: Sequence[Person]
    places: Sequence[AtPlace]
    team: Sequence[Appointment]
    shares: Sequence[Shown]
    events: Sequence[Happened]


def brief_of(
    appointment: Appointment, standing: Standing, *, told: Sequence[str], today: dt.date, now: dt.datetime
) -> Brief:
    """A fixed number of queries. `told` are the kinds of events that a page has words for."""
    organisation = appointment.organisation
    live = [p for p in standing.participations if p.organisation_id == organisation.pk and not p.has_ended]
    places = [place for place in live if not place.round.closed_at]
    dates = dates_for(places)
    todos = first_things(open_todos(places, dates, standing, today=today, now=now), today=today, limit=MOST)
    return Brief(
        appointment,
        [before.person for before in appointment.predecessors.select_related("person")],
        [_at(place, todos, dates[place.pk], today) for place in places],
        list(team_of(organisation, now=now)),
        _shown(organisation.pk),
        latest_events(organisation.pk, told),
    )


def _at(place: Participation, todos: Sequence[Todo], dates: Dates, today: dt.date) -> AtPlace:
    step = step_now(programme_of(place.round), dates, today=today)
    return AtPlace(place, step, [todo for todo in todos if todo.place.pk == place.pk], coming_for(place, dates, today=today))


def _shown(organisation_id: int) -> list[Shown]:
    shares = list(Share.objects.filter(organisation_id=organisation_id, until__isnull=True).order_by("-since", "-pk"))
    names = names_of((share.thing, share.thing_id) for share in shares)
    return [Shown(share, names.get((share.thing, share.thing_id), "")) for share in shares]


def latest_events(organisation_id: int, told: Sequence[str]) -> list[Happened]:
    """The organisation's last few events, each with who did it; a colleague's own draft leaves no trace."""
    drafts = Idea.objects.filter(organisation_id=organisation_id, level=Level.PRIVATE).values("pk")
    found = Event.objects.filter(organisation_id=organisation_id, what__in=told)
    events = list(found.exclude(thing="idea", thing_id__in=drafts)[:LATEST])
    things = names_of((event.thing, event.thing_id) for event in events)
    people = dict(Person.objects.filter(pk__in={event.by_id for event in events}).values_list("pk", "name"))
    return [
        Happened(event, people.get(event.by_id or 0, ""), things.get((event.thing, event.thing_id), "")) for event in events
    ]
