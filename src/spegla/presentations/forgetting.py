"""Takes a person's name out of the slots that the product fills with names. What people wrote of other things stays."""

from collections.abc import Collection

from spegla.journal.forgetting import forget_in_rows
from spegla.presentations.models import SharedSlide, SlotText


def forget_name(name: str, *, alias: str, organisations: Collection[int], slots: Collection[str]) -> int:
    """In these slots, as they were shared and as they are written, now and in earlier versions. Returns how many changed."""
    mine = {"slot__in": slots, "presentation__participation__organisation__in": organisations}
    return sum(
        forget_in_rows(rows.filter(**mine), ("text",), name, alias=alias)
        for rows in (SharedSlide.objects.all(), SlotText.objects.all(), SlotText.history.all())
    )
