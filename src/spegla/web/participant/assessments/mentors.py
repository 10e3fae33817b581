"""A mentor asks or tells of what is shared with it, item by item; the organisation reads it beside its answer and replies."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments.actions import Paper
from spegla.assessments.mentoring import note_as_mentor, reply_to_mentor
from spegla.assessments.models import MentorNote
from spegla.assessments.notes import consents_between, note_to, notes_from, outside_views
from spegla.assessments.policy import allows_outside_scoring, may_note, may_reply, may_score_outside
from spegla.assessments.queries import Row
from spegla.core.verdict import Verdict, Why, no
from spegla.journal.versions import StaleError
from spegla.programme.schema import Item
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.again import typed
from spegla.web.participant.assessments.answering import PAGE as SHEET_PAGE
from spegla.web.participant.assessments.answering import opened_at, whole_page
from spegla.web.participant.assessments.beside_notes import Unsent
from spegla.web.participant.assessments.columns import entry, shared_in
from spegla.web.participant.assessments.forms import NoteForm, OutsideForm, ReplyForm
from spegla.web.participant.assessments.rows import BLANK
from spegla.web.participant.assessments.sheet import Sheet, one_or_404, sheet_or_404
from spegla.web.participant.assessments.wording import levels_of, said, titles_of
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

PAGE = "participant/assessments/mentor_note.html"


@dataclass(frozen=True, slots=True)
class About:
    """What a mentor writes of: whose item, and how it is shared with the mentor."""

    other: Participation
    item: Item
    shared: Row


@login_required
@require_http_methods(["GET", "POST"])
def mentor_note(request: Request, place: int, occasion: str, asked: int, item: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion, picker=False)
    about = about_or_404(request, sheet, asked, item)
    if request.method == "GET":
        return render(request, PAGE, note_page(request, sheet, about))
    form = NoteForm(request.POST)
    if not note_permit(request, sheet, about.other):
        return render(request, PAGE, note_page(request, sheet, about, form=form), status=403)
    if not form.is_valid():
        return render(request, PAGE, note_page(request, sheet, about, form=form), status=422)
    try:
        note_as_mentor(about.other, sheet.place, checklist=sheet.checklist.key, occasion=occasion, item=item,
                       changes=form.changes, **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        return render(request, PAGE, note_page(request, sheet, about, form=form, stale=error), status=409)
    messages.success(request, _("Sparat. De läser det bredvid sitt svar."))
    return redirect(f"{sheet.url('comparison')}#{item}")


@login_required
@require_POST
def mentor_reply(request: Request, place: int, occasion: str, note: int) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion, picker=False)
    note_row, form = note_to(sheet.place, occasion, note, request.standing), ReplyForm(request.POST)
    if note_row is None:
        raise Http404
    if not _reply_permit(request, note_row):
        return _again(request, sheet, note_row, form, status=403)
    if not form.is_valid():
        return _again(request, sheet, note_row, form, errors=str(form.errors["reply"][0]), status=422)
    try:
        reply_to_mentor(note_row, form.cleaned_data["reply"], **form.stamp, standing=request.standing, now=request.now)
    except StaleError:
        changed = _("Frågan eller svaret ändrades medan du skrev. Läs igenom och spara igen om det fortfarande stämmer.")
        return _again(request, sheet, note_row, form, errors=changed, status=409)
    messages.success(request, _("Svaret är sparat. Mentorn kan läsa det."))
    return redirect(opened_at(sheet, note_row.item))


def note_permit(request: Request, sheet: Sheet, other: Participation) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else may_note(other, sheet.place, request.standing)


def note_page(
    request: Request, sheet: Sheet, about: About, *, form: NoteForm | None = None, stale: StaleError | None = None,
    outside_form: OutsideForm | None = None, outside_stale: StaleError | None = None,
) -> dict[str, Any]:
    other, item = about.other, about.item
    note = notes_from(sheet.place, sheet.occasion.key, request.standing).get((other.pk, sheet.checklist.key, item.key))
    return place_page(request, sheet.place, "jamfor") | {
        "sheet": sheet, "item": item, "other": other, "note": note, "permit": note_permit(request, sheet, about.other),
        "found": entry(about.shared, sheet.checklist, titles_of(sheet.checklist)), "form": _note_form(note, form, stale),
        "stale": stale and _both(stale),
        "back_url": f"{sheet.url('comparison')}#{item.key}",
        "outside": _outside(request, sheet, about, outside_form, outside_stale),
        "crumbs": [
            (_("Jämför i klustret"), reverse("participant:comparison", args=[sheet.place.pk, sheet.occasion.key])),
            (text(item.title), ""),
        ],
    }


def about_or_404(request: Request, sheet: Sheet, asked: int, item: str) -> About:
    other, known = _asked_or_404(request, sheet, asked), one_or_404(sheet.checklist.item, item)
    return About(other, known, _shared_or_404(request, sheet, asked, item))


def outside_paper(sheet: Sheet, other: Participation) -> Paper:
    return Paper(other, other.organisation_id, sheet.checklist, sheet.occasion.key, mentor=sheet.place)


def outside_permit(request: Request, sheet: Sheet, other: Participation) -> Verdict:
    if request.rehearsal:
        return no(Why.REHEARSAL)
    consents = consents_between(sheet.place, [other.pk]).get((other.pk, sheet.place.pk), {})
    return may_score_outside(other, sheet.place, request.standing, consents=consents)


def _outside(
    request: Request, sheet: Sheet, about: About, form: OutsideForm | None, stale: StaleError | None
) -> dict[str, Any] | None:
    """The mentor's own view with its form; None where the edition does not know of such a thing."""
    if not allows_outside_scoring(sheet.place):
        return None
    views = outside_views(about.other, sheet.checklist.key, sheet.occasion.key, request.standing, mentor=sheet.place)
    row = views[about.item.key][0][1] if about.item.key in views else BLANK
    saved, titles = stale.current.version if stale else row["version"], titles_of(sheet.checklist)
    return {
        "permit": outside_permit(request, sheet, about.other), "row": row | (typed(form) if form else {}),
        "said": said(row, titles), "based_on": saved, "request_key": fresh_key(),
        "errors": form.errors if form else {}, "typed": form is not None,
        "stale": stale and {"by": stale.current.changed_by, "reason": stale.current.reason},
        "levels": levels_of(sheet.checklist), "url": sheet.url("mentor-score", about.other.pk, about.item.key),
        "consents_url": reverse("participant:outside", args=[sheet.place.pk]),
    }


def _note_form(note: MentorNote | None, form: NoteForm | None, stale: StaleError | None) -> NoteForm:
    if form and stale:
        return NoteForm(initial=stale.wanted | {"based_on": stale.current.version})
    known = {"kind": note.kind, "text": note.text, "based_on": note.version} if note else {"kind": MentorNote.Kind.QUESTION}
    return form or NoteForm(initial=known)


def _both(error: StaleError) -> dict[str, Any]:
    """What was written and what is saved now, the organisation's answer with it."""
    current = error.current
    saved = "\n\n".join(filter(None, [current.text, current.reply]))
    return {"yours": error.wanted["text"], "saved": saved, "by": current.changed_by}


def _asked_or_404(request: Request, sheet: Sheet, asked: int) -> Participation:
    """Another organisation of the cluster, seen from a place that mentors."""
    others = [one for one in members_seen_from(sheet.place, request.standing) if one.pk == asked != sheet.place.pk]
    if not others or not sheet.place.is_mentor:
        raise Http404
    return others[0]


def _shared_or_404(request: Request, sheet: Sheet, asked: int, item: str) -> Row:
    """The item as the mentor reads it; what is not shared is not there."""
    try:
        return shared_in(sheet, request.standing)[asked][sheet.checklist.key][item]
    except KeyError:
        raise Http404 from None


def _reply_permit(request: Request, note: Any) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else may_reply(note, request.standing, shared=note.is_shared)


def _again(
    request: Request, sheet: Sheet, note: MentorNote, form: ReplyForm, *, status: int, errors: str = ""
) -> HttpResponse:
    unsent = Unsent(note.pk, form.data.get("reply", ""), errors)
    return render(request, SHEET_PAGE, whole_page(request, sheet, asked=note.item, unsent=unsent), status=status)
