"""Questions on a presentation that is shared, and their answers; beside it, before and during the meeting."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from spegla.core.verdict import Verdict, Why, no
from spegla.journal.versions import StaleError
from spegla.presentations.asking import answer as answer_it
from spegla.presentations.asking import ask as ask_it
from spegla.presentations.asking import take_back
from spegla.presentations.models import Question
from spegla.presentations.policy import may_answer, may_ask, may_take_back
from spegla.presentations.queries import questions_on
from spegla.web.forms import VersionedForm, fresh_key
from spegla.web.participant.improvement.fields import LinesField
from spegla.web.participant.improvement.stale import Stale, on_top_of
from spegla.web.participant.presentations.places import At, at_or_404, shared_or_404
from spegla.web.participant.presentations.showing import READ, shared_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason

EMPTY = gettext_lazy("Skriv något först.")


class AskForm(VersionedForm):
    mark_optional = False

    text = LinesField(gettext_lazy("Er fråga"), gettext_lazy("Gärna en som börjar med hur."), rows=2, longest=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = EMPTY


class AnswerForm(VersionedForm):
    mark_optional = False

    answer = LinesField(gettext_lazy("Ert svar"), rows=2, longest=2000)


@dataclass(slots=True)
class Asked:
    """A question as the reader meets it: what she may do with it."""

    question: Question
    form: AnswerForm | None
    may_take_back: bool
    stale: Stale | None = None


@login_required
@require_safe
def of(request: Request, place: int, step: str, owner: int) -> HttpResponse:
    """A presentation as it was shared, as a page to read, with what has been asked about it."""
    return _page(request, at_or_404(request, place, step), owner, status=200)


@login_required
@require_POST
def ask(request: Request, place: int, step: str, owner: int) -> HttpResponse:
    at = at_or_404(request, place, step)
    found = shared_or_404(request, at, owner)
    form = AskForm(request.POST)
    allowed = _allowed(request, may_ask(found.instance, at.place, request.standing))
    if not allowed or not form.is_valid():
        return _page(request, at, owner, status=422 if allowed else 403, ask_form=form)
    key = form.stamp["request_key"] or fresh_key()
    ask_it(found.instance, at.place, form.cleaned_data["text"], creation_key=key, standing=request.standing, now=request.now)
    messages.success(request, _("Frågan är ställd. De får veta det."))
    return redirect(at.url("of", owner) + "#fragor")


@login_required
@require_POST
def answer(request: Request, place: int, step: str, owner: int, question: int) -> HttpResponse:
    """Answer what was asked about one's own, or take back what one has asked."""
    at = at_or_404(request, place, step)
    found = shared_or_404(request, at, owner)
    asked = get_object_or_404(questions_on(found.id), pk=question)
    if request.POST.get("act") == "take-back":
        return _take_back(request, at, owner, asked)
    form = AnswerForm(request.POST, auto_id=f"%s-{asked.pk}")
    allowed = _allowed(request, may_answer(asked, request.standing))
    if not allowed or not form.is_valid():
        return _page(request, at, owner, status=422 if allowed else 403, answered={asked.pk: Asked(asked, form, False)})
    try:
        answer_it(asked, form.cleaned_data["answer"], **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        stale = on_top_of(form, error.current, {"answer": error.current.answer})
        return _page(request, at, owner, status=409, answered={asked.pk: Asked(asked, form, False, stale)})
    messages.success(request, _("Svaret är sparat."))
    return redirect(f"{at.url('of', owner)}#fraga-{asked.pk}")


def _take_back(request: Request, at: At, owner: int, asked: Question) -> HttpResponse:
    allowed = _allowed(request, may_take_back(asked, request.standing))
    if allowed:
        take_back(asked, standing=request.standing, now=request.now)
        messages.success(request, _("Frågan är tillbakatagen."))
    else:
        messages.error(request, reason(allowed.why))
    return redirect(at.url("of", owner) + "#fragor")


def _allowed(request: Request, verdict: Verdict) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else verdict


def _page(
    request: Request, at: At, owner: int, *, status: int, ask_form: AskForm | None = None,
    answered: dict[int, Asked] | None = None,
) -> HttpResponse:
    page = shared_page(request, at, owner)
    page |= questions_part(request, at, page["found"], ask_form=ask_form, answered=answered)
    return render(request, READ, page, status=status)


def questions_part(
    request: Request, at: At, found: Any, *, ask_form: AskForm | None = None, answered: dict[int, Asked] | None = None
) -> dict[str, Any]:
    """What the page needs to show the questions, and the forms that the reader may use."""
    asking = _allowed(request, may_ask(found.instance, at.place, request.standing))
    rows = [(answered or {}).get(one.pk) or _asked(request, one) for one in questions_on(found.id)]
    return {"questions": rows, "asking": asking, "ask_form": ask_form or AskForm()}


def _asked(request: Request, question: Question) -> Asked:
    form = None
    if _allowed(request, may_answer(question, request.standing)):
        initial = {"answer": question.answer, "based_on": question.version}
        form = AnswerForm(initial=initial, auto_id=f"%s-{question.pk}")
    return Asked(question, form, bool(_allowed(request, may_take_back(question, request.standing))))
