"""What the letters to people say, in the reader's language. Sending is the worker's (jobs/letters.py)."""

import datetime as dt
import re
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from spegla.journal.forgetting import as_whole
from spegla.journal.models import Letter
from spegla.people.models import Appointment, Person, SignInLink

SECRET_ADDRESS = re.compile(r"(/in/)[-:\w]{20,}(/)")  # to sign in, and into a room: that one is signed, with colons


class Named(Protocol):
    """Whom a letter is to."""

    @property
    def first_name(self) -> str: ...


def invitation(
    appointment: Appointment, token: str, *, by: Person | None, now: dt.datetime, taking_over: bool
) -> tuple[str, str]:
    """Subject and body of an invitation to act for an organisation, or to take over from somebody."""
    with translation.override(appointment.person.language):
        names = {
            "organisation": appointment.organisation.name,
            "function": appointment.get_function_display(),
            "inviter": by.name if by else _("Programledningen"),
        }
        if taking_over:
            subject = _("Du tar över i Spegla för %(organisation)s")
            first = _(
                "%(inviter)s ber dig ta över som %(function)s för %(organisation)s i Spegla. "
                "Det som redan är gjort finns kvar, och du får en sida med det som väntar."
            )
        else:
            subject = _("Välkommen till Spegla för %(organisation)s")
            first = _(
                "%(inviter)s vill ha med dig som %(function)s för %(organisation)s i Spegla. "
                "Där jämför ni hur ni arbetar med andra och lär av varandra."
            )
        parts = [
            hello(appointment.person),
            first % names,
            _press(),
            link_address(token),
            _("Länken gäller till och med den %(day)s. Du behöver inget lösenord.")
            % {"day": _last_day(now)},
            _("Var det inte till dig? Då kan du strunta i det här brevet."),
            goodbye(),
        ]
        return subject % names, "\n\n".join(parts) + "\n"


def appointed_from_outside(appointment: Appointment, reader: Person, *, by: Person) -> tuple[str, str]:
    """Subject and body of a letter to one of a team: somebody who is not in it has appointed somebody."""
    with translation.override(reader.language):
        names = {
            "organisation": appointment.organisation.name,
            "function": appointment.get_function_display(),
            "name": appointment.person.name,
            "by": by.name,
        }
        parts = [
            hello(reader),
            _("%(by)s, som inte är med i ert team, har gett %(name)s en funktion i Spegla: %(function)s för %(organisation)s.")
            % names,
            _("Den som är utsedd läser allt ni har skrivit, också det ni inte har delat. Är det fel? Avsluta funktionen på "
              "teamets sida, eller fråga den som har gett den:"),
            settings.SITE_ADDRESS.rstrip("/") + reverse("people:team", args=[appointment.organisation_id]),
            goodbye(),
        ]
        return _("En ny person är utsedd för %(organisation)s") % names, "\n\n".join(parts) + "\n"


def sign_in(person: Person, token: str, *, now: dt.datetime) -> tuple[str, str]:
    """Subject and body of a letter with a sign-in link that somebody has asked for."""
    with translation.override(person.language):
        parts = [
            hello(person),
            _("Här är länken som någon har bett om med din adress."),
            _press(),
            link_address(token),
            _("Länken gäller i ett dygn och kan användas en gång."),
            _("Har du inte bett om den? Då händer inget om du låter den vara."),
            goodbye(),
        ]
        return _("Din länk till Spegla"), "\n\n".join(parts) + "\n"


def link_address(token: str) -> str:
    return settings.SITE_ADDRESS.rstrip("/") + reverse("people:link", args=[token])


def without_secret(body: str) -> str:
    """The letter as it may be kept: a link in it can no longer be used by whoever reads the table."""
    return SECRET_ADDRESS.sub(r"\1…\2", body)


def forget(person: Person, *, alias: str, address: str) -> None:
    """Take a person's name and address out of all letters; letters to her that are not sent are never sent."""
    Letter.objects.filter(person_id=person.pk, sent_at__isnull=True).delete()
    whole, first = as_whole(person.name), as_whole(person.first_name)
    for letter in Letter.objects.filter(person_id=person.pk) | Letter.objects.filter(body__contains=person.name):
        letter.body = whole.sub(alias, letter.body)
        if letter.person_id == person.pk:
            letter.to, letter.body = address, first.sub(alias, letter.body)
        letter.save(update_fields=["to", "body"])


def hello(person: Named) -> str:
    """How a letter begins, in the language that is set."""
    return _("Hej %(name)s!") % {"name": person.first_name}


def _press() -> str:
    return _("Öppna sidan här nedanför och tryck på knappen, så är du inne:")


def goodbye() -> str:
    """How it ends: who runs this, and where to write."""
    lines = [_("Vänliga hälsningar"), settings.CONTACT_NAME or _("Spegla")]
    if settings.CONTACT_EMAIL:
        lines.append(_("Frågor? Skriv till %(address)s") % {"address": settings.CONTACT_EMAIL})
    return "\n".join(lines)


def _last_day(now: dt.datetime) -> str:
    last = now + dt.timedelta(days=SignInLink.Purpose.INVITATION.days)
    return formats.date_format(timezone.localdate(last), "j F Y")
