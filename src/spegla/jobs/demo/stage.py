"""What has come to be while the demo is made, under the names that its content uses."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spegla.improvement.models import Idea, Improvement
from spegla.jobs.demo.script import Act
from spegla.journal.actions import mark_sent, take_letter
from spegla.journal.models import Letter
from spegla.people.letters import without_secret
from spegla.people.models import Appointment, Organisation, Person
from spegla.programme.schema import Checklist
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.standing import Standing, standing_of

PLAIN = str.maketrans("åäöéü ", "aaoeu.")


@dataclass
class Stage:
    """People are known by name, everything else by the key in the content."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    clusters: dict[tuple[str, str], Cluster] = field(default_factory=dict)
    places: dict[tuple[str, str], Participation] = field(default_factory=dict)
    appointments: dict[tuple[str, str, str], Appointment] = field(default_factory=dict)  # name, organisation, function
    tokens: dict[str, str] = field(default_factory=dict)  # of invitations not yet used, by name
    ideas: dict[str, Idea] = field(default_factory=dict)
    improvements: dict[str, Improvement] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)  # by organisation: a part has its whole's addresses

    def by(self, act: Act) -> Person | None:
        return self.people[act.data["by"]] if "by" in act.data else None

    def doer(self, act: Act) -> Person:
        return self.people[act.data["by"]]

    def standing(self, act: Act) -> Standing:
        return standing_of(self.doer(act), now=act.at)

    def round(self, act: Act) -> Round:
        return self.rounds[act.data["round"]]

    def cluster(self, act: Act) -> Cluster:
        return self.clusters[act.data["round"], act.data["cluster"]]

    def place(self, act: Act) -> Participation:
        return self.places[act.data["round"], act.data["organisation"]]

    def organisation(self, act: Act) -> Organisation:
        return self.organisations[act.data["organisation"]]

    def checklist(self, act: Act) -> Checklist:
        return checklists_of(self.round(act))[0]

    def address(self, name: str, organisation: str) -> str:
        return f"{name.lower().translate(PLAIN)}@{self.domains[organisation]}.example"


def stamp(stage: Stage, act: Act) -> dict[str, Any]:
    return {"by": stage.doer(act), "now": act.at}


def stands(stage: Stage, act: Act) -> dict[str, Any]:
    return {"standing": stage.standing(act), "now": act.at}


def minutes(act: Act, number: float) -> dt.datetime:
    """So many minutes after the act began."""
    return act.at + dt.timedelta(minutes=number)


def send_in_time(letters: Iterable[Letter], act: Act) -> None:
    """Letters of an act long ago went away then; their secrets are not kept."""
    for letter in letters:
        take_letter(letter, now=act.at)
        mark_sent(letter, body=without_secret(letter.body), now=minutes(act, 1))
