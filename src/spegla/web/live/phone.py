"""What somebody in the room has in her hand: the item all look at, her own answer, and what was shown."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments.live_queries import PHONE, guest_phone
from spegla.assessments.models import OwnAnswer, OwnSheet
from spegla.assessments.own import AlreadyShownError, own_sheet, save_own_answer
from spegla.assessments.policy import may_be_in_the_room
from spegla.assessments.queries import own_answers_of
from spegla.assessments.screens import tell_screens
from spegla.assessments.shown import told_of
from spegla.journal.versions import StaleError
from spegla.programme.schema import Item
from spegla.web.forms import fresh_key
from spegla.web.live.forms import OwnAnswerForm, SeatForm
from spegla.web.live.room import Room, Seat, in_room, spread_in, words_of
from spegla.web.live.tokens import polls_of
from spegla.web.participant.assessments.sheet import one_or_404
from spegla.web.participant.assessments.wording import levels_of, said, titles_of
from spegla.web.requests import Visit

PAGE, SCENE = "live/phone.html", "live/phone_scene.html"
State = OwnAnswer.State
BLANK = {"state": State.UNANSWERED, "score": None, "comment": "", "not_working": "", "version": 0}


@require_http_methods(["GET", "POST"])
@in_room
def room(request: Visit, seat: Seat) -> HttpResponse:
    """The phone's page. Who is of the organisation and has not come in reads the promise first, as guests do."""
    if seat.sheet or seat.room.live.is_over(now=request.now):
        return render(request, f"{PAGE}#room" if request.htmx else PAGE, phone_page(request, seat))
    form = SeatForm(request.POST if request.method == "POST" else None, initial={"function": _function_of(request, seat)})
    if not form.is_valid():
        return render(request, "live/welcome.html", {"room": seat.room, "seat": seat, "form": form})
    assert request.user.is_authenticated  # a guest has got her sheet at the door
    with transaction.atomic():
        own_sheet(seat.room.paper, request.user, function=form.cleaned_data["function"])
        tell_screens(**seat.room.paper.keys)
    return redirect("live:room", seat.room.live.pk)


def _function_of(request: Visit, seat: Seat) -> str:
    held = sorted(request.standing.functions.get(seat.room.place.organisation_id, ()))
    return held[0] if held else ""


@require_POST
@in_room
def answer(request: Visit, seat: Seat, item: str) -> HttpResponse:
    """Save what one person thinks. Also of an item that the room has left: a phone may have been without a net."""
    one_or_404(seat.room.items, item)
    allowed = may_be_in_the_room(seat.room.live, request.standing, is_guest=seat.is_guest, now=request.now)
    if not allowed:
        return render(request, PAGE, phone_page(request, seat), status=403)
    if seat.sheet is None:
        return redirect("live:room", seat.room.live.pk)
    form = OwnAnswerForm(request.POST, checklist=seat.room.checklist)
    if not form.is_valid():
        return render(request, PAGE, phone_page(request, seat, form=form), status=422)
    try:
        save_own_answer(seat.sheet, item, form.changes, **form.stamp, checklist=seat.room.checklist)
    except AlreadyShownError:
        problem = _("Svaren visades innan ditt svar kom fram. Det är inte med, men du kan säga det i rummet.")
        return render(request, PAGE, phone_page(request, seat, problem=problem), status=409)
    except StaleError as error:
        return render(request, PAGE, phone_page(request, seat, form=form, stale=error), status=409)
    except OwnSheet.DoesNotExist:
        pass  # she has taken everything back on another device: the promise first, again
    return redirect("live:room", seat.room.live.pk)


def phone_page(
    request: Visit, seat: Seat, *, form: OwnAnswerForm | None = None, stale: StaleError | None = None,
    problem: str = "",
) -> dict[str, Any]:
    live, over = seat.room.live, seat.room.live.is_over(now=request.now)
    hers = {} if over else own_answers_of(seat.sheet)
    scene = {"room": seat.room, "state": "over"} if over else phone_scene(seat.room, hers, form)
    part = scene.get("part", "over")
    return scene | {
        "seat": seat, "problem": problem, "errors": form.errors if form else {},
        "stale": _both(seat, stale) if stale else None, "answered": " ".join(hers), "request_key": fresh_key(),
        "poll": polls_of(live, PHONE if seat.of_us else guest_phone(live.code)), "shows": "over" if over else live.turn,
        "part": f"{part}.{fresh_key()}" if form or problem else part,  # what could not be saved is always news to the page
    }


def phone_scene(room: Room, hers: dict[str, dict[str, Any]], form: OwnAnswerForm | None = None) -> dict[str, Any]:
    """What a phone shows. Who has answered nothing (`hers`) and typed nothing sees what everybody like her sees."""
    asked = {"state": "waiting"} if room.item is None else _asked(room, room.item, hers.get(room.item.key, BLANK), form)
    return asked | {"room": room, "part": f"{room.live.item}.{asked['state']}.{asked.get('based_on', 0)}"}


def _asked(room: Room, item: Item, saved: dict[str, Any], form: OwnAnswerForm | None) -> dict[str, Any]:
    """The item all look at, with her answer; or what everybody's answers were, when they have been shown."""
    told = told_of(room.paper)
    row = words_of(room, item) | saved | {"based_on": saved["version"]}
    if item.key in told.shown:
        return {"state": "shown", "row": row, "spread": spread_in(room, told.shown[item.key])}
    state = "answered" if saved["state"] != State.UNANSWERED and not form else "asked"
    return {
        "state": state, "row": row | (_typed(form) if form else {}), "based_on": saved["version"],
        "levels": levels_of(room.checklist), "said": said(saved, titles_of(room.checklist)),
    }


def _typed(form: OwnAnswerForm) -> dict[str, Any]:
    """What she wrote, as far as it can be shown again."""
    chosen = form.data.get("choice", "")
    scored = chosen.isdecimal() and len(chosen) < 4
    texts = {name: form.data.get(name, "") for name in ("comment", "not_working")}
    return texts | {"state": State.SCORED if scored else chosen, "score": int(chosen) if scored else None}


def _both(seat: Seat, error: StaleError) -> dict[str, str]:
    """What she wrote here and what she saved on her other device."""
    titles = titles_of(seat.room.checklist)
    saved = {name: getattr(error.current, name) for name in error.wanted}
    return {"yours": _in_words(error.wanted, titles), "saved": _in_words(saved, titles)}


def _in_words(answer: dict[str, Any], titles: dict[int, str]) -> str:
    return "\n".join(filter(None, [said(answer, titles), answer["comment"], answer["not_working"]]))
