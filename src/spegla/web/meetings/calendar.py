"""My calendar: an address to subscribe to, which leads nowhere but to her own meetings, and what it gives."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spegla.meetings.feeds import feed_for, new_address, no_address, subscriber
from spegla.meetings.links import address_of, feed_token_of
from spegla.reporting.calendars import own_feed
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: Request) -> HttpResponse:
    """The address, if she has asked for one. A POST makes it, makes it anew, or takes it away."""
    if request.method == "POST":
        if request.POST.get("act") == "remove":
            no_address(request.user, now=request.now)
            messages.success(request, _("Adressen är borttagen. Kalendern slutar uppdateras."))
        else:
            new_address(request.user, now=request.now)
            messages.success(request, _("Här är din adress. En äldre gäller inte längre."))
        return redirect("asked:calendar")
    feed = feed_for(request.user)
    return render(request, "meetings/my_calendar.html", {
        "address": address_of("asked:feed", feed_token_of(feed)) if feed else "",
        "feed": feed,
        "crumbs": [(_("Min sida"), reverse("people:profile")), (_("Min kalender"), "")],
    })


@require_safe
def feed(request: Request, token: str) -> HttpResponse:
    """What calendar programs fetch. The address alone says whose it is."""
    person = subscriber(token)
    if person is None:
        raise Http404
    answer = HttpResponse(own_feed(person, now=request.now), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="spegla.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
