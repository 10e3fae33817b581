"""Read people: who has which function now and before, and what a link leads to."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.people.collation import by_name
from spegla.people.models import Appointment, Function, Organisation, Person, SignInLink
from spegla.people.policy import MANAGERS

HELD = Joined(Appointment, "organisation")


def standing_appointments(now: dt.datetime) -> QuerySet[Appointment]:
    """Functions held at `now`."""
    return Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now)


def team_of(organisation: Organisation, *, now: dt.datetime) -> QuerySet[Appointment]:
    """Who has which function for the organisation now, with the person at hand."""
    team = standing_appointments(now).filter(organisation=organisation)
    return team.select_related("person").order_by("function", by_name("person__name"), "pk")


def representatives_of(organisation: Organisation, *, now: dt.datetime) -> list[Appointment]:
    """Those of its team who speak for a service of it. One query."""
    return list(team_of(organisation, now=now).filter(function=Function.SERVICE_REPRESENTATIVE))


def answering_for(organisation: int, *, now: dt.datetime) -> list[Person]:
    """Those who answer for an organisation: who can change its team, else everybody in it. Two queries at most."""
    held = standing_appointments(now).filter(organisation=organisation)
    people = Person.objects.order_by("pk")
    managers = people.filter(pk__in=held.filter(function__in=MANAGERS).values("person"))
    return list(managers) or list(people.filter(pk__in=held.values("person")))


def functions_of_managers(organisations: Iterable[int], *, now: dt.datetime) -> dict[int, set[str]]:
    """Those of these organisations that have somebody who can change their team, with her functions. One query."""
    held = standing_appointments(now).filter(organisation_id__in=list(organisations), function__in=MANAGERS)
    found: dict[int, set[str]] = {}
    for organisation, function in held.values_list("organisation_id", "function"):
        found.setdefault(organisation, set()).add(function)
    return found


def parts_of(organisation: int) -> list[Organisation]:
    """Its boards and administrations, by name. One query."""
    return list(Organisation.objects.filter(parent=organisation).order_by(by_name()))


def people_by_id(wanted: Iterable[int]) -> dict[int, Person]:
    """One query."""
    return Person.objects.in_bulk(set(wanted))


def former_team_of(organisation: Organisation, *, now: dt.datetime) -> QuerySet[Appointment]:
    """Functions that have ended, latest first, each with who took over."""
    ended = Appointment.objects.filter(organisation=organisation, until__lte=now)
    return ended.select_related("person", "successor__person").order_by("-until", "-pk")


def appointments_of(person: Person, *, now: dt.datetime) -> QuerySet[Appointment]:
    """What the person is, for which organisations, now."""
    held = standing_appointments(now).filter(person=person)
    return held.select_related("organisation").order_by(by_name("organisation__name"), "function")


def appointments() -> QuerySet[Appointment]:
    """Every function that somebody has or had, with the person. Whoever shows one asks first who may see the team."""
    return Appointment.objects.select_related("person", "organisation")


def appointments_with_unread_brief(person: Person, *, now: dt.datetime) -> list[Appointment]:
    """Functions the person took over from somebody and has not yet read the brief of. One query."""
    return [HELD.instance(row) for row in _unread(person=person.pk, now=now)]


@Prepared
def _unread(person: int, now: dt.datetime) -> QuerySet:
    taken_over = Exists(Appointment.objects.filter(successor=OuterRef("pk")))
    held = standing_appointments(now).filter(taken_over, person=person, brief_read_at__isnull=True)
    return held.order_by(by_name("organisation__name"), "function").values_list(*HELD.columns)


def person_with_address(email: str) -> Person | None:
    """Who signs in with this address; nobody when she has been pseudonymised."""
    return Person.objects.filter(email=Person.objects.normalise(email), is_active=True).first()


def link_with_digest(digest: str) -> SignInLink | None:
    return SignInLink.objects.select_related("person").filter(digest=digest, person__is_active=True).first()
