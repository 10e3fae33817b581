"""What addresses and cookies of a live assessment carry, signed: the way in by QR code, a device, what a poll asks about."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from spegla.assessments.models import LiveAssessment

WAY_IN, DEVICE, POLL = (f"spegla.web.live.{name}" for name in ("way-in", "device", "poll"))
PHONES, SCREENS = "p", "s"


def way_in(live: LiveAssessment) -> str:
    """For the QR code: nobody guesses it, so it goes past the limit on wrong codes."""
    return signing.Signer(salt=WAY_IN).sign(f"{live.pk}")


def live_of_way_in(token: str) -> int | None:
    found = _unsigned(token, WAY_IN)
    return int(found) if found.isdecimal() else None


def poll_token(live: LiveAssessment, kind: str) -> str:
    """What a device asks with: which live assessment, and whether it shows what phones or what screens show."""
    return signing.Signer(salt=POLL).sign(f"{live.pk}.{kind}")


def asked_by(token: str) -> tuple[int, str] | None:
    number, _, kind = _unsigned(token, POLL).partition(".")
    return (int(number), kind) if number.isdecimal() and kind in (PHONES, SCREENS) else None


def _unsigned(token: str, salt: str) -> str:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return ""


def new_device() -> str:
    return secrets.token_urlsafe(24)


def device_of(request: HttpRequest, live_id: int) -> str:
    """The secret of this device in this live assessment, or nothing."""
    held = request.COOKIES.get(_name(live_id), "")
    try:
        return signing.Signer(salt=f"{DEVICE}.{live_id}").unsign(held)
    except signing.BadSignature:
        return ""


def keep_device(response: HttpResponse, live_id: int, secret: str, *, left: dt.timedelta) -> None:
    """In a cookie that only our server reads, for as long as the live assessment can last."""
    signed = signing.Signer(salt=f"{DEVICE}.{live_id}").sign(secret)
    response.set_cookie(
        _name(live_id), signed, max_age=max(60, int(left.total_seconds())), path="/rum/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_device(response: HttpResponse, live_id: int) -> None:
    response.delete_cookie(_name(live_id), path="/rum/", samesite="Lax")


def _name(live_id: int) -> str:
    return f"rum-{live_id}"
