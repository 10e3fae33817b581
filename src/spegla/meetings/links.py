"""Signed addresses that need no signing in: one's own link to answer by, and one's own calendar feed."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from spegla.meetings.models import CalendarFeed, Invitee

KINDS = ("meeting-poll", "meeting-day", "meeting-invitation")  # of letters
INVITED, FEED = "spegla.meetings.invited", "spegla.meetings.feed"


def token_of(invitee: Invitee) -> str:
    return signing.Signer(salt=INVITED).sign(f"{invitee.pk}")


def invitee_of(token: str) -> int | None:
    found = _unsigned(token, INVITED)
    return int(found) if found.isdecimal() else None


def feed_token_of(feed: CalendarFeed) -> str:
    """The number goes in: when it changes, the old address leads nowhere."""
    return signing.Signer(salt=FEED).sign(f"{feed.person_id}-{feed.number}")


def feed_of(token: str) -> tuple[int, int] | None:
    """Whose feed, and the number of its address."""
    person, _, number = _unsigned(token, FEED).partition("-")
    return (int(person), int(number)) if person.isdecimal() and number.isdecimal() else None


def address_of(page: str, *parts: object) -> str:
    """A page's whole address, as it stands in a letter or a calendar."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse(page, args=parts)


def _unsigned(token: str, salt: str) -> str:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return ""
