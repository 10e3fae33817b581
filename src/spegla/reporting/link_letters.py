"""Tells the office once when a link in its material has died."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spegla.journal.actions import write_letter
from spegla.library.models import Holding
from spegla.library.queries import dead_links_of
from spegla.people.models import Function, Person
from spegla.people.queries import standing_appointments
from spegla.rounds.models import Round


def write_about_dead_links(*, now: dt.datetime) -> int:
    """One letter to each programme officer of a round about the links that have died since the last one."""
    return sum(_write(round_, now=now) for round_ in Round.objects.filter(closed_at__isnull=True).order_by("pk"))


@transaction.atomic
def _write(round_: Round, *, now: dt.datetime) -> int:
    dead = list(dead_links_of(round_, now=now))
    if not dead:
        return 0
    officers = standing_appointments(now).filter(organisation=round_.office_id, function=Function.PROGRAMME_OFFICER)
    people = Person.objects.filter(pk__in=officers.values("person"), is_active=True)
    named = ".".join(f"{one.pk}-{one.failing_since:%Y%m%d}" for one in dead)[:80]
    for person in people:
        subject, body = _told(person, round_, dead)
        write_letter(to=person, kind="dead-links", once=f"dead-links:{round_.pk}:{person.pk}:{named}", subject=subject,
                     body=body, now=now)
    return len(people)


def _told(person: Person, round_: Round, dead: list[Holding]) -> tuple[str, str]:
    with translation.override(person.language):
        subject = ngettext("En länk i materialet fungerar inte", "%(count)s länkar i materialet fungerar inte", len(dead))
        parts = [
            _("Hej %(name)s!") % {"name": person.first_name},
            _("De här länkarna i materialet till %(round)s leder ingenstans längre:") % {"round": round_.name},
            "\n".join(f"– {one.title}: {one.url}" for one in dead),
            _("Byt ut dem här:") + " " + settings.SITE_ADDRESS.rstrip("/") + reverse("office:material", args=[round_.pk]),
        ]
        return subject % {"count": len(dead)}, "\n\n".join(parts) + "\n"
