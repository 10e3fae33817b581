"""A small made-up world for the tests: an office, a round, two clusters, people in every function."""

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache

from spegla.people.models import Appointment, Function, Organisation, Person
from spegla.programme.content import Content, content_of
from spegla.programme.loader import load_checklist, load_programme
from spegla.programme.schema import Programme
from spegla.rounds import actions as rounds
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.standing import Standing, standing_of

NOW = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)
START = dt.date(2027, 1, 14)
TEAM = (Function.ELECTED_OFFICIAL, Function.SENIOR_MANAGER, Function.KEY_PERSON)


@lru_cache
def programme_in(edition: str) -> Programme:
    """Read once: to read an edition takes longer than most tests."""
    return load_programme(edition)


@lru_cache
def contents(edition: str) -> tuple[Content, tuple[Content, ...]]:
    programme = programme_in(edition)
    checklists = tuple(content_of(load_checklist(key)) for key in programme.edition.checklists)
    return content_of(programme), checklists


def make_person(name: str, organisation: Organisation, function: str, *, now: dt.datetime = NOW) -> Person:
    email = f"{name.lower().replace(' ', '.')}@{organisation.pk}.example"
    person = Person.objects.create(email=email, name=name)
    Appointment.objects.create(person=person, organisation=organisation, function=function, since=now)
    return person


@dataclass
class World:
    """`team[organisation name][function]` is a person; `places[organisation name]` a participation."""

    office: Organisation
    officer: Person
    round: Round
    clusters: list[Cluster] = field(default_factory=list)
    places: dict[str, Participation] = field(default_factory=dict)
    team: dict[str, dict[str, Person]] = field(default_factory=dict)

    def person(self, organisation: str, function: str = Function.KEY_PERSON) -> Person:
        return self.team[organisation][function]

    def standing(self, organisation: str, function: str = Function.KEY_PERSON, *, now: dt.datetime = NOW) -> Standing:
        return standing_of(self.person(organisation, function), now=now)


def make_world(
    *, edition: str = "skr-2020", clusters: dict[str, dict[str, str]] | None = None, start: dt.date = START,
    variant: str | None = None, now: dt.datetime = NOW,
) -> World:
    """A round with clusters of organisation name → role; by default two clusters of two participants and a mentor."""
    clusters = clusters or {
        "Norra": {"Alvdala": "participant", "Bäckinge": "participant", "Mellby": "mentor"},
        "Södra": {"Dalhem": "participant", "Ekfors": "participant", "Nyborg": "mentor"},
    }
    office = Organisation.objects.create(name="Programkontoret", kind=Organisation.Kind.ASSOCIATION)
    officer = make_person("Olga Officer", office, Function.PROGRAMME_OFFICER)
    programme, checklists = contents(edition)
    round_ = rounds.open_round(
        name="Omgång ett", office=office, start_on=start, programme=programme, checklists=checklists,
        variant=variant or programme_in(edition).variant[0].key, by=officer, now=now,
    )
    world = World(office, officer, round_)
    for name, members in clusters.items():
        cluster = rounds.form_cluster(round_, name, by=officer, now=now)
        world.clusters.append(cluster)
        for organisation, role in members.items():
            _take_in(world, cluster, organisation, role, now)
    return world


def _take_in(world: World, cluster: Cluster, name: str, role: str, now: dt.datetime) -> None:
    organisation = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
    world.places[name] = rounds.take_in(world.round, organisation, cluster=cluster, role=role, by=world.officer, now=now)
    world.team[name] = {function: make_person(f"{name} {function}", organisation, function) for function in TEAM}
