"""Tells the screens of a live assessment that they have something new to show. Called where answers are saved and shown."""

from typing import Any

from django.db.models import F

from spegla.assessments.models import LiveAssessment


def tell_screens(*, for_phones: bool = False, **paper: Any) -> None:
    """Whatever live assessment goes on with this paper. Call in the transaction of what has changed. One query."""
    turn = {"turn": F("turn") + 1} if for_phones else {}
    LiveAssessment.objects.filter(closed_at__isnull=True, **paper).update(version=F("version") + 1, **turn)
