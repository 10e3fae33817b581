"""What every page of the office begins with: the round she runs, or a 404; and a refusal that says why."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.core.verdict import Verdict, Why, no
from spegla.rounds.models import Round
from spegla.rounds.policy import may_run
from spegla.rounds.queries import rounds_run_by
from spegla.web.requests import Request

Answer = TypeVar("Answer", bound=HttpResponseBase)


def for_office(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """The view gets the round instead of its id. Another office's round is a 404; nothing is written in a closed one."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def inner(request: Request, round: int, **keys: Any) -> Answer | HttpResponse:
        found = get_object_or_404(rounds_run_by(request.standing), pk=round)
        running = may_run(found, request.standing)
        if request.method == "POST" and not running:
            return refused(request, found, running)
        return view(request, found, **keys)

    return inner


def refused(request: Request, round_: Round, verdict: Verdict) -> HttpResponse:
    page = office_page(request, round_, "", _("Det går inte nu")) | {"verdict": verdict}
    return render(request, "office/refused.html", page, status=403)


def office_page(request: Request, round_: Round, section: str, title: str = "") -> dict[str, Any]:
    """What every page about a round shows around its content; `section` marks the entry in its menu."""
    crumbs = [(_("Programledning"), reverse("office:rounds")), (round_.name, reverse("office:round", args=[round_.pk]))]
    return {
        "round": round_,
        "section": section,
        "running": no(Why.REHEARSAL) if request.rehearsal else may_run(round_, request.standing),
        "today": request.today,
        "crumbs": [*crumbs, (title, "")] if title else [*crumbs[:1], (round_.name, "")],
    }


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: everything that was sent, also when that is nothing."""
    return request.POST if request.method == "POST" else None
