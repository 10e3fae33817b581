"""From an address to the sheet it is about: place, occasion, checklist and unit, and whether one may write there now."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from spegla.assessments.actions import Paper
from spegla.assessments.occasions import OccasionTime, occasions_of
from spegla.assessments.policy import may_answer, may_answer_alone
from spegla.assessments.sheets import items_on, level_for
from spegla.core.verdict import Verdict, Why, no
from spegla.core.visibility import Phase
from spegla.people.models import Organisation
from spegla.people.queries import parts_of
from spegla.programme.schema import Checklist, Item
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Participation
from spegla.web.participant.places import dates_at, own_place_or_404
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

UNIT, CHECKLIST = "enhet", "lista"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist that one unit answers at an occasion. `permit` says whether the reader may write on it now."""

    place: Participation
    occasion: OccasionTime
    occasions: list[OccasionTime]
    checklist: Checklist
    checklists: list[Checklist]
    unit: Organisation
    units: list[Organisation]
    phase: Phase
    permit: Verdict

    @property
    def paper(self) -> Paper:
        return Paper(self.place, self.unit.pk, self.checklist, self.occasion.key)

    @property
    def level(self) -> str:
        return level_for(self.checklist, self.place, self.unit.pk)

    @property
    def items(self) -> tuple[Item, ...]:
        return items_on(self.checklist, self.level)

    @property
    def query(self) -> str:
        """What an address must carry to come back to this unit and checklist; nothing for the usual ones."""
        asked: dict[str, object] = {}
        if self.unit.pk != self.place.organisation_id:
            asked[UNIT] = self.unit.pk
        if self.checklist is not self.checklists[0]:
            asked[CHECKLIST] = self.checklist.key
        return f"?{urlencode(asked)}" if asked else ""

    def url(self, name: str, *parts: object) -> str:
        return reverse(f"participant:{name}", args=[self.place.pk, self.occasion.key, *parts]) + self.query


def sheet_or_404(
    request: Request, pk: int, occasion: str, *, picker: bool = True, asked: Mapping[str, str] | None = None
) -> Sheet:
    """The sheet an address asks for, or `asked` instead of its query string.

    Without `picker` the other units are not fetched when they are not needed.
    """
    asked = request.GET if asked is None else asked
    place = own_place_or_404(request, pk)
    occasions = occasions_of(place, dates_at(request, place))
    time = one_or_404(occasions, occasion)
    checklists = checklists_of(place.round)
    checklist = one_or_404(checklists, asked[CHECKLIST]) if CHECKLIST in asked else checklists[0]
    units = units_of(place, checklist, picker or UNIT in asked)
    wanted = asked.get(UNIT, str(place.organisation_id))
    unit = next((unit for unit in units if str(unit.pk) == wanted), None)
    if unit is None:
        raise Http404
    return Sheet(place, time, occasions, checklist, checklists, unit, units, time.phase(place, request.today),
                 permit_at(request, place, time))


def permit_at(request: Request, place: Participation, time: OccasionTime) -> Verdict:
    """By the real clock; in a rehearsal the pretended day says what is shown, and nothing may be written."""
    allowed = may_answer(place, request.standing, phase=time.phase(place, _day(request)))
    return no(Why.REHEARSAL) if allowed and request.rehearsal else allowed


def permit_alone(request: Request, sheet: Sheet) -> Verdict:
    """May the reader answer for herself now? As permit_at, until the time for it is over."""
    day = _day(request)
    allowed = may_answer_alone(
        sheet.place, request.standing, phase=sheet.occasion.phase(sheet.place, day), is_over=sheet.occasion.own_is_over(day)
    )
    return no(Why.REHEARSAL) if allowed and request.rehearsal else allowed


def _day(request: Request) -> dt.date:
    return request.today if request.rehearsal else localdate(request.now)


def units_of(place: Participation, checklist: Checklist, others: bool = True) -> list[Organisation]:
    """The organisation itself and, where the checklist has a level for them, its boards and administrations."""
    own = [place.organisation]
    if not others or len(checklist.answer_level) < 2 or place.round.inside_id:
        return own
    return own + parts_of(place.organisation_id)


def choices_of(sheet: Sheet, name: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What there is to choose between, units and checklists, as (label, [(name, address, current)])."""
    choices = []
    if len(sheet.units) > 1:
        units = [(unit.name, replace(sheet, unit=unit).url(name), unit is sheet.unit) for unit in sheet.units]
        choices.append((_("Vem svarar"), units))
    if len(sheet.checklists) > 1:
        lists = [(text(c.title), replace(sheet, checklist=c).url(name), c is sheet.checklist) for c in sheet.checklists]
        choices.append((_("Checklista"), lists))
    return choices


def crumbs_of(sheet: Sheet, *labels: str) -> list[tuple[str, str]]:
    """The way here: all occasions, this occasion, and this page when it is one of the occasion's others."""
    crumbs = [
        (_("Självskattning"), reverse("participant:assessments", args=[sheet.place.pk])),
        (text(sheet.occasion.title), sheet.url("assessment")),
    ]
    return crumbs + [(label, "") for label in labels if label]


def one_or_404(things, key: str):
    for thing in things:
        if thing.key == key:
            return thing
    raise Http404
