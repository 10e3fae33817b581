"""What everybody may read of a meeting for all, and where a guest says that she comes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.conference import actions
from spegla.conference.models import Gathering
from spegla.conference.policy import may_come_as_guest
from spegla.conference.queries import contributions_to, day_of, programme_of_day, published
from spegla.meetings.queries import place_of
from spegla.programme.lookup import step_by_key
from spegla.rounds.content import programme_of
from spegla.web.conference.forms import GuestForm
from spegla.web.public.views import show
from spegla.web.requests import Visit


@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: Visit, round: int, step: str) -> HttpResponse:
    found = published(round, step)
    if found is None:
        raise Http404
    on = day_of(found)
    coming = may_come_as_guest(found, on=on, today=request.today)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and coming and form.is_valid():
        actions.register_guest(found, form.cleaned_data, today=request.today, now=request.now)
        messages.success(request, _("Tack, du är anmäld. Välkommen!"))
        return redirect("public:gathering", found.round_id, step)
    page = _page(found) | {"on": on, "coming": coming, "form": form}
    answer = show(request, "gathering", **page)
    answer.status_code = 422 if form.errors else 200
    return answer


def _page(found: Gathering) -> dict[str, object]:
    """The programme, and the contributions whose organisations have made them public."""
    return {
        "gathering": found,
        "step": step_by_key(programme_of(found.round), found.step),
        "slots": programme_of_day(found, public=True),
        "unplaced": [one for one in contributions_to(found, public=True) if one.session_id is None],
        "where": place_of(found.round, found.step),
    }
