"""Write a presentation together: all its slots on one page, each saved as it is changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from spegla.files.models import StoredFile
from spegla.journal.versions import StaleError, key_after
from spegla.presentations.actions import write_slot
from spegla.presentations.queries import standing_shares_of
from spegla.reporting.drafting import Draft, changed_since_shared, draft_of
from spegla.reporting.offering import offers_for
from spegla.web.participant.places import working_at
from spegla.web.participant.presentations.cards import Card, add_offers, both_texts, card_of, cards_of
from spegla.web.participant.presentations.forms import SlotForm
from spegla.web.participant.presentations.pictures import keep_picture
from spegla.web.participant.presentations.places import At, at_or_404, page_of
from spegla.web.participant.presentations.uploads import shown_upload
from spegla.web.requests import Request

PAGE = "participant/presentations/presentation.html"
CARD = "participant/presentations/card.html"
SKIPS = {"skip": True, "keep": False}


@login_required
@require_safe
def presentation(request: Request, place: int, step: str) -> HttpResponse:
    at = at_or_404(request, place, step)
    draft = draft_of(at.place, at.step, now=request.now)
    return render(request, PAGE, whole_page(request, at, draft, cards_of(at, draft)))


@require_POST
def slot(request: Request, place: int, step: str, slot: str) -> HttpResponse:
    """Save what was done with one slot: its text, or that it is skipped or filled in anew."""
    if not request.user.is_authenticated:
        return _signed_out(request, place, step)
    at = at_or_404(request, place, step)
    draft = draft_of(at.place, at.step, now=request.now)
    part = draft.part(slot)
    if part is None:
        raise Http404
    card = card_of(at, part, draft.parts.index(part) + 1, SlotForm(request.POST, request.FILES, part=part))
    working = working_at(request, at.place)
    if not working:
        card.refused = working
        return _again(request, at, draft, card, status=403)
    if not card.form.is_valid():
        return _again(request, at, draft, card, status=422)
    return _save(request, at, draft, card)


def _save(request: Request, at: At, draft: Draft, card: Card) -> HttpResponse:
    form, slot = card.form, card.key
    try:
        picture = keep_picture(request, at, form)
    except ValidationError as error:
        form.add_error("file", error)
        return _again(request, at, draft, card, status=422)
    changes = changes_of(request.POST.get("act", ""), form, picture)
    try:
        write_slot(at.place, at.step.key, slot, changes, rows=changes.pop("rows"), **form.stamp,
                   standing=request.standing, now=request.now)
    except StaleError as error:
        draft = draft_of(at.place, at.step, now=request.now)
        both_texts(card, error, draft.part(slot) or card.part)
        return _again(request, at, draft, card, status=409)
    return _saved(request, at, card)


def changes_of(act: str, form: SlotForm, picture: StoredFile | None) -> dict[str, Any]:
    """What a save changes. A text that is only what was filled in stays filled in, and follows what the organisation has."""
    part, sent = form.part, form.cleaned_data
    if act == "refill":
        return {"own": False, "text": "", "rows": ()}
    text, rows = sent.get("text", ""), form.rows
    own = part.is_own or text != part.filled.text or (rows is not None and rows != part.filled.rows[1:])
    changes: dict[str, Any] = {"own": own, "text": text if own else "", "rows": rows if own else None}
    if act in SKIPS:
        changes["skipped"] = SKIPS[act]
    if "chart" in form.fields:
        changes["chart"] = "" if sent["chart"] == part.slot.draws_on else sent["chart"]
    if "alt" in form.fields:
        kept = None if sent.get("remove") else part.content.picture
        changes |= {"alt": sent["alt"], "picture_id": picture.pk if picture else kept}
    return changes


def whole_page(
    request: Request, at: At, draft: Draft, cards: list[Card], *crumb: tuple[str, str]
) -> dict[str, Any]:
    shares = standing_shares_of(draft.presentation)
    if offered := [card for card in cards if card.part.slot.draws_on == "offered" and not card.offers]:
        add_offers(offered, at, offers_for(draft, request.standing, now=request.now))
    return page_of(request, at, *crumb) | {
        "draft": draft, "cards": cards, "ready": draft.ready, "of": len(draft.parts), "shares": shares, "oob": False,
        "changed": bool(shares) and changed_since_shared(draft, shares[0].version),
        "slides_url": at.url("slides"), "upload": shown_upload(draft.upload), "file_url": at.url("download", "fil"),
        "powerpoint_url": at.url("download", "powerpoint"), "pdf_url": at.url("download", "pdf"),
    }


def _saved(request: Request, at: At, sent: Card) -> HttpResponse:
    """A new stamp for the form; the whole card where something else in it looks different now."""
    if not request.htmx:
        return redirect(f"{at.url()}#ruta-{sent.key}")
    draft = draft_of(at.place, at.step, now=request.now)
    part = draft.part(sent.key)
    assert part is not None
    card = card_of(at, part, sent.number)
    card.request_key = key_after(request.POST.get("request_key", ""))
    if part.slot.draws_on == "offered":
        add_offers([card], at, offers_for(draft, request.standing, now=request.now))
    context = page_of(request, at) | {"card": card, "draft": draft, "ready": draft.ready, "of": len(draft.parts), "oob": True}
    if request.POST.get("act") or part.content.chart != sent.part.content.chart:
        return _swap(render(request, f"{CARD}#anew", context), sent.key)
    return render(request, f"{CARD}#saved", context)


def _again(request: Request, at: At, draft: Draft, card: Card, *, status: int) -> HttpResponse:
    if request.htmx:
        if card.part.slot.draws_on == "offered":
            add_offers([card], at, offers_for(draft, request.standing, now=request.now))
        context = page_of(request, at) | {"card": card, "draft": draft, "oob": False}
        return _swap(render(request, f"{CARD}#card", context, status=status), card.key)
    cards = [card if one.key == card.key else one for one in cards_of(at, draft)]
    return render(request, PAGE, whole_page(request, at, draft, cards), status=status)


def _swap(response: HttpResponse, slot: str) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = f"#ruta-{slot}", "outerHTML"
    return response


def _signed_out(request: Request, place: int, step: str) -> HttpResponse:
    """Without a page in between: what was typed must stay where it is."""
    if request.htmx:
        return render(request, f"{CARD}#signed_out", status=401)
    return redirect_to_login(reverse("participant:presentation", args=[place, step]))
