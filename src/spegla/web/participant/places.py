"""From an address to the organisation's place in a round. What the reader does not take part in is a 404."""

import datetime as dt

from django.http import Http404

from spegla.core.verdict import Verdict, Why, no
from spegla.programme.schema import Checklist, Programme
from spegla.rounds.calendar import dates_of, pins_of
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.web.requests import Request, Visit


def own_place_or_404(request: Request, pk: int) -> Participation:
    """The participation of one of the reader's own organisations, with round, cluster and organisation at hand. No query."""
    for place in request.standing.participations:
        if place.pk == pk:
            return place
    raise Http404


def programme_at(place: Participation) -> Programme:
    return programme_of(place.round)


def checklist_or_404(place: Participation, key: str = "") -> Checklist:
    """The round's checklist with this key, or its first."""
    for checklist in checklists_of(place.round):
        if not key or checklist.key == key:
            return checklist
    raise Http404


def pins_at(request: Visit, place: Participation) -> dict[str, dt.date]:
    """The dates people have set, as they hold for this place's cluster. One query per page, however often it is asked."""
    known = request.__dict__.setdefault("pins_by_place", {})
    if place.pk not in known:
        known[place.pk] = pins_of(place.round, place.cluster)
    return known[place.pk]


def dates_at(request: Visit, place: Participation) -> dict[str, dt.date]:
    """Every date of the round as this place's cluster has it. Worked out once per page."""
    known = request.__dict__.setdefault("dates_by_place", {})
    if place.pk not in known:
        known[place.pk] = dates_of(place.round, pins=pins_at(request, place))
    return known[place.pk]


def remember_dates(request: Request, dates: dict[int, dict[str, dt.date]]) -> None:
    """Dates by participation that a page has read already, so that they are not read again."""
    request.__dict__.setdefault("dates_by_place", {}).update(dates)


def working_at(request: Request, place: Participation) -> Verdict:
    """May the reader write here now? Its reason stands where the button would be."""
    return no(Why.REHEARSAL) if request.rehearsal else may_work(place, request.standing)


def menu_occasion(programme: Programme, dates: dict[str, dt.date], today: dt.date) -> str:
    """The self-assessment occasion that the menu leads to: the latest one that has opened, or the first."""
    opened = [occasion.key for occasion in programme.edition.occasion if dates[occasion.opens] <= today]
    return opened[-1] if opened else programme.edition.occasion[0].key


def menu_of(request: Request, place: Participation, section: str = "") -> dict[str, object]:
    """What place_menu.html needs; `section` marks the current entry."""
    occasion = menu_occasion(programme_at(place), dates_at(request, place), request.today)
    return {"place": place, "section": section, "menu_occasion": occasion}


def place_page(request: Request, place: Participation, section: str = "") -> dict[str, object]:
    """What every page about a place shows around its content; `section` marks the current entry in its menu."""
    return {
        **menu_of(request, place, section),
        "round": place.round,
        "working": working_at(request, place),
        "today": request.today,
    }
