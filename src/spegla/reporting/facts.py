"""What the product can see of each participation's work, gathered for many at once in a fixed number of queries."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from spegla.assessments.queries import OccasionState, occasion_states
from spegla.core.progress import NOTHING, Seen
from spegla.improvement.queries import latest_work
from spegla.journal.prepared import Prepared
from spegla.people.teams import missing_functions, teams_of
from spegla.presentations.queries import presentation_states
from spegla.programme.schema import Preparation, Step
from spegla.reporting.models import FinalReport, ReportSection
from spegla.rounds.models import MentorDecision, Participation
from spegla.rounds.queries import confirmations_of
from spegla.steps.models import AppointedService

OF_OCCASION = frozenset({"assessment", "share", "marks"})
OF_PEOPLE = frozenset({"team", "confirmation"})
GOING_ON = frozenset({"idea", "improvement"})
TOLD = frozenset({"service", "mentor-decision", "report"})
SHOWN = frozenset({"presentation"})
SEEN_BY_US = OF_OCCASION | OF_PEOPLE | GOING_ON | TOLD | SHOWN


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one participation. `people` are the ids of its team today, `confirmed` those who have confirmed."""

    people: frozenset[int]
    confirmed: frozenset[int]
    occasions: dict[str, OccasionState] = field(default_factory=dict)
    simple: dict[str, Seen] = field(default_factory=dict)
    latest: dict[str, dt.date] = field(default_factory=dict)  # when an idea or improvement was last worked on
    presentations: dict[str, Seen] = field(default_factory=dict)  # by step

    def of(self, preparation: Preparation, step: Step, opens: dt.date) -> Seen:
        """How far this preparation has come in a step that opens on this day; what people tick off themselves is nothing.

        Ideas and improvements go on from step to step: only what was worked on since the step opened counts for it.
        """
        if preparation.does in GOING_ON:
            return _when(self.latest.get(preparation.does, dt.date.min) >= opens)
        if preparation.does == "presentation":
            return self.presentations.get(step.key, NOTHING)
        if preparation.does == "confirmation":
            return Seen(bool(self.confirmed), bool(self.people) and self.people <= self.confirmed)
        if preparation.does in OF_OCCASION:
            return self._of_occasion(preparation.does, step.occasion)
        return self.simple.get(preparation.does, NOTHING)

    def _of_occasion(self, does: str, occasion: str) -> Seen:
        state = self.occasions.get(occasion)
        if state is None:
            return NOTHING
        if does == "marks":
            return _when(state.marked)
        return Seen(state.begun, state.done) if does == "assessment" else _when(state.shared_cluster or state.shared_round)


def facts_of(
    participations: Iterable[Participation], *, now: dt.datetime, kinds: Collection[str] = SEEN_BY_US
) -> dict[int, Facts]:
    """Facts by participation id; only of these kinds of preparation, so that a page pays for what it shows."""
    places, wanted = list(participations), SEEN_BY_US.intersection(kinds)
    ids = [place.pk for place in places]
    teams = teams_of({place.organisation_id for place in places}, now=now) if wanted & OF_PEOPLE else {}
    confirmed = confirmations_of(ids) if "confirmation" in wanted else {}
    occasions = occasion_states(places) if wanted & OF_OCCASION else {}
    told = _told_by(ids) if wanted & TOLD else {}
    latest = latest_work(ids) if wanted & GOING_ON else {}
    presented = presentation_states(ids) if wanted & SHOWN else {}
    return {
        place.pk: Facts(
            people=frozenset(teams.get(place.organisation_id, ())),
            confirmed=frozenset(confirmed.get(place.pk, ())),
            occasions=occasions.get(place.pk, {}),
            simple={**told.get(place.pk, {}), "team": _team_seen(teams.get(place.organisation_id, {}))},
            latest=latest.get(place.pk, {}),
            presentations=presented.get(place.pk, {}),
        )
        for place in places
    }


def _told_by(ids: list[int]) -> dict[int, dict[str, Seen]]:
    """Whether a service has been appointed, a decision taken, and a report begun or sent. One query."""
    return {
        pk: {"service": _when(service), "mentor-decision": _when(decided), "report": Seen(begun=written or sent, done=sent)}
        for pk, service, decided, written, sent in _told(places=ids)
    }


@Prepared
def _told(places: Collection[int]) -> QuerySet:
    here = {"participation": OuterRef("pk")}
    return Participation.objects.filter(pk__in=places).values_list(
        "pk",
        Exists(AppointedService.objects.filter(**here, version__gt=0)),
        Exists(MentorDecision.objects.filter(**here).exclude(answer="")),
        Exists(ReportSection.objects.filter(**here, version__gt=0)),
        Exists(FinalReport.objects.filter(**here, sent_at__isnull=False)),
    )


def _team_seen(team: dict[int, set[str]]) -> Seen:
    return Seen(begun=bool(team), done=bool(team) and not missing_functions(team))


def _when(done: bool) -> Seen:
    return Seen(done, done)
