"""Which letters a person wants: reminders and digests can be ended, each kind by itself, also without signing in."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spegla.journal.actions import record, write_letter
from spegla.journal.models import Letter
from spegla.people.models import Person, UnwantedLetter

SALT = "spegla.people.wishes"
REMINDER, DIGEST = "reminder", "digest"
OPTIONAL = {
    REMINDER: gettext_lazy("Påminnelser inför en sista dag"),
    DIGEST: gettext_lazy("Brev om det som väntar, högst ett i veckan"),
}


def write_wanted_letter(*, to: Person, kind: str, once: str, subject: str, body: str, now: dt.datetime) -> Letter:
    """A letter that can be ended, with the address for that below it. The caller has left out who does not want it."""
    with translation.override(to.language):
        ending = _("Vill du inte ha de här breven? Avsluta dem här:")
    text = f"{body.rstrip()}\n\n{ending} {stop_address(to.pk, kind)}\n"
    return write_letter(to=to, kind=kind, once=once, subject=subject, body=text, now=now)


def who_want_no(kind: str) -> set[int]:
    """Ids of the people who have ended this kind of letter. One query."""
    return set(UnwantedLetter.objects.filter(kind=kind).values_list("person_id", flat=True))


def kinds_wanted_by(person: Person) -> list[str]:
    ended = set(UnwantedLetter.objects.filter(person=person).values_list("kind", flat=True))
    return [kind for kind in OPTIONAL if kind not in ended]


@transaction.atomic
def wish_for(person: Person, kinds: Collection[str], *, by: Person, now: dt.datetime) -> None:
    """From now on she gets these kinds of letters and no others that can be ended."""
    UnwantedLetter.objects.filter(person=person, kind__in=list(kinds)).delete()
    for kind in OPTIONAL:
        if kind not in kinds:
            stop(person, kind, by=by, now=now)


@transaction.atomic
def stop(person: Person, kind: str, *, by: Person | None, now: dt.datetime) -> None:
    """She gets no more of this kind. Done twice it is done once."""
    _row, begun = UnwantedLetter.objects.get_or_create(person=person, kind=kind, defaults={"at": now})
    if begun:
        record("letters-ended", person, by=by, now=now, kind=kind)


def stop_address(person_id: int, kind: str) -> str:
    """Where a letter's reader ends its kind. Whoever has the letter can; nothing else can be done there."""
    token = signing.Signer(salt=SALT).sign(f"{person_id}.{kind}")
    return settings.SITE_ADDRESS.rstrip("/") + reverse("people:letters-stop", args=[token])


def whose_wish(token: str) -> tuple[Person, str] | None:
    """The person and the kind that such an address names."""
    try:
        number, _dot, kind = signing.Signer(salt=SALT).unsign(token).partition(".")
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=number, is_active=True).first() if kind in OPTIONAL else None
    return (person, kind) if person else None
