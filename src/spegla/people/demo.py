"""The people of a demo installation, whom anybody may be. Nothing here works outside a demo."""

import datetime as dt

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from spegla.people.letters import link_address
from spegla.people.models import Appointment, Organisation, Person, SignInLink
from spegla.people.queries import standing_appointments
from spegla.people.signing_in import make_link


def demo_people(*, now: dt.datetime) -> QuerySet[Person]:
    """Those with a made-up address (`.example`) and a function, whose appointments are at hand as `held`."""
    if not settings.DEMO:
        return Person.objects.none()
    held = standing_appointments(now).select_related("organisation").order_by("organisation__name", "pk")
    acting = Person.objects.filter(email__endswith=".example", is_active=True, pk__in=held.order_by().values("person"))
    return acting.prefetch_related(Prefetch("appointments", held, to_attr="held")).order_by("pk")


def demo_teams(*, now: dt.datetime) -> list[tuple[Organisation, list[tuple[Person, str]]]]:
    """The demo people with what each is, by the organisation they first act for, in the order they were made."""
    teams: dict[Organisation, list[tuple[Person, str]]] = {}
    for person in demo_people(now=now):
        first = person.held[0]  # type: ignore[attr-defined]
        teams.setdefault(first.organisation, []).append((person, first.get_function_display()))
    return list(teams.items())


def demo_role(person: Person) -> str:
    """What the person is, as "nyckelperson, Björkviks kommun"."""
    held: list[Appointment] = getattr(person, "held", [])
    return "; ".join(f"{one.get_function_display()}, {one.organisation.name}" for one in held)


def demo_sign_in_links(*, now: dt.datetime) -> list[tuple[str, str, str]]:
    """Name, role and a fresh link for each demo person; links made for them before and not used are taken away."""
    people = list(demo_people(now=now))
    SignInLink.objects.filter(person__in=people, purpose=SignInLink.Purpose.SIGN_IN, used_at__isnull=True).delete()
    return [
        (person.name, demo_role(person), link_address(make_link(person, SignInLink.Purpose.SIGN_IN, now=now)))
        for person in people
    ]
