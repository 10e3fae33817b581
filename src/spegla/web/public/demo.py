"""The front page of a demo: one organisation of each kind to try first, and the others after them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from spegla.people.demo import demo_teams
from spegla.people.models import Organisation, Person
from spegla.rounds.models import Participation
from spegla.rounds.queries import latest_roles

ORDER = ("", Participation.Role.PARTICIPANT, Participation.Role.MENTOR, Participation.Role.SUPPORTING_MENTOR)


@dataclass(frozen=True)
class Team:
    """An organisation with what it is in its latest round ("" for an office), and its people with what each is."""

    organisation: Organisation
    role: str
    people: list[tuple[Person, str]]

    @property
    def word(self) -> str:
        if not self.role:
            return _("programledning")
        return _("deltar") if self.role == Participation.Role.PARTICIPANT else _("mentor")


def teams_to_try(*, now: dt.datetime) -> dict[str, Any]:
    """`teams`: the first office, participant and mentor; `more_teams`: the others."""
    found = demo_teams(now=now)
    roles = latest_roles([organisation for organisation, _people in found])
    teams = [Team(organisation, roles.get(organisation.pk, ""), people) for organisation, people in found]
    first: dict[str, Team] = {}
    for team in sorted(teams, key=lambda team: ORDER.index(team.role)):
        first.setdefault(team.word, team)
    return {"teams": list(first.values()), "more_teams": [team for team in teams if team not in first.values()]}
