"""The door's refusal of what cannot be taken whatever it is about: too large to receive, or with signs no text has."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from spegla.files.actions import LARGEST
from spegla.web.requests import Visit

Handler = Callable[[Visit], HttpResponse]
AROUND = 1024 * 1024  # what a form may hold beside its file
LAST_NUMBER = 2**63 - 1  # what the databases count to
NUL = "\x00"  # PostgreSQL keeps no text with it
OURS = frozenset({"seen", "version", "calendar", "act", "next", "key", "audience", "share", "edition", "language", "page"})


def too_large(handler: Handler) -> Handler:
    """Answers from the length alone: nothing of the body is read, kept or looked at."""

    def inner(request: Visit) -> HttpResponse:
        if _length(request) <= _most(request):
            return handler(request)
        return instead(request, "too_large.html", 413, mb=LARGEST // 1024**2)

    return inner


def numbered(handler: Handler) -> Handler:
    """Nothing has a number that the database cannot hold, so an address with one leads nowhere."""

    def inner(request: Visit) -> HttpResponse:
        return handler(request)

    def on_the_way(request: Visit, view: object, args: object, named: dict[str, object]) -> None:
        if any(isinstance(value, int) and value > LAST_NUMBER for value in named.values()):
            raise Http404

    inner.process_view = on_the_way  # type: ignore[attr-defined]
    return inner


def without_nul(handler: Handler) -> Handler:
    """What people write is checked by its form, which says it at the field. All else that is sent is refused here.

    Should a view ask the database for it all the same, nothing is saved and the same page answers.
    """

    def inner(request: Visit) -> HttpResponse:
        if any(NUL in word for word in _unchecked(request)):
            return instead(request, "unreadable.html", 400)
        return handler(request)

    def in_the_database(request: Visit, exception: Exception) -> HttpResponse | None:
        sent = isinstance(exception, ValueError | DataError) and any(NUL in word for word in _words(request.POST))
        return instead(request, "unreadable.html", 400) if sent else None

    inner.process_exception = in_the_database  # type: ignore[attr-defined]
    return inner


def instead(request: Visit, template: str, status: int, **context: object) -> HttpResponse:
    """A whole page in the place of the one that was asked for, also where only a part of it was."""
    response = render(request, template, context, status=status)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"] = "main", "main", "outerHTML"
    return response


def _length(request: Visit) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _most(request: Visit) -> int:
    if request.content_type == "multipart/form-data":
        return LARGEST + AROUND
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or LARGEST


def _unchecked(request: Visit) -> Iterator[str]:
    """The address, the names of fields, and the values that pages send by themselves: no form looks at them."""
    yield from _words(request.GET)
    for name, words in request.POST.lists():
        yield name
        if name in OURS:
            yield from map(str, words)


def _words(sent: QueryDict) -> Iterator[str]:
    for name, words in sent.lists():
        yield name
        yield from map(str, words)
