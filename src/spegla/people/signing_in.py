"""Links that sign in once, asking for a new one, and how often one may try. No pages and no passwords here."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from spegla.journal.actions import record, write_letter
from spegla.journal.models import Event
from spegla.people import letters
from spegla.people.models import Person, SignInLink
from spegla.people.queries import link_with_digest, person_with_address

HOUR, QUARTER = dt.timedelta(hours=1), dt.timedelta(minutes=15)
LIMITS = {  # how many attempts, within how long: of one address of a person, and from one place in the network
    "address": {"link-asked": (5, HOUR), "password-wrong": (10, QUARTER)},
    "client": {"link-asked": (100, HOUR), "password-wrong": (100, QUARTER)},  # a whole municipality may sit behind one
}


class LinkError(Exception):
    """A link that signs nobody in. `kind` is unknown, used or expired; `person` is whose it was, if known."""

    def __init__(self, kind: str, person: Person | None = None) -> None:
        super().__init__(kind)
        self.kind, self.person = kind, person


class TooOftenError(Exception):
    """Too many attempts with one address, or from one place, within a while."""


def make_link(person: Person, purpose: str, *, now: dt.datetime, days: int | None = None) -> str:
    """The secret of a new link; only its digest is kept. An invitation lasts 60 days, a sign-in link one day."""
    token = secrets.token_urlsafe(32)
    last = now + dt.timedelta(days=days or SignInLink.Purpose(purpose).days)
    SignInLink.objects.create(
        person=person, purpose=purpose, digest=digest_of(token), made_at=now, expires_at=last
    )
    return token


def find_link(token: str, *, now: dt.datetime) -> SignInLink:
    """The link, if it can be used. Looking does not use it. Raises LinkError otherwise."""
    link = link_with_digest(digest_of(token))
    if link is None:
        raise LinkError("unknown")
    if link.used_at is not None:
        raise LinkError("used", link.person)
    if link.expires_at <= now:
        raise LinkError("expired", link.person)
    return link


@transaction.atomic
def use_link(token: str, *, now: dt.datetime) -> Person:
    """Whose link it is; it works once. Raises LinkError."""
    link = find_link(token, now=now)
    if not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now):
        raise LinkError("used", link.person)
    note_sign_in(link.person, how=link.purpose, now=now)
    return link.person


def note_sign_in(person: Person, *, how: str, now: dt.datetime) -> None:
    record("signed-in", person, by=person, now=now, how=how)


def note_password(person: Person, *, now: dt.datetime) -> None:
    record("password-set", person, by=person, now=now)


@transaction.atomic
def send_link(email: str, *, now: dt.datetime, client: str = "") -> None:
    """Write a letter with a sign-in link, if somebody has this address. The caller cannot tell which it was.

    `client` is where in the network it is asked from, if that is known. Raises TooOftenError after five in an hour,
    whether or not anybody has the address.
    """
    note_attempt("link-asked", email, now=now, client=client)
    person = person_with_address(email)
    if person:
        token = make_link(person, SignInLink.Purpose.SIGN_IN, now=now)
        subject, body = letters.sign_in(person, token, now=now)
        write_letter(
            to=person, kind="sign-in", once=f"sign-in:{digest_of(token)}", subject=subject, body=body, now=now
        )


def renew_link(token: str, *, now: dt.datetime, client: str = "") -> None:
    """Send a new link to the address that a used or expired one went to. Raises LinkError or TooOftenError."""
    link = link_with_digest(digest_of(token))
    if link is None:
        raise LinkError("unknown")
    send_link(link.person.email, now=now, client=client)


def note_attempt(what: str, email: str, *, now: dt.datetime, client: str = "") -> None:
    """Count an attempt. Raises TooOftenError when a limit is reached; then nothing is written."""
    check_attempts(what, email, now=now, client=client)
    Event.objects.bulk_create(
        Event(at=now, what=what, thing=thing, thing_id=number) for thing, number in _counted(email, client)
    )


def check_attempts(what: str, email: str, *, now: dt.datetime, client: str = "") -> None:
    for thing, number in _counted(email, client):
        most, within = LIMITS[thing][what]
        made = Event.objects.filter(thing=thing, thing_id=number, what=what, at__gt=now - within)
        if made.count() >= most:
            raise TooOftenError(what)


def forget_attempts(*, now: dt.datetime) -> int:
    """Remove attempts older than a day: they are counted for an hour and are nobody's history."""
    counted = Event.objects.filter(thing__in=LIMITS, what__in=LIMITS["address"], at__lt=now - dt.timedelta(days=1))
    return counted.delete()[0]


def _counted(email: str, client: str) -> list[tuple[str, int]]:
    """What an attempt is counted for: the address, and where it comes from when that is known."""
    return [("address", address_number(email)), *([("client", address_number(client))] if client else [])]


def address_number(email: str) -> int:
    """A number that stands for an address in the journal and cannot be turned back without the installation's key."""
    keyed = salted_hmac("spegla.people.address", Person.objects.normalise(email), algorithm="sha256")
    return int.from_bytes(keyed.digest()[:8], "big") >> 1


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
