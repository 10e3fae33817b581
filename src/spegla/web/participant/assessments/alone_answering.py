"""One person's answers, one question at a time or all on a page, each saved as it is given."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from spegla.assessments.models import OwnAnswer, OwnSheet
from spegla.assessments.own import AlreadyShownError, save_own_answer
from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError, key_after
from spegla.programme.schema import Item
from spegla.web.participant.assessments.again import signed_out
from spegla.web.participant.assessments.alone import own_page
from spegla.web.participant.assessments.alone_rows import TEXTS, Own, from_two_devices, own_at, own_row, own_rows
from spegla.web.participant.assessments.forms import OwnAnswerForm
from spegla.web.participant.assessments.sheet import one_or_404
from spegla.web.requests import Request

PAGE = "participant/assessments/alone_question.html"
ALL = "participant/assessments/alone_questions.html"
FORM = "participant/assessments/alone_form.html"
State = OwnAnswer.State


@require_http_methods(["GET", "POST"])
def own_answer(request: Request, place: int, occasion: str, item: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return signed_out(request, reverse("participant:own-answer", args=[place, occasion, item]), item)
    own = own_at(request, place, occasion)
    asked = one_or_404(own.sheet.items, item)
    if own.mine is None:  # nobody answers before she has read what is promised
        return redirect(own.sheet.url("alone"))
    if request.method == "GET":
        return render(request, PAGE, question_page(request, own, asked))
    return _save(request, own, own.mine, asked)


@login_required
@require_GET
def own_questions(request: Request, place: int, occasion: str) -> HttpResponse:
    own = own_at(request, place, occasion)
    if own.mine is None:
        return redirect(own.sheet.url("alone"))
    return render(request, ALL, own_page(request, own, _("Alla frågor")) | {"rows": own_rows(own), "on_all": True})


def _save(request: Request, own: Own, mine: OwnSheet, item: Item) -> HttpResponse:
    form = OwnAnswerForm(request.POST, checklist=own.sheet.checklist)
    if not own.permit:
        return _again(request, own, item, form, 403, refused=own.permit)
    if not form.is_valid():
        return _again(request, own, item, form, 422, errors=form.errors)
    try:
        answer = save_own_answer(mine, item.key, form.changes, **form.stamp, checklist=own.sheet.checklist)
    except StaleError as error:
        found = {"stale": from_two_devices(error.current, error.wanted, own.titles), "based_on": error.current.version}
        return _again(request, own, item, form, 409, **found)
    except AlreadyShownError:
        why = _("Svaren på den här frågan har redan visats, så inga fler svar tas emot. Prata om det i stället.")
        return _again(request, own, item, form, 409, refused=Verdict(False, why))  # type: ignore[arg-type]
    except OwnSheet.DoesNotExist:
        return redirect(own.sheet.url("alone"))
    return _saved(request, own, item, answer)


def question_page(request: Request, own: Own, item: Item, **more: Any) -> dict[str, Any]:
    items = own.sheet.items
    number = items.index(item) + 1
    return own_page(request, own, _("Fråga %(number)d") % {"number": number}) | {
        "row": own_row(own, item, number, **more), "on_all": False,
        "before_url": own.sheet.url("own-answer", items[number - 2].key) if number > 1 else "",
        "after_url": own.sheet.url("own-answer", items[number].key) if number < len(items) else "",
    }


def _again(request: Request, own: Own, item: Item, form: OwnAnswerForm, status: int, **why: Any) -> HttpResponse:
    """The question with what was typed; nothing is lost."""
    context = question_page(request, own, item, **typed(form), **why)
    if not request.htmx:
        return render(request, PAGE, context, status=status)
    return _swap_question(render(request, f"{FORM}#question", context | {"on_all": "all" in request.POST}, status=status), item)


def _swap_question(response: HttpResponse, item: Item) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = f"#fraga-{item.key}", "outerHTML"
    return response


def _saved(request: Request, own: Own, item: Item, answer: OwnAnswer) -> HttpResponse:
    if not request.htmx:
        return redirect(_onward(request, own, item))
    if "next" in request.POST:
        return HttpResponseClientRedirect(_onward(request, own, item))
    own.answers[item.key] = {name: getattr(answer, name) for name in (*TEXTS, "state", "score", "version")}
    key = key_after(request.POST.get("request_key", ""))
    context = question_page(request, own, item, request_key=key, saved=True) | {"on_all": "all" in request.POST, "oob": True}
    if "remove" in request.POST:  # the whole question, so that its radio buttons let go
        return _swap_question(render(request, f"{FORM}#anew", context), item)
    return render(request, f"{FORM}#saved", context)


def _onward(request: Request, own: Own, item: Item) -> str:
    """Where a plain form leads: on the page with all, to the same place; else where the button says."""
    if "all" in request.POST:
        return f"{own.sheet.url('own-questions')}#fraga-{item.key}"
    keys = [one.key for one in own.sheet.items]
    after = keys.index(item.key) + 1
    if "next" not in request.POST:
        return own.sheet.url("own-answer", item.key)
    return own.sheet.url("own-answer", keys[after]) if after < len(keys) else own.sheet.url("alone")


def typed(form: OwnAnswerForm) -> dict[str, Any]:
    """What she wrote, as far as it can be shown again."""
    texts = {name: form.data[name].replace("\r\n", "\n") for name in TEXTS if name in form.data}
    chosen = form.data.get("choice", "")
    if chosen.isdecimal() and len(chosen) < 4:
        return texts | {"state": State.SCORED, "score": int(chosen)}
    return texts | {"state": chosen if chosen in State.values else State.UNANSWERED, "score": None}
