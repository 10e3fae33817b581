"""Scoring from outside, where the edition allows it: both sides ask for it, and the mentor says its own view of an item."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from spegla.assessments.models import OutsideConsent
from spegla.assessments.notes import consents_between
from spegla.assessments.outside import consent, score_outside, take_back
from spegla.assessments.policy import allows_outside_scoring, may_consent, may_take_back
from spegla.core.verdict import Why, no
from spegla.journal.versions import StaleError
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.web.participant.assessments.forms import OutsideForm
from spegla.web.participant.assessments.mentors import PAGE as NOTE_PAGE
from spegla.web.participant.assessments.mentors import about_or_404, note_page, outside_paper, outside_permit
from spegla.web.participant.assessments.sheet import sheet_or_404
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.requests import Request

PAGE = "participant/assessments/outside.html"
Side = OutsideConsent.Side


@login_required
@require_GET
def outside(request: Request, place: int) -> HttpResponse:
    return render(request, PAGE, outside_page(request, _place_or_404(request, place)))


@login_required
@require_POST
def outside_ask(request: Request, place: int, other: int) -> HttpResponse:
    """Ask for it, or take one's own asking back."""
    own = _place_or_404(request, place)
    pair = next((pair for pair in pairs_of(request, own) if pair["other"].pk == other), None)
    if pair is None:
        raise Http404
    if not pair["permit"]:
        return render(request, PAGE, outside_page(request, own), status=403)
    if request.POST.get("ask") == "1":
        consent(pair["side"], pair["asked"], pair["mentor"], standing=request.standing, now=request.now)
        messages.success(request, _("Sparat. Det gäller när båda sidor har bett om det."))
    elif pair["mine"]:
        take_back(pair["mine"], standing=request.standing, now=request.now)
        messages.success(request, _("Ni har tagit tillbaka det. Mentorns bild visas inte för någon."))
    return redirect("participant:outside", own.pk)


@login_required
@require_POST
def mentor_score(request: Request, place: int, occasion: str, asked: int, item: str) -> HttpResponse:
    """Save the mentor's own view of one item; what cannot be saved is shown again on the note's page."""
    sheet = sheet_or_404(request, place, occasion, picker=False)
    about = about_or_404(request, sheet, asked, item)
    if not allows_outside_scoring(sheet.place):
        raise Http404
    form = OutsideForm(request.POST, checklist=sheet.checklist)
    if not outside_permit(request, sheet, about.other):
        return render(request, NOTE_PAGE, note_page(request, sheet, about, outside_form=form), status=403)
    if not form.is_valid():
        return render(request, NOTE_PAGE, note_page(request, sheet, about, outside_form=form), status=422)
    try:
        score_outside(outside_paper(sheet, about.other), item, form.changes, **form.stamp, standing=request.standing,
                      now=request.now)
    except StaleError as error:
        again = note_page(request, sheet, about, outside_form=form, outside_stale=error)
        return render(request, NOTE_PAGE, again, status=409)
    messages.success(request, _("Sparat. De läser er bild bredvid sin egen."))
    return redirect(sheet.url("mentor-note", asked, item))


def _place_or_404(request: Request, pk: int) -> Participation:
    """One's own place, in a round whose edition lets a mentor score."""
    own = own_place_or_404(request, pk)
    if not allows_outside_scoring(own):
        raise Http404
    return own


def outside_page(request: Request, own: Participation) -> dict[str, Any]:
    return place_page(request, own, "jamfor") | {
        "pairs": pairs_of(request, own), "is_mentor": own.is_mentor,
        "crumbs": [(_("Självskattning"), reverse("participant:assessments", args=[own.pk])), (_("Mentorns bild"), "")],
    }


def pairs_of(request: Request, own: Participation) -> list[dict[str, Any]]:
    """The mentors of a participant, or the participants of a mentor, each with both sides' consents. Two queries."""
    others = [one for one in members_seen_from(own, request.standing) if one.pk != own.pk]
    consents = consents_between(own, [one.pk for one in others])
    pairs = []
    for other in others:
        if other.is_mentor != own.is_mentor:
            asked, mentor = (other, own) if own.is_mentor else (own, other)
            side, theirs = (Side.MENTOR, Side.ASKED) if own.is_mentor else (Side.ASKED, Side.MENTOR)
            given = consents.get((asked.pk, mentor.pk), {})
            mine = given.get(side)
            allowed = may_take_back(mine, request.standing) if mine else may_consent(side, asked, mentor, request.standing)
            permit = no(Why.REHEARSAL) if request.rehearsal else no(Why.ENDED) if other.has_ended and not mine else allowed
            pairs.append({
                "other": other, "asked": asked, "mentor": mentor, "side": side, "mine": mine, "permit": permit,
                "theirs": given.get(theirs), "url": reverse("participant:outside-ask", args=[own.pk, other.pk]),
            })
    return pairs
