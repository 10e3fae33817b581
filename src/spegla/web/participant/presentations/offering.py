"""Take private words into a slot: one at a time, ticked by hand, reworded by their writer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError
from spegla.reporting.drafting import Draft, draft_of
from spegla.reporting.offering import NotRewordedError, Offer, offers_for, take_offer
from spegla.web.participant.places import working_at
from spegla.web.participant.presentations.cards import add_offers, cards_of
from spegla.web.participant.presentations.editing import PAGE, whole_page
from spegla.web.participant.presentations.forms import LONGEST_CELL
from spegla.web.participant.presentations.places import At, at_or_404
from spegla.web.requests import Request


@login_required
@require_POST
def take(request: Request, place: int, step: str, slot: str) -> HttpResponse:
    """A line for the slot; what cannot be taken is shown again with what was typed, and why."""
    at = at_or_404(request, place, step)
    draft = draft_of(at.place, at.step, now=request.now)
    part = draft.part(slot)
    offers = offers_for(draft, request.standing, now=request.now)
    offer = next((one for one in offers if one.words.key == request.POST.get("key")), None)
    if part is None or part.slot.draws_on != "offered" or offer is None:
        raise Http404
    typed, working = request.POST.get("text", ""), working_at(request, at.place)
    error = _problem(request, typed, working)
    if not error:
        try:
            take_offer(draft, part, offer, typed, request_key=request.POST.get("request_key", "")[:40],
                       standing=request.standing, now=request.now)
        except NotRewordedError:
            error = _("Skriv om orden först. De skrevs för er själva, inte för att visas.")
        except StaleError:
            error = _("Någon annan hann spara i rutan. Tryck Lägg till en gång till.")
    if error:
        return _again(request, at, draft, offer, typed, error, status=422 if working else 403)
    messages.success(request, _("Det står nu i rutan. Ingen annan ser det förrän ni delar."))
    return redirect(f"{at.url()}#ruta-{slot}")


def _problem(request: Request, typed: str, working: Verdict) -> str:
    if not working:
        return _("Det går inte att spara här nu.")
    if request.POST.get("include") != "1":
        return _("Kryssa i att det ska med, så läggs det till.")
    if len(typed) > LONGEST_CELL:
        return _("Korta texten till högst %(most)s tecken.") % {"most": LONGEST_CELL}
    return _("Det finns tecken i texten som inte går att spara.") if "\x00" in typed else ""


def _again(
    request: Request, at: At, draft: Draft, offer: Offer, typed: str, error: str, *, status: int
) -> HttpResponse:
    cards = cards_of(at, draft)
    add_offers(cards, at, offers_for(draft, request.standing, now=request.now))
    for card in cards:
        for one in card.offers:
            if one.offer.words.key == offer.words.key:
                one.typed, one.error = typed, error
    return render(request, PAGE, whole_page(request, at, draft, cards), status=status)
