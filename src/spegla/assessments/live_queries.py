"""Read live assessments: which go on, and what their devices compare with."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from spegla.assessments.models import LiveAssessment
from spegla.journal.prepared import Prepared

PHONE, SCREEN = "phone", "screen"


def live_numbers(*, now: dt.datetime) -> dict[int, dict[str, int]]:
    """Of all that go on: the number that phones, and the one that screens, compare with what they show. One query."""
    return {pk: {PHONE: turn, SCREEN: version} for pk, turn, version in _numbers(since=now - LiveAssessment.LASTS)}


@Prepared
def _numbers(since: dt.datetime) -> QuerySet[Any, Any]:
    going_on = LiveAssessment.objects.filter(
        closed_at__isnull=True, opened_at__gt=since, participation__ended_at__isnull=True,
        participation__round__closed_at__isnull=True,
    )
    return going_on.values_list("pk", "turn", "version")
