"""What one person writes for herself at a meeting. Hers alone: no history, no journal, in no export and in nobody's view."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from spegla.journal.versions import StaleError, goes_on
from spegla.minutes.following import following
from spegla.minutes.models import Reflection, Seat
from spegla.people.models import Person

KEPT = dt.timedelta(days=30)  # after the meeting that follows


@transaction.atomic
def reflect(seat: Seat, text: str, *, based_on: int, request_key: str) -> Reflection | None:
    """Save what she writes; nothing written erases it. Raises StaleError when her own other device saved in between."""
    Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    found = Reflection.objects.filter(seat=seat).first() or Reflection(seat=seat, text="")
    if found.version and found.text == text:
        return found
    if found.version != based_on and not goes_on(found.request_key, request_key):
        raise StaleError(found, {"text": text})
    if not text.strip():
        Reflection.objects.filter(seat=seat).delete()
        return None
    found.text, found.version, found.request_key = text, found.version + 1, request_key
    found.save()
    return found


def reflection_of(seat: Seat | None) -> Reflection | None:
    return Reflection.objects.filter(seat=seat).first() if seat else None


def reflections_of(person: Person) -> QuerySet[Reflection]:
    """All that a person has written for herself, the latest meeting first."""
    rows = Reflection.objects.filter(seat__person=person).select_related("seat__meeting__round", "seat__meeting__cluster")
    return rows.order_by("-seat__room__opened_at")


def forget_reflections(person: Person) -> None:
    """When a person is forgotten, what she wrote for herself goes too."""
    Reflection.objects.filter(seat__person=person).delete()


def erase_past(*, now: dt.datetime) -> int:
    """Those of closed rounds, of guests whose room has ended, and of meetings long followed by the next. How many went."""
    written = Reflection.objects.select_related("seat__meeting__round", "seat__meeting__cluster")
    gone = [one.pk for one in written if _is_past(one.seat, now)]
    return Reflection.objects.filter(pk__in=gone).delete()[0]


def _is_past(seat: Seat, now: dt.datetime) -> bool:
    meeting = seat.meeting
    if meeting.round.closed_at or (seat.person_id is None and not seat.device):
        return True
    after = following(meeting)
    return after is not None and localdate(now) > after.on + KEPT
