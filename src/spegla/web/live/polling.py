"""Has anything changed? Asked by every device about once a second, so it reads one row and nothing else."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseNotModified
from django.views.decorators.http import require_safe

from spegla.assessments.live import version_of
from spegla.web.live.tokens import PHONES, asked_by

ADDRESS = re.compile(r"/rum/v/([^/]+)/")


def token_in(path: str) -> str | None:
    """The token of a poll's address. The middleware asks, so that a poll goes past sessions, languages and forms."""
    found = ADDRESS.fullmatch(path)
    return found[1] if found else None


@require_safe
def version(request: HttpRequest, token: str) -> HttpResponse:
    """304 when the device shows what there is to show, else the new version. The token says all; nobody is signed in here."""
    asked = asked_by(token)
    known = asked and version_of(asked[0], for_phones=asked[1] == PHONES, now=request.now)
    if not known:
        return HttpResponseNotFound(content_type="text/plain")
    if request.headers.get("If-None-Match") == f'"{known}"':
        return HttpResponseNotModified()
    headers = {"ETag": f'"{known}"', "Cache-Control": "no-store", "Content-Length": str(len(known))}
    return HttpResponse(known, content_type="text/plain", headers=headers)
