"""Puts an alias in the place of a person's name where a name is what stands there. What people wrote of other things stays."""

import re
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from spegla.journal.models import Event, Letter

NOBODY = "gast@pseudonym.invalid"


def as_whole(name: str) -> re.Pattern[str]:
    """The name where it stands by itself, not inside another word."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def forget_in_events(name: str, *, alias: str) -> int:
    """In what the journal tells. Returns how many events changed."""
    whole, changed = as_whole(name), []
    for event in Event.objects.exclude(details={}).iterator():
        told = {key: whole.sub(alias, value) if isinstance(value, str) else value for key, value in event.details.items()}
        if told != event.details:
            event.details = told
            changed.append(event)
    Event.objects.bulk_update(changed, ["details"], batch_size=200)
    return len(changed)


def forget_in_rows(rows: QuerySet, fields: Iterable[str], name: str, *, alias: str) -> int:
    """In these fields, in the rows and in their history. Returns how many changed."""
    whole, count = as_whole(name), 0
    for field in fields:
        changed = [row for row in rows.filter(**{f"{field}__contains": name}) if whole.search(getattr(row, field))]
        for row in changed:
            setattr(row, field, whole.sub(alias, getattr(row, field)))
        rows.model._base_manager.bulk_update(changed, [field], batch_size=200)
        count += len(changed)
    return count


def forget_guests_letters(address: str, *, kinds: Collection[str]) -> int:
    """Letters of these kinds to somebody who is nobody here: that they were sent stays, not to whom nor what they said."""
    return Letter.objects.filter(to=address, person_id=None, kind__in=kinds).update(to=NOBODY, subject="", body="", calendar="")
