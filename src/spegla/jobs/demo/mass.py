"""The ground for many organisations: rounds of about forty with offices, clusters and people, written in bulk."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db import models

from spegla.jobs.demo.script import content_of_kind
from spegla.jobs.demo.when import day_of, moment_of
from spegla.journal.models import Event, Letter
from spegla.people.actions import add_organisation, appoint
from spegla.people.models import Appointment, Function, Organisation, Person
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist, load_programme
from spegla.programme.schema import Checklist, Programme
from spegla.rounds.actions import open_round
from spegla.rounds.calendar import dates_of
from spegla.rounds.models import Cluster, Confirmation, Participation, Round
from spegla.steps.models import Tick

IN_A_CLUSTER = 4  # three participants and a mentor
NAME = "Provkommun"
TEAM = (Function.KEY_PERSON, Function.ELECTED_OFFICIAL, Function.SENIOR_MANAGER)

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Mass:
    """One round of made-up organisations, numbered, standing where the demo's first round stands."""

    numbers: range
    today: dt.date

    @cached_property
    def model(self) -> dict[str, Any]:
        """The round of the demo that its content says is the one to make many of."""
        return next(data for data in content_of_kind("round") if data.get("scale"))

    @cached_property
    def programme(self) -> Programme:
        return load_programme(self.model["edition"])

    @cached_property
    def checklist(self) -> Checklist:
        return load_checklist(self.programme.edition.checklists[0])

    @cached_property
    def began(self) -> dt.datetime:
        return moment_of(f"{self.model['start']} 09:00", {"today": self.today})

    @cached_property
    def office(self) -> Organisation:
        return add_organisation(f"Provkontor {self.numbers[0]}", Organisation.Kind.ASSOCIATION, by=None, now=self.began)

    @cached_property
    def officer(self) -> Person:
        return appoint(
            self.office, email=f"programansvarig@provkontor-{self.numbers[0]}.example", now=self.began, invite=False,
            name=f"Programansvarig {self.numbers[0]}", function=Function.PROGRAMME_OFFICER, by=None,
        ).person

    @cached_property
    def round(self) -> Round:
        return open_round(
            name=f"Provomgång {self.numbers[0]}", office=self.office, variant=self.model["variant"],
            start_on=day_of(self.model["start"], {"today": self.today}), programme=content_of(self.programme),
            checklists=[content_of(self.checklist)], by=self.officer, now=self.began,
        )

    @cached_property
    def dates(self) -> dict[str, dt.date]:
        return dates_of(self.round, pins={}) | {"today": self.today}

    @cached_property
    def clusters(self) -> list[Cluster]:
        names = [f"Provkluster {number}" for number in range(0, len(self.numbers), IN_A_CLUSTER)]
        return Cluster.objects.bulk_create(Cluster(round=self.round, name=name) for name in names)

    @cached_property
    def places(self) -> list[Participation]:
        organisations = Organisation.objects.bulk_create(
            Organisation(name=f"{NAME} {number}", kind=Organisation.Kind.MUNICIPALITY) for number in self.numbers
        )
        seats = [divmod(seat, IN_A_CLUSTER) for seat in range(len(organisations))]
        role = Participation.Role
        places = Participation.objects.bulk_create(
            Participation(round=self.round, organisation=one, cluster=self.clusters[cluster], joined_at=self.began,
                          role=role.MENTOR if seat == IN_A_CLUSTER - 1 else role.PARTICIPANT)
            for one, (cluster, seat) in zip(organisations, seats, strict=True)
        )
        self.note("joined", places, places)
        return places

    def appoint_teams(self) -> None:
        """Three people each with their letters; two of three have confirmed, and one has ticked a few things off."""
        people = Person.objects.bulk_create(
            Person(email=f"{function}@provkommun-{number}.example", name=f"{function.label.capitalize()} {number}",
                   password=Person.unusable())
            for number in self.numbers for function in TEAM
        )
        each = [(place, function) for place in self.places for function in TEAM]
        held = Appointment.objects.bulk_create(
            Appointment(person=person, organisation=place.organisation, function=function, since=self.began)
            for person, (place, function) in zip(people, each, strict=True)
        )
        Letter.objects.bulk_create(
            Letter(to=one.person.email, person_id=one.person_id, kind="invitation", once=f"invitation:{one.pk}",
                   subject="Välkommen", body="Hej!", written_at=self.began, sent_at=self.began, attempts=1)
            for one in held
        )
        self.note("appointed", held, [place for place, _ in each])
        self.take_hold(people)

    def take_hold(self, people: Sequence[Person]) -> None:
        seated = list(zip(people, (place for place in self.places for _ in TEAM), strict=True))
        Confirmation.objects.bulk_create(
            Confirmation(participation=place, person=person, at=self.began) for person, place in seated[::3] + seated[1::3]
        )
        keys = [one.key for step in self.programme.step[:2] for one in step.preparation if one.does == "tick"][:6]
        Tick.objects.bulk_create(
            Tick(participation=place, person=person, key=key, at=self.began) for person, place in seated[::3] for key in keys
        )

    def keep(self, model: type[Row], at: dt.datetime, rows: Iterable[Row]) -> list[Row]:
        """Write the rows, each with its history row of that time."""
        kept = model._default_manager.bulk_create(rows)
        model.history.bulk_history_create(kept, default_user=self.officer, default_date=at)  # type: ignore[attr-defined]
        return kept

    def note(self, what: str, things: Sequence[models.Model], places: Iterable[Participation]) -> None:
        Event.objects.bulk_create(
            Event(at=self.began, by_id=self.officer.pk, what=what, thing=str(thing._meta.model_name), thing_id=thing.pk,
                  round_id=place.round_id, organisation_id=place.organisation_id)
            for thing, place in zip(things, places, strict=True)
        )
