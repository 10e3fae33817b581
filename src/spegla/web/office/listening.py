"""What the office hears: whether pages helped, and which letters went out. Never what a letter said."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.journal import actions
from spegla.journal.queries import page_answers
from spegla.reporting.letters import letter_of_round, letters_of_round, notes
from spegla.rounds.content import programme_of
from spegla.rounds.models import Round
from spegla.rounds.queries import rounds_run_by
from spegla.web.office.doors import for_office, office_page
from spegla.web.public.library import programmes
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

ROWS = 50


@dataclass(frozen=True, slots=True)
class PageRow:
    page: str
    title: str
    yes: int
    no: int

    @property
    def all(self) -> int:
        return self.yes + self.no


@login_required
@require_safe
def page_answers_(request: Request) -> HttpResponse:
    """Per page, those that help least first. For everybody who runs rounds: the answers belong to no round."""
    if not request.standing.office_organisations:
        raise Http404
    titles = _page_titles(request)
    rows = [PageRow(row["page"], titles.get(row["page"], row["page"]), row["yes"], row["no"]) for row in page_answers()]
    rows.sort(key=lambda row: (-row.no, row.page))
    crumbs = [(_("Programledning"), reverse("office:rounds")), (_("Svar om sidorna"), "")]
    return render(request, "office/page_answers.html", {"rows": rows, "crumbs": crumbs})


def _page_titles(request: Request) -> dict[str, str]:
    """What the pages are called that ask whether they helped; a step by the reader's own rounds, the latest first."""
    titles = {
        "start": _("Startsidan"), "metoden": _("Metoden"), "programmet": _("Programmet"), "kontakt": _("Kontakt"),
        "tillganglighet": _("Tillgänglighet"), "konferens": _("Öppen sida om en konferens"),
    }
    for programme in programmes():
        titles[f"programmet/{programme.edition.key}"] = text(programme.edition.title)
    for round_ in rounds_run_by(request.standing):
        for step in programme_of(round_).step:
            words = {"number": step.number, "title": text(step.title)}
            titles.setdefault(f"steg/{step.key}", _("Steg %(number)s: %(title)s") % words)
    return titles


@for_office
def letters(request: Request, round_: Round) -> HttpResponse:
    """Letters to the people of the round's organisations: to whom, when, and whether they went away."""
    failed = request.GET.get("visa") == "misslyckade"
    found = Paginator(letters_of_round(round_, not_sent=failed, now=request.now), ROWS).get_page(request.GET.get("page"))
    page: dict[str, Any] = office_page(request, round_, "brev", _("Brev")) | {
        "page": found, "letters": notes(found), "failed": failed,
    }
    return render(request, "office/letters.html", page)


@require_POST
@for_office
def send_again(request: Request, round_: Round, letter: int) -> HttpResponse:
    """A letter that got stuck is sent once more because a person says so. It goes away within some minutes."""
    found = letter_of_round(round_, letter, now=request.now)
    if found is None:
        raise Http404
    if actions.send_again(found, by=request.user, now=request.now):
        messages.success(request, _("Brevet skickas igen inom några minuter."))
    else:
        messages.info(request, _("Brevet sitter inte fast längre. Därför skickas det inte en gång till."))
    return redirect("office:letters", round_.pk)
