"""Tells the screens of a live assessment that they have something new to show. Called where answers are saved and shown."""

from typing import Any

from django.db.models import F, QuerySet

from spegla.assessments.models import LiveAssessment
from spegla.journal.prepared import PreparedUpdate


def tell_screens(*, participation: Any, unit_id: int, checklist: str, occasion: str, for_phones: bool = False) -> None:
    """Whatever live assessment goes on with this paper (Paper.keys). One query, in the transaction of what has changed."""
    place = getattr(participation, "pk", participation)
    _tell(place=place, unit=unit_id, checklist=checklist, occasion=occasion, turns=int(for_phones))


@PreparedUpdate
def _tell(place: int, unit: int, checklist: str, occasion: str, turns: int) -> tuple[QuerySet[LiveAssessment], dict[str, Any]]:
    rows = LiveAssessment.objects.filter(
        closed_at__isnull=True, participation=place, unit=unit, checklist=checklist, occasion=occasion
    )
    return rows, {"version": F("version") + 1, "turn": F("turn") + turns}
