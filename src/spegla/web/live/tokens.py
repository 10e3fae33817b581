"""What addresses and cookies of a live assessment carry, signed: the way in by QR code, a device, what its polls ask about."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.utils.translation import get_language

from spegla.assessments.models import LiveAssessment
from spegla.web.polls.tokens import poll_token
from spegla.web.requests import Visit

WAY_IN, DEVICE, LEFT = (f"spegla.web.live.{name}" for name in ("way-in", "device", "left"))
KIND = "assessment"


def way_in(live: LiveAssessment) -> str:
    """For the QR code: nobody guesses it, so it goes past the limit on wrong codes. It holds as long as the code does."""
    return signing.Signer(salt=WAY_IN).sign(f"{live.pk}.{live.code}")


def live_of_way_in(token: str) -> tuple[int, str]:
    """Which one, and its code when the token was made. Nothing of what we have not signed."""
    number, _, code = _unsigned(token, WAY_IN).partition(".")
    return (int(number), code) if number.isdecimal() else (0, "")


def polls_of(live: LiveAssessment, audience: str) -> str:
    """What a device that shows what phones or what screens show asks with, in the reader's language."""
    return poll_token(KIND, live.pk, audience, get_language())


def _unsigned(token: str, salt: str) -> str:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return ""


def new_device() -> str:
    return secrets.token_urlsafe(24)


def device_of(request: Visit, live_id: int | str) -> str:
    """The secret of this device in this live assessment, or nothing. (A meeting's room has words for its id.)"""
    held = request.COOKIES.get(_name(live_id), "")
    try:
        return signing.Signer(salt=f"{DEVICE}.{live_id}").unsign(held)
    except signing.BadSignature:
        return ""


def keep_device(response: HttpResponse, live_id: int | str, secret: str, *, left: dt.timedelta) -> None:
    """In a cookie that only our server reads, for as long as the live assessment can last."""
    signed = signing.Signer(salt=f"{DEVICE}.{live_id}").sign(secret)
    response.set_cookie(
        _name(live_id), signed, max_age=max(60, int(left.total_seconds())), path="/rum/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def keep_that_it_left(response: HttpResponse, live_id: int | str, device: str, *, left: dt.timedelta) -> None:
    """That this device has been here, by what is kept of it: nobody gets in with that."""
    response.set_cookie(
        f"lamnat-{live_id}", signing.Signer(salt=f"{LEFT}.{live_id}").sign(device), max_age=max(60, int(left.total_seconds())),
        path="/rum/", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )


def has_left(request: Visit, live_id: int | str) -> str:
    """What is kept of this device if it has left this live assessment, or nothing."""
    try:
        return signing.Signer(salt=f"{LEFT}.{live_id}").unsign(request.COOKIES.get(f"lamnat-{live_id}", ""))
    except signing.BadSignature:
        return ""


def forget_device(response: HttpResponse, live_id: int | str) -> None:
    response.delete_cookie(_name(live_id), path="/rum/", samesite="Lax")


def _name(live_id: int | str) -> str:
    return f"rum-{live_id}"
