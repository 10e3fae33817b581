"""Addresses of a meeting's pages, the same behind both doors: `paths(prefix, door, name)`."""

from collections.abc import Callable

from django.urls import URLPattern, path

from spegla.web.meetings import arranging, attending, inviting, meeting, polling
from spegla.web.meetings.at import View

VIEWS: dict[str, tuple[str, View]] = {
    "": ("", meeting.meeting),
    "arrange": ("ordna/", arranging.arrange),
    "chores": ("lista/", arranging.chores),
    "days": ("dagar/", polling.days),
    "propose": ("dagar/foresla/", polling.propose),
    "choose": ("dagar/<int:time>/", polling.choose),
    "end": ("dagar/ta-tillbaka/", polling.end),
    "invitation": ("inbjudan/", inviting.invitation),
    "guest": ("inbjudan/gast/", inviting.guest),
    "answer": ("svar/", attending.answer),
    "attendance": ("deltagare/", attending.attendance),
    "host": ("vard/", arranging.host),
}


def paths(prefix: str, door: Callable[[View], View], name: str = "meeting", *, but: tuple[str, ...] = ()) -> list[URLPattern]:
    return [
        path(prefix + end, door(view), name=f"{name}-{page}" if page else name)
        for page, (end, view) in VIEWS.items() if page not in but
    ]
