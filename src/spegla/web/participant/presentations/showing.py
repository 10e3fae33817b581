"""Look at the slides of a draft and share them as they stand; read what others have shared."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.core.verdict import Verdict, Why, no
from spegla.journal.models import Share
from spegla.presentations.actions import NothingToShareError, share_presentation, stop_sharing
from spegla.presentations.content import Slide
from spegla.presentations.policy import may_share, may_stop_sharing
from spegla.presentations.queries import shared_slides, standing_shares_of, upload_of
from spegla.reporting.drafting import Draft, changed_since_shared, digest_of, draft_of
from spegla.rounds.models import Participation
from spegla.web.participant.presentations.drawing import Drawn, drawn
from spegla.web.participant.presentations.places import At, at_or_404, page_of, shared_or_404
from spegla.web.participant.presentations.uploads import shown_upload
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason

NOBODY = "ingen"
SLIDES, READ = "participant/presentations/slides.html", "participant/presentations/of.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide on a page."""

    slide: Slide
    chart: Drawn | None
    picture_url: str


@login_required
@require_safe
def slides(request: Request, place: int, step: str) -> HttpResponse:
    """The draft as slides, with the button that shares just these."""
    at = at_or_404(request, place, step)
    draft = draft_of(at.place, at.step, now=request.now)
    shares = standing_shares_of(draft.presentation)
    return render(request, SLIDES, page_of(request, at, (_("Bilder"), "")) | {
        "slides": [shown(one, at.url("picture", one.content.picture or 0)) for one in draft.slides],
        "organisation": at.place.organisation, "back_url": at.url(), "seen": digest_of(draft),
        "sharing": offers(request, at, draft, shares), "empty": not (draft.slides or draft.upload),
        "upload": shown_upload(draft.upload), "file_url": at.url("download", "fil"),
        "powerpoint_url": at.url("download", "powerpoint"), "pdf_url": at.url("download", "pdf"),
    })


@login_required
@require_POST
def share(request: Request, place: int, step: str) -> HttpResponse:
    """Share what was seen: slides that have changed since are not shared unseen."""
    at = at_or_404(request, place, step)
    audience = request.POST.get("audience", "")
    if audience not in (Share.Audience.CLUSTER, Share.Audience.ROUND, NOBODY):
        raise Http404
    draft = draft_of(at.place, at.step, now=request.now)
    allowed = _allowed(request, at.place, audience)
    if not allowed:
        messages.error(request, reason(allowed.why))
    elif audience == NOBODY:
        _stop(request, draft)
    elif request.POST.get("seen") != digest_of(draft):
        messages.warning(request, _("Presentationen har ändrats sedan du såg den. Titta igenom den och dela igen."))
        return redirect(at.url("slides"))
    else:
        _share(request, at, draft, audience)
    return redirect(at.url())


@login_required
@require_safe
def slides_of(request: Request, place: int, step: str, owner: int) -> HttpResponse:
    """The same as slides, for the projector."""
    at = at_or_404(request, place, step)
    page = shared_page(request, at, owner)
    return render(request, SLIDES, page | {"back_url": at.url("of", owner), "empty": not (page["slides"] or page["upload"])})


def shown(slide: Slide, picture_url: str) -> Shown:
    return Shown(slide, drawn(slide.content.chart), picture_url if slide.content.picture else "")


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom it is shared and with whom it can be. `refusal` stands where the buttons would be."""

    shares: list[Share]
    offers: list[str]
    changed: bool
    refusal: Verdict | None
    may_stop: bool


def offers(request: Request, at: At, draft: Draft, shares: list[Share]) -> Sharing:
    """The audiences that do not see the slides as they stand now."""
    changed = bool(shares) and changed_since_shared(draft, shares[0].version)
    reached = set() if changed else {one.audience for one in shares}
    verdicts = {one: _allowed(request, at.place, one) for one in (Share.Audience.CLUSTER, Share.Audience.ROUND)}
    found = [str(one) for one, verdict in verdicts.items() if verdict and one not in reached]
    cluster, stop = verdicts[Share.Audience.CLUSTER], _allowed(request, at.place, NOBODY)
    return Sharing(shares, found, changed, None if cluster else cluster, bool(shares) and bool(stop))


def _allowed(request: Request, place: Participation, audience: str) -> Verdict:
    if request.rehearsal:
        return no(Why.REHEARSAL)
    if audience == NOBODY:
        return may_stop_sharing(place, request.standing)
    return may_share(place, audience, request.standing)


def _share(request: Request, at: At, draft: Draft, audience: str) -> None:
    try:
        share_presentation(at.place, at.step.key, draft.slides, audience, standing=request.standing, now=request.now)
    except NothingToShareError:
        messages.error(request, _("Det finns inget att dela än. Fyll i någon ruta först."))
        return
    messages.success(request, _("Delad. De andra ser den som den är nu; det ni ändrar sedan syns när ni delar igen."))


def _stop(request: Request, draft: Draft) -> None:
    if draft.presentation is not None:
        stop_sharing(draft.presentation, standing=request.standing, now=request.now)
    messages.success(request, _("Nu är presentationen inte längre delad. Det ni har skrivit finns kvar hos er."))


def shared_page(request: Request, at: At, owner: int) -> dict[str, Any]:
    found = shared_or_404(request, at, owner)
    organisation = found.participation.organisation
    rows = shared_slides(found.id, found.version)
    return page_of(request, at, (organisation.name, "")) | {
        "found": found, "organisation": organisation, "is_own": owner == at.place.pk, "owner": owner,
        "slides": [shown(one, at.url("picture-of", owner, one.content.picture or 0)) for one in rows],
        "slides_url": at.url("slides-of", owner), "upload": shown_upload(upload_of(found.upload_id)),
        "file_url": at.url("download-of", owner, "fil"), "powerpoint_url": at.url("download-of", owner, "powerpoint"),
        "pdf_url": at.url("download-of", owner, "pdf"),
    }
