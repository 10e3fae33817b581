"""The demo's acts that lay the ground: organisations, people and their letters, rounds, clusters, dates."""

import re

from spegla.jobs.demo.script import Act, programme
from spegla.jobs.demo.stage import Stage, send_in_time, stamp, stands
from spegla.journal.models import Letter
from spegla.people import actions as people
from spegla.people.models import Appointment, Person
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist
from spegla.rounds import actions as rounds
from spegla.rounds.models import Participation
from spegla.steps.actions import choose_host

TOKEN = re.compile(r"/in/([-\w]{20,})/")


def organisation(stage: Stage, act: Act) -> None:
    key, parent = act.data["key"], act.data.get("parent")
    stage.domains[key] = stage.domains[parent] if parent else key
    stage.organisations[key] = people.add_organisation(
        act.data["name"], act.data["kind"], parent=stage.organisations[parent] if parent else None,
        by=stage.by(act), now=act.at,
    )


def appoint(stage: Stage, act: Act) -> None:
    name, where = act.data["name"], act.data["organisation"]
    known = stage.people.get(name)
    appointment = people.appoint(
        stage.organisation(act), email=known.email if known else stage.address(name, where), name=name,
        function=act.data["function"], by=stage.by(act), now=act.at, invite=act.data.get("invite", True),
    )
    _arrived(stage, appointment, where, act)
    if not act.data.get("invite", True):
        _has_been_here(appointment.person, act)


def hand_over(stage: Stage, act: Act) -> None:
    name, where = act.data["to"], act.data["organisation"]
    before = stage.appointments[act.data["of"], where, act.data["function"]]
    appointment = people.hand_over(before, email=stage.address(name, where), name=name, **stamp(stage, act))
    _arrived(stage, appointment, where, act)


def end_appointment(stage: Stage, act: Act) -> None:
    ended = stage.appointments[act.data["name"], act.data["organisation"], act.data["function"]]
    people.end_appointment(ended, **stamp(stage, act))


def sign_in(stage: Stage, act: Act) -> None:
    _has_been_here(people.use_link(stage.tokens.pop(act.data["name"]), now=act.at), act)


def round(stage: Stage, act: Act) -> None:
    edition, inside = programme(act.data["edition"]), act.data.get("inside")
    stage.rounds[act.data["key"]] = rounds.open_round(
        name=act.data["name"], office=stage.organisations[act.data["office"]], start_on=act.data["start"],
        variant=act.data["variant"], programme=content_of(edition),
        checklists=[content_of(load_checklist(key)) for key in edition.edition.checklists],
        inside=stage.organisations[inside] if inside else None, creation_key=act.key(), **stamp(stage, act),
    )


def cluster(stage: Stage, act: Act) -> None:
    formed = rounds.form_cluster(stage.round(act), act.data["name"], theme=act.data.get("theme", ""), **stamp(stage, act))
    stage.clusters[act.data["round"], act.data["key"]] = formed


def place(stage: Stage, act: Act) -> None:
    role = act.data.get("role", Participation.Role.PARTICIPANT)
    taken_in = rounds.take_in(
        stage.round(act), stage.organisation(act), cluster=stage.cluster(act), role=role, **stamp(stage, act)
    )
    stage.places[act.data["round"], act.data["organisation"]] = taken_in


def pin(stage: Stage, act: Act) -> None:
    rounds.pin_date(stage.round(act), act.data["date"], act.data["on"], cluster=stage.cluster(act), **stamp(stage, act))


def host(stage: Stage, act: Act) -> None:
    choose_host(stage.cluster(act), act.data["step"], stage.place(act), **stands(stage, act))


def confirm(stage: Stage, act: Act) -> None:
    rounds.confirm_assignment(stage.place(act), **stamp(stage, act))


def _has_been_here(person: Person, act: Act) -> None:
    """What the door would have noted."""
    Person.objects.filter(pk=person.pk).update(last_login=act.at)


def _arrived(stage: Stage, appointment: Appointment, where: str, act: Act) -> None:
    """Remember who it is; the invitation, if one was written, was sent in its time and its secret is not kept."""
    person = appointment.person
    stage.people[person.name] = person
    stage.appointments[person.name, where, appointment.function] = appointment
    letter = Letter.objects.filter(once=f"invitation:{appointment.pk}").first()
    if letter:
        found = TOKEN.search(letter.body)
        assert found
        stage.tokens[person.name] = found[1]
        send_in_time([letter], act)
