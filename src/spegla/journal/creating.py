"""Making a thing once, however often its form is sent."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from spegla.journal.versions import Row, save_tracked


def create_once(row: Row, same: QuerySet[Row], *, by: Any, now: Any) -> tuple[Row, bool]:
    """Save a new row at its first version, or give the one that the same form has made. Inside a transaction."""
    row.version, row.changed_at, row.changed_by = 1, now, by
    first = same.first()
    if first is not None:
        return first, False
    try:
        with transaction.atomic():
            save_tracked(row, by=by, now=now)
    except IntegrityError:  # the same form, sent twice in the same moment
        return same.get(), False
    return row, True
