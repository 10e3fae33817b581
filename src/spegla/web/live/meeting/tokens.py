"""What addresses of a meeting's room carry, signed: the way in by QR code, and what its polls ask about."""

from django.core import signing
from django.utils.translation import get_language

from spegla.minutes.models import MeetingRoom
from spegla.web.polls.tokens import poll_token

KIND = "meeting"
WAY_IN = "spegla.web.live.meeting.way-in"


def way_in(room: MeetingRoom) -> str:
    return signing.Signer(salt=WAY_IN).sign(f"{room.pk}")


def room_of_way_in(token: str) -> int:
    """0 for what we have not signed."""
    try:
        return int(signing.Signer(salt=WAY_IN).unsign(token))
    except signing.BadSignature:
        return 0


def polls_of(room: MeetingRoom, audience: str) -> str:
    return poll_token(KIND, room.pk, audience, get_language())


def device_key(room: MeetingRoom) -> str:
    """What a guest's cookie for this room is called by."""
    return f"traff-{room.pk}"
