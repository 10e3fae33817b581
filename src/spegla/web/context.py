"""What every page knows: where one can go, whether it is a demo, what day it pretends to be, and who to contact."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from spegla.rounds.models import Participation
from spegla.web.requests import Visit

Entry = tuple[str, str, bool]
MOST_PLACES = 3


def page(request: Visit) -> dict[str, object]:
    return {
        "site_demo": settings.DEMO,
        "demo_clock": settings.DEMO_CLOCK,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_name": settings.CONTACT_NAME,
        "nav": SimpleLazyObject(lambda: navigation(request)),
    }


def navigation(request: Visit) -> list[Entry]:
    """Label, address and whether one is there: what to do now, the reader's own places, the rounds she runs.

    Nothing for visitors. Asks for no more than the standing.
    """
    if not request.user.is_authenticated:
        return []
    entries = [(_("Att göra nu"), reverse("participant:now"))]
    entries += [(label, reverse("participant:round", args=[pk])) for label, pk in _places(request)]
    if request.standing.office_organisations:
        entries.append((_("Programledning"), reverse("office:rounds")))
    return [(label, url, request.path.startswith(url)) for label, url in entries]


def _places(request: Visit) -> list[tuple[str, int]]:
    """The places that are still worked in, the latest round first; the round is named where the organisation is not enough."""
    places = [p for p in request.standing.participations if not p.has_ended and not p.round.closed_at][:MOST_PLACES]
    names = [place.organisation.name for place in places]
    return [(_label(place, alone=names.count(place.organisation.name) == 1), place.pk) for place in places]


def _label(place: Participation, *, alone: bool) -> str:
    return place.organisation.name if alone else f"{place.organisation.name}, {place.round.name}"
