"""Share an occasion with the cluster or the round: what will be seen, by whom, and what was shared before."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments.models import Assessment
from spegla.assessments.policy import may_end_sharing
from spegla.assessments.queries import share_at, sharing_history
from spegla.assessments.sharing import (
    NoClusterError,
    NothingToShareError,
    Snapshot,
    as_shared,
    end_sharing,
    share_assessment,
    shareable,
    shown_in,
)
from spegla.core.verdict import Verdict, Why, no
from spegla.journal.models import Share
from spegla.people.models import Person
from spegla.people.queries import people_by_id
from spegla.rounds.queries import others_in_round
from spegla.web.participant.assessments.considering import to_consider
from spegla.web.participant.assessments.forms import ShareForm
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

PAGE = "participant/assessments/share.html"
CLUSTER, ROUND = Share.Audience.CLUSTER, Share.Audience.ROUND


@login_required
@require_http_methods(["GET", "POST"])
def share(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    assessment = sheet.paper.assessments.first()
    if request.method == "GET":
        return render(request, PAGE, share_page(request, sheet, assessment))
    form = ShareForm(request.POST)
    if not form.is_valid():
        raise Http404
    if not sheet.permit:
        return render(request, PAGE, share_page(request, sheet, assessment), status=403)
    drafted = shareable(assessment) if assessment else []
    if drafted and request.POST.get("seen") != _mark_of(drafted):
        messages.warning(request, _("Texten har ändrats sedan du läste den. Läs igenom den och dela igen."))
        return redirect(sheet.url("share"))
    try:
        _share(assessment, form.cleaned_data, request)
    except (NothingToShareError, NoClusterError):
        return render(request, PAGE, share_page(request, sheet, assessment), status=409)
    messages.success(request, _("Delat. De andra ser svaren som de är nu; det ni ändrar sedan syns när ni delar igen."))
    return redirect(sheet.url("share"))


@login_required
@require_POST
def end_share(request: Request, place: int, occasion: str, share: int) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion, picker=False)
    shared = share_at(sheet.place, occasion, share)
    if shared is None:
        raise Http404
    if not (allowed := ending_permit(request, sheet)):
        assessment = sheet.paper.assessments.first()
        return render(request, PAGE, share_page(request, sheet, assessment, refused=allowed), status=403)
    end_sharing(shared, by=request.user, now=request.now)
    messages.success(request, _("Ni delar inte längre. Ingen utanför organisationen kan läsa svaren därifrån."))
    return redirect(sheet.url("share"))


def ending_permit(request: Request, sheet: Sheet) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else may_end_sharing(sheet.place, request.standing)


def share_page(
    request: Request, sheet: Sheet, assessment: Assessment | None, *, refused: Verdict | None = None
) -> dict[str, Any]:
    shares = list(sharing_history(assessment.pk)) if assessment else []
    people = people_by_id(pk for share in shares for pk in (share.by_id, share.ended_by_id) if pk)
    drafted = shareable(assessment) if assessment else []
    shown = audiences(sheet, shares, people, drafted)
    current = {audience["standing"]["share"].pk for audience in shown if audience["standing"]}
    return place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "rows": what_is_shared(sheet, drafted), "refused": refused, "audiences": shown,
        "consider": to_consider(sheet) if drafted and sheet.permit else [],
        "history": [told(sheet, share, people) for share in shares if share.pk not in current],
        "may_end": ending_permit(request, sheet), "url": sheet.url("share"), "back_url": sheet.url("assessment"),
        "marks_url": sheet.url("marks"), "seen": _mark_of(drafted), "comparison_url": sheet.url("comparison"),
        "choices": choices_of(sheet, "share"), "crumbs": crumbs_of(sheet, _("Delning")),
    }


def what_is_shared(sheet: Sheet, drafted: Snapshot) -> list[dict[str, Any]]:
    """What would be seen if it were shared now, in the checklist's order, with what can be chosen to come along."""
    answers = {row["item"]: row for row in drafted}
    titles = titles_of(sheet.checklist)
    return [
        answers[item.key] | {"title": text(item.title), "said": said(answers[item.key], titles)}
        for item in sheet.items if item.key in answers
    ]


def audiences(
    sheet: Sheet, shares: list[Share], people: dict[int, Person], drafted: Snapshot
) -> list[dict[str, Any]]:
    """The cluster (where there is one) and the round: who reads, and the standing share with what has changed since."""
    place, others = sheet.place, others_in_round(sheet.place)
    neighbours = [other for other in others if place.cluster_id and other.cluster_id == place.cluster_id]
    found: list[dict[str, Any]] = [{"key": ROUND, "id": place.round_id, "readers": others}]
    if place.cluster_id:
        found.insert(0, {"key": CLUSTER, "id": place.cluster_id, "readers": neighbours})
    for audience in found:
        meant = (audience["key"], audience["id"])
        standing = next((s for s in shares if not s.until and (s.audience, s.audience_id) == meant), None)
        audience["standing"] = standing and told(sheet, standing, people)
        audience["changed"] = changed_since(drafted, standing) if standing else 0
    return found


def changed_since(drafted: Snapshot, shared: Share) -> int:
    """How many items look otherwise now than in what is shared."""
    now = as_shared(drafted, with_comments=shared.with_comments, with_not_working=shared.with_not_working)
    then = {row["item"]: row for row in shown_in(shared)}
    changed = [row for row in now if then.pop(row["item"], None) != row]
    return len(changed) + len(then)


def told(sheet: Sheet, shared: Share, people: dict[int, Person]) -> dict[str, Any]:
    """A share in words: with whom, from when and by whom, until when."""
    place = sheet.place
    to = _("omgången") if shared.audience == ROUND else _("klustret")
    if shared.audience == CLUSTER and shared.audience_id != place.cluster_id:
        to = _("ett kluster som ni var med i tidigare")
    return {
        "share": shared, "to": to, "by": people.get(shared.by_id), "ended_by": people.get(shared.ended_by_id or 0),
        "end_url": sheet.url("end-share", shared.pk),
    }


def _mark_of(drafted: Snapshot) -> str:
    """What the page says would be shared, in one mark: whoever shares it shares what she has read."""
    return sha256(repr(drafted).encode()).hexdigest()[:20]


def _share(assessment: Assessment | None, choices: dict[str, Any], request: Request) -> None:
    if assessment is None:
        raise NothingToShareError
    share_assessment(assessment, **choices, by=request.user, now=request.now)
