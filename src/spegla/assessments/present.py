"""Who was there when the joint answers were given: how many in each function, said by people. No names."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from spegla.assessments.actions import Paper, begin_assessment
from spegla.assessments.models import TookPart
from spegla.journal.actions import record
from spegla.people.models import Person


@transaction.atomic
def say_who_took_part(paper: Paper, counts: Mapping[str, int], *, by: Person, now: dt.datetime) -> None:
    """These many of each function and no others; a zero is nobody. Said again the same way it changes nothing."""
    assessment = begin_assessment(paper, by=by, now=now)
    wanted = {function: count for function, count in counts.items() if count}
    if wanted == took_part([assessment.pk]).get(assessment.pk, {}):
        return
    assessment.took_part.all().delete()
    TookPart.objects.bulk_create(
        TookPart(assessment=assessment, function=function, count=count) for function, count in wanted.items()
    )
    record("took-part-said", assessment, by=by, now=now, round_id=paper.place.round_id,
           organisation_id=paper.place.organisation_id, occasion=paper.occasion, functions=wanted)


def took_part(assessments: Iterable[int]) -> dict[int, dict[str, int]]:
    """By assessment, how many of each function were there; nothing where nobody has said. One query."""
    found: dict[int, dict[str, int]] = {}
    rows = TookPart.objects.filter(assessment__in=list(assessments)).order_by("assessment", "function")
    for assessment, function, count in rows.values_list("assessment_id", "function", "count"):
        found.setdefault(assessment, {})[function] = count
    return found
