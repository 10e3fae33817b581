"""Where devices ask whether there is anything new. In front of Django, because hundreds ask every second and hardly ever is."""

import datetime as dt
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.db import close_old_connections
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from spegla.config.clock import read_clock
from spegla.web.polls.board import OVER, Board
from spegla.web.polls.kinds import KINDS
from spegla.web.polls.tokens import asked_by
from spegla.web.requests import Visit

ADDRESS = "/rum/v/"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[HTTPStatus, list[tuple[str, str]], bytes]


class Door:
    """A WSGI application around the product's own. It reads the token and nothing else: no cookie, session or user."""

    def __init__(self, inner: Application, board: Board | None = None) -> None:
        self.inner, self.board = inner, board or Board(KINDS)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(ADDRESS) or environ["REQUEST_METHOD"] != "GET":
            return self.inner(environ, start_response)
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        try:
            status, headers, body = answer(self.board, path[len(ADDRESS) :].rstrip("/"), known, now=read_clock())
        finally:
            close_old_connections()  # as Django does after every request
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]


def answer(board: Board, token: str, known: str, *, now: dt.datetime) -> Answer:
    """304 when the device shows what there is to show; else the new number, and in the lines below it the new part."""
    asked = asked_by(token)
    if asked is None or asked.kind not in board.kinds:
        return HTTPStatus.NOT_FOUND, [("Content-Type", "text/plain"), ("Content-Length", "0")], b""
    number = board.shows(asked, now=now)
    if known == f'"{number}"':
        return HTTPStatus.NOT_MODIFIED, [], b""
    part = "" if number == OVER else board.part(asked, number, now=now)
    body = f"{number}\n{part}".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), ("ETag", f'"{number}"'),
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ]
    return HTTPStatus.OK, headers, body


@require_safe
def version(request: Visit, token: str) -> HttpResponse:
    """The same behind Django, for a server that was not given the door; asked anew each time."""
    known = request.headers.get("If-None-Match", "")
    status, headers, body = answer(Board(KINDS, fresh=0), token, known, now=request.now)
    return HttpResponse(body, status=status, headers=dict(headers))
