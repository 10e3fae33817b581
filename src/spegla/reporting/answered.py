"""Which checklists and occasions of a round hold answers: what may no longer be taken away from it. Never what they say."""

from django.db.models import Q

from spegla.assessments.models import Assessment, OwnSheet, ShownItem
from spegla.rounds.models import Round


def answered_in(round_: Round) -> set[tuple[str, str]]:
    """Checklist and occasion of every assessment that somebody has written in, together or alone. One query.

    What was answered alone and has been shown lies no longer in anybody's sheet, but it is an answer to those words.
    """
    written = Q(version__gt=0) | Q(answers__version__gt=0)
    rows = Assessment.objects.filter(written, participation__round=round_)
    alone = OwnSheet.objects.filter(answers__isnull=False, participation__round=round_)
    shown = ShownItem.objects.filter(participation__round=round_)
    return set(rows.values_list("checklist", "occasion").union(
        alone.values_list("checklist", "occasion"), shown.values_list("checklist", "occasion")
    ))


def checklists_answered(round_: Round) -> set[str]:
    """The keys of those that hold answers."""
    return {checklist for checklist, _occasion in answered_in(round_)}
