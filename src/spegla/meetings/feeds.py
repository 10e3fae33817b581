"""A person's own calendar to subscribe to: its secret address is made when she asks for it, and anew when she wishes."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from spegla.journal.actions import record
from spegla.meetings.links import feed_of
from spegla.meetings.models import CalendarFeed
from spegla.people.models import Person


@transaction.atomic
def new_address(person: Person, *, now: dt.datetime) -> CalendarFeed:
    """The first address, or another in its place: the old one leads nowhere after this."""
    made = CalendarFeed.objects.get_or_create(person=person, defaults={"made_at": now})[1]
    if not made:
        CalendarFeed.objects.filter(person=person).update(number=F("number") + 1, is_on=True, made_at=now)
    record("calendar-address-made", person, by=person, now=now)
    return CalendarFeed.objects.get(person=person)


@transaction.atomic
def no_address(person: Person, *, now: dt.datetime) -> None:
    """She no longer subscribes. A later address is a new one all the same."""
    if CalendarFeed.objects.filter(person=person, is_on=True).update(is_on=False, number=F("number") + 1):
        record("calendar-address-removed", person, by=person, now=now)


def feed_for(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person, is_on=True).first()


def subscriber(token: str) -> Person | None:
    """Whose feed this address is, if it is the one that holds."""
    asked = feed_of(token)
    if asked is None:
        return None
    rows = CalendarFeed.objects.filter(person=asked[0], number=asked[1], is_on=True, person__is_active=True)
    feed = rows.select_related("person").first()
    return feed.person if feed else None
