"""What a letter about what waits would say to one person today, if it is a day for it. Nothing is kept but the letters."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from spegla.journal.models import Letter
from spegla.people.models import Person
from spegla.people.queries import standing_appointments
from spegla.people.wishes import DIGEST
from spegla.programme.schema import Text
from spegla.reporting.now import Now, now_of
from spegla.reporting.todos import Todo
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.standing import standing_of

WEEK = dt.timedelta(days=7)
WRITING_DAY = 1  # Monday, as isoweekday counts


@dataclass(frozen=True, slots=True)
class Thing:
    text: Text
    organisation: str
    due: dt.date


@dataclass(frozen=True, slots=True)
class Digest:
    once: str
    things: tuple[Thing, ...]


def people_with_places(*, now: dt.datetime) -> QuerySet[Person]:
    """Those with a function for an organisation that takes part in an open round."""
    taking_part = Participation.objects.filter(ended_at__isnull=True, round__closed_at__isnull=True).values("organisation")
    held = standing_appointments(now).filter(organisation__in=taking_part).values("person")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("pk")


def digest_for(person: Person, *, today: dt.date, now: dt.datetime) -> Digest | None:
    """None on a day without one, and when nothing waits.

    One a week, on its day or, when a worker was away, on the first day after. In the week before a meeting also on other
    days, if what waits is not what the latest letter said.
    """
    latest = Letter.objects.filter(person_id=person.pk, kind=DIGEST).order_by("-written_at").first()
    if not may_be_today(latest.written_at.date() if latest else None, today):
        return None
    at_hand = now_of(standing_of(person, now=now), today=today, now=now)
    things = tuple(_thing(todo) for todo in at_hand.things if isinstance(todo, Todo))
    if not things:
        return None
    if is_weekly_turn(latest.written_at.date() if latest else None, today):
        year, week, _day = today.isocalendar()
        return Digest(f"digest:{person.pk}:{year}-{week}", things)
    told = latest.body if latest else ""
    new = any(thing.text.in_language(person.language) not in told for thing in things)
    return Digest(f"digest:{person.pk}:{today}", things) if new and _meets_soon(at_hand, today) else None


def may_be_today(latest: dt.date | None, today: dt.date) -> bool:
    """Never two on one day."""
    return latest is None or latest < today


def is_weekly_turn(latest: dt.date | None, today: dt.date) -> bool:
    """Whether none has been written since this week's day for it."""
    monday = today - dt.timedelta(days=today.isoweekday() - WRITING_DAY)
    return latest is None or latest < monday


def _meets_soon(at_hand: Now, today: dt.date) -> bool:
    """Whether a meeting of somebody's round that she takes part in is within a week."""
    for place in at_hand.places:
        for date in programme_of(place.round).date:
            if date.kind == "meeting" and today <= at_hand.dates[place.pk][date.key] <= today + WEEK:
                return True
    return False


def _thing(todo: Todo) -> Thing:
    return Thing(todo.text, todo.place.organisation.name, todo.by_day)
