"""The doors' middleware: language, the clock (read here and nowhere else), rehearsal, and one header."""

import datetime as dt
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from spegla.config.clock import read_clock
from spegla.rounds.standing import Standing, standing_of
from spegla.web.requests import Visit
from spegla.web.unreadable import instead

Handler = Callable[[Visit], HttpResponse]
LANGUAGE_COOKIE = "sprak"
READING = ("GET", "HEAD", "OPTIONS")
ALSO_IN_REHEARSAL = ("office:rehearsal", "office:rehearsal-leave", "people:sign-out", "public:language")


def language(handler: Handler) -> Handler:
    """Swedish unless the visitor has chosen English; the browser's own wish is not asked."""

    def inner(request: Visit) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = handler(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return inner


def clock(handler: Handler) -> Handler:
    """Gives `request.now` (decides what one may see), `request.today` (moves phases and lists) and `request.rehearsal`."""

    def inner(request: Visit) -> HttpResponse:
        request.now = read_clock()
        pretended = request.session.get("rehearsal")
        request.rehearsal = dt.date.fromisoformat(pretended) if pretended else None
        request.today = request.rehearsal or timezone.localdate(request.now)
        request.standing = cast(Standing, SimpleLazyObject(lambda: standing_of(request.user, now=request.now)))
        return handler(request)

    return inner


def rehearsal(handler: Handler) -> Handler:
    """While the pages pretend another day nothing is saved; one may read, leave, sign out and choose the language."""

    def inner(request: Visit) -> HttpResponse:
        if request.rehearsal and request.method not in READING and _name_of(request) not in ALSO_IN_REHEARSAL:
            return instead(request, "office/rehearsal_refused.html", 403)
        return handler(request)

    return inner


def _name_of(request: Visit) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def headers(handler: Handler) -> Handler:
    def inner(request: Visit) -> HttpResponse:
        response = handler(request)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return inner
