"""The screen on the wall, which is also the page of the one who leads: what all look at, and what was shown."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from spegla.assessments.live_queries import SCREEN, WhoIsIn, who_is_in
from spegla.assessments.occasions import occasions_of
from spegla.assessments.policy import may_lead
from spegla.assessments.shown import Told, told_of
from spegla.core.codes import spaced_code
from spegla.core.verdict import Verdict
from spegla.core.visibility import Phase
from spegla.improvement.queries import improvements_for_items
from spegla.web.live.qr import qr
from spegla.web.live.room import Room, Seat, in_room, spread_in, words_of
from spegla.web.live.tokens import polls_of, way_in
from spegla.web.participant.assessments.again import Again
from spegla.web.participant.assessments.rows import answered_at, count_answered, item_row
from spegla.web.participant.assessments.sheet import Sheet, one_or_404
from spegla.web.participant.assessments.wording import levels_of, said, titles_of
from spegla.web.participant.places import dates_at
from spegla.web.requests import Visit
from spegla.web.templatetags.wording import text

PAGE = "live/screen.html"


@require_GET
@in_room
def screen(request: Visit, seat: Seat) -> HttpResponse:
    if seat.is_guest:
        raise Http404
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, screen_page(request, seat))


def screen_page(
    request: Visit, seat: Seat, *, again: Again | None = None, refused: Verdict | None = None, problem: str = ""
) -> dict[str, Any]:
    room, leads = seat.room, may_lead(seat.room.live, request.standing, now=request.now)
    over = room.live.is_over(now=request.now)
    told, sheet = told_of(room.paper), sheet_of(request, room, leads)
    within, present = who_is_in(room.live) if leads else WhoIsIn(), room.live.present or 0
    return _item(room, sheet, told, again) | {
        "within": within, "too_many": 0 < present < within.devices + within.signed_in,
        "room": room, "leads": leads, "over": over, "refused": refused, "problem": problem, "joined": told.begun,
        "sheet": sheet, "levels": levels_of(room.checklist), "short": False,
        "items": [{"key": item.key, "number": n, "title": text(item.title)} for n, item in enumerate(room.items, start=1)],
        "joint_url": sheet.url("assessment"), "code": spaced_code(room.live.code), "qr": qr_of(room),
        "address": f"{settings.SITE_ADDRESS.partition('://')[2]}{reverse('live:enter')}".rstrip("/"),
        "poll": polls_of(room.live, SCREEN), "shows": "over" if over else room.live.version,
    }


def sheet_of(request: Visit, room: Room, leads: Verdict) -> Sheet:
    """The joint sheet that the room fills in."""
    occasions = occasions_of(room.place, dates_at(request, room.place))
    unit, known = room.live.unit, one_or_404(occasions, room.live.occasion)
    return Sheet(room.place, known, occasions, room.checklist, room.checklists, unit, [unit], Phase.OPEN, leads)


def _item(room: Room, sheet: Sheet, told: Told, again: Again | None) -> dict[str, Any]:
    answered = answered_at(sheet)
    agreed = count_answered(sheet, answered.now)
    if room.item is None:
        return {"row": None, "agreed": agreed}
    item, titles = room.item, titles_of(room.checklist)
    shown = told.shown.get(item.key)
    row = item_row(sheet, item, answered, titles, again if again and again.item == item.key else None)
    row |= words_of(room, item) | {"back": room.neighbour(-1), "next": room.neighbour(1) or item.key}
    return {
        "row": row, "agreed": agreed, "is_last": not room.neighbour(1), "occasion_before": answered.occasion_before,
        "answered": told.answered(item.key), "spread": spread_in(room, shown) if shown else None,
        "said": said(row, titles) if row["is_answered"] else "",
        "improvements": improvements_for_items(room.place).get(item.key, [])[:3] if shown else [],
    }


def qr_of(room: Room) -> str:
    return qr(f"{settings.SITE_ADDRESS}{reverse('live:way-in', args=[way_in(room.live)])}")
