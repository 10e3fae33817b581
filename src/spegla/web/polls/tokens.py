"""What a device asks with: which kind of room, which one, as what audience, in which language. Signed: nothing is looked up."""

from functools import lru_cache
from typing import NamedTuple

from django.core import signing

SALT = "spegla.web.polls"
LONGEST = 200


class Asked(NamedTuple):
    kind: str
    room: int
    audience: str
    language: str


def poll_token(kind: str, room: int, audience: str, language: str) -> str:
    """The same for all who are there as this audience; it names no person and no device."""
    return signing.Signer(salt=SALT).sign(f"{kind}.{room}.{audience}.{language}")


def asked_by(token: str) -> Asked | None:
    """None for what we have not signed."""
    return _asked_by(token) if len(token) <= LONGEST else None


@lru_cache(maxsize=4096)
def _asked_by(token: str) -> Asked | None:
    try:
        kind, room, audience, language = signing.Signer(salt=SALT).unsign(token).split(".")
    except signing.BadSignature:
        return None
    return Asked(kind, int(room), audience, language)
