"""From an address to the meeting a presentation is for, and to a presentation the reader may see. All else is a 404."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.presentations.queries import shared_at
from spegla.programme.lookup import template_for
from spegla.programme.schema import Step
from spegla.reporting.drafting import due_of, step_of
from spegla.rounds.models import Participation
from spegla.web.participant.places import dates_at, own_place_or_404, place_page, programme_at
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@dataclass(frozen=True, slots=True)
class At:
    """A place of the reader's own and the meeting."""

    place: Participation
    step: Step

    def url(self, name: str = "", *parts: Any) -> str:
        return reverse(f"participant:presentation{'-' + name if name else ''}", args=[self.place.pk, self.step.key, *parts])


def at_or_404(request: Request, place: int, step: str) -> At:
    own = own_place_or_404(request, place)
    found = step_of(programme_at(own), step)
    if found is None:
        raise Http404
    return At(own, found)


def theme_of(at: At) -> str:
    """What presentations at the meeting are about; nothing where the edition has no template."""
    template = template_for(programme_at(at.place), at.step.key)
    return text(template.title) if template else ""


def shared_or_404(request: Request, at: At, owner: int) -> Any:
    """The presentation of that place for this meeting, in the version that the reader may see. One query."""
    found = shared_at(at.place, at.step.key, owner, request.standing)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, at: At, *last: tuple[str, str]) -> dict[str, Any]:
    """What every page about one meeting's presentation shows around its content."""
    dates = dates_at(request, at.place)
    here = [(text(at.step.title), at.url() if last else "")]
    return place_page(request, at.place, "traffar") | {
        "at": at, "step": at.step, "theme": theme_of(at),
        "meeting_on": dates[at.step.meeting or at.step.closes], "due": due_of(at.step, dates),
        "crumbs": [(_("Presentationer"), reverse("participant:presentations", args=[at.place.pk])), *here, *last],
    }
