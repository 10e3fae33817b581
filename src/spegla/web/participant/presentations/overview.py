"""The presentations of a round: one's own for each meeting, and who in the cluster has shared. Never what is not shared."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.core.progress import NOTHING, ProgressState, Seen, state_of
from spegla.presentations.queries import presentation_states, shared_in_cluster
from spegla.programme.schema import Step
from spegla.reporting.drafting import asked_in, due_of, steps_with_presentation
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.web.participant.places import dates_at, own_place_or_404, place_page, programme_at
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting: the reader's own state, and for every other member whether it has shared."""

    step: Step
    due: Any
    meeting_on: Any
    mine: Seen
    state: ProgressState | None  # None: the edition does not ask for one
    others: list[tuple[Participation, bool]]

    @property
    def shared(self) -> int:
        return sum(done for _member, done in self.others) + self.mine.done

    @property
    def size(self) -> int:
        return len(self.others) + 1


@login_required
@require_safe
def presentations(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    members = [one for one in members_seen_from(own, request.standing) if one.pk == own.pk or not one.has_ended]
    others = [one for one in members if one.pk != own.pk]
    mine = presentation_states([own.pk]).get(own.pk, {})
    shown = shared_in_cluster(own, request.standing)
    rows = [
        _row(request, own, step, mine.get(step.key, NOTHING), [(one, (one.pk, step.key) in shown) for one in others])
        for step in steps_with_presentation(programme_at(own))
    ]
    coming = next((row for row in rows if row.meeting_on >= request.today), None)
    return render(request, "participant/presentations/overview.html", place_page(request, own, "traffar") | {
        "crumbs": [(_("Träffarna"), reverse("participant:meetings", args=[own.pk])), (_("Presentationer"), "")],
        "coming": coming, "rows": [row for row in rows if row is not coming],
    })


def _row(
    request: Request, own: Participation, step: Step, mine: Seen, others: list[tuple[Participation, bool]]
) -> Row:
    dates = dates_at(request, own)
    due = due_of(step, dates)
    wanted = asked_in(step) and not own.is_mentor
    state = state_of(mine, opens=dates[step.opens], due=due, today=request.today) if wanted else None
    return Row(step, due, dates[step.meeting or step.closes], mine, state, others)
