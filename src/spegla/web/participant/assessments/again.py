"""An item that could not be saved: what was typed, what is wrong, what somebody else saved. Nothing of it is lost."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spegla.assessments.models import Answer
from spegla.journal.versions import StaleError
from spegla.web.participant.assessments.forms import TEXTS, AnswerForm
from spegla.web.participant.assessments.wording import said, whys
from spegla.web.requests import Request

State = Answer.State


@dataclass(frozen=True, slots=True)
class Again:
    item: str
    typed: dict[str, Any]
    errors: dict[str, Any] = field(default_factory=dict)
    stale: dict[str, Any] | None = None
    refused: Any = None


def typed(form: AnswerForm) -> dict[str, Any]:
    """What the person wrote, as far as it can be shown again."""
    texts = {name: form.data[name].replace("\r\n", "\n") for name in TEXTS if name in form.data}
    if form.data.get("why_moved") in Answer.Why.values:
        texts["why_moved"] = form.data["why_moved"]
    chosen = form.data.get("choice", "")
    if chosen.isdecimal() and len(chosen) < 4:
        return texts | {"state": State.SCORED, "score": int(chosen)}
    return texts | {"state": chosen if chosen in State.values else State.UNANSWERED, "score": None}


def both_texts(error: StaleError, titles: dict[int, str]) -> dict[str, Any]:
    """What this person wrote and what is saved, only where they differ, for parts/stale.html."""
    current = {name: getattr(error.current, name) for name in (*TEXTS, "why_moved", "state", "score")}
    wanted = current | error.wanted
    by = error.current.changed_by
    return {
        "yours": _differing(wanted, current, titles), "saved": _differing(current, wanted, titles),
        "saved_by": by.name if by else "", "saved_at": error.current.changed_at,
    }


def _differing(side: dict[str, Any], other: dict[str, Any], titles: dict[int, str]) -> str:
    lines = [said(side, titles)] if said(side, titles) != said(other, titles) else []
    if side["why_moved"] != other["why_moved"]:
        lines.append(_("Varför: %(why)s") % {"why": whys()[side["why_moved"]]})
    lines += [f"{label}: {side[name] or '–'}" for name, label in field_labels().items() if side[name] != other[name]]
    return "\n".join(lines)


def field_labels() -> dict[str, str]:
    return {
        "reason": _("Så gör vi i dag"), "other_view": _("Den andra synen"), "not_working": _("Vad fungerar inte"),
        "comment": _("Kommentar"), "evidence": _("Underlag"), "done_since": _("Gjort sedan förra gången"),
    }


def signed_out(request: Request, page: str, item: str) -> HttpResponse:
    """Without a page in between: what was typed must stay where it is. Without scripts, by way of signing in.

    It is said where "saved" stands; the rest of the question's stamp stays, so that it can be saved from the same page.
    """
    if not request.htmx:
        return redirect_to_login(page)
    response = render(request, "participant/assessments/item.html#signed_out", status=401)
    response["HX-Retarget"], response["HX-Reswap"] = f"#sparat-{item} .saved[role=status]", "innerHTML"
    return response
