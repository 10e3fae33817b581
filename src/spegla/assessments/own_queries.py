"""Read what one person has answered, on the way to saving it, under a lock that showing waits for; and whose answers count."""

from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from spegla.assessments.models import OwnAnswer, OwnSheet, ShownItem
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared

ANSWER = Joined(OwnAnswer)


def that_count(sheet: str = "") -> Q:
    """Sheets of people, and of guests who have come in by the code that stands. `sheet` leads to one, as "sheet__"."""
    return Q(**{f"{sheet}live__isnull": True}) | Q(**{f"{sheet}code": F(f"{sheet}live__code")})


@Prepared
def lock_sheet(sheet: int) -> QuerySet[Any, Any]:
    """The sheet's row, locked; nothing when it has been taken back. By itself, before what is read under it."""
    return OwnSheet.objects.select_for_update().filter(pk=sheet).values_list("pk")


def stored_answer(sheet: OwnSheet, item: str) -> tuple[OwnAnswer, bool]:
    """Her answer, a new one where there is none; and whether the item has been shown. One query."""
    for shown, *columns in _stored(sheet=sheet.pk, item=item):
        if columns[0] is not None:
            return ANSWER.instance(columns), bool(shown)
        return OwnAnswer(sheet=sheet, item=item), bool(shown)
    raise OwnSheet.DoesNotExist


@Prepared
def _stored(sheet: int, item: str) -> QuerySet[Any, Any]:
    like = {name: OuterRef(name) for name in ("participation", "unit", "checklist", "occasion")}
    shown = Exists(ShownItem.objects.filter(**like, item=item))
    hers = FilteredRelation("answers", condition=Q(answers__item=item))
    rows = OwnSheet.objects.filter(pk=sheet).annotate(hers=hers, shown=shown)
    return rows.values_list("shown", *(f"hers__{column}" for column in ANSWER.columns))
