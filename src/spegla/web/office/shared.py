"""What organisations share with the round that the office runs: the list, and each thing to read."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.files.queries import files_shown_to_round
from spegla.rounds.models import Round
from spegla.web.fetching import fetched
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request
from spegla.web.round_shared import listed, shown


@for_office
def shared(request: Request, round_: Round) -> HttpResponse:
    page = office_page(request, round_, "delat", _("Delat med hela omgången"))
    return render(request, "office/shared.html", page | {"shared": listed(round_, request.standing)})


@for_office
def shared_one(request: Request, round_: Round, kind: str, pk: int) -> HttpResponse:
    thing = shown(round_, kind, pk, request.standing)
    page = office_page(request, round_, "delat", thing["title"])
    page["crumbs"].insert(-1, (_("Delat med hela omgången"), reverse("office:shared", args=[round_.pk])))
    return render(request, "office/shared_one.html", page | {"thing": thing})


@for_office
def shared_file(request: Request, round_: Round, pk: int) -> FileResponse:
    return fetched(get_object_or_404(files_shown_to_round(round_, request.standing), pk=pk))
