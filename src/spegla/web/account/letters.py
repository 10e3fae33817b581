"""Ending letters: on one's own page, and by the address in a letter. A mail filter that opens it ends nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from spegla.people import wishes
from spegla.web.requests import Request


@require_POST
@login_required
def wanted(request: Request) -> HttpResponse:
    """What is ticked on one's own page is wanted."""
    chosen = [kind for kind in request.POST.getlist("kind") if kind in wishes.OPTIONAL]
    wishes.wish_for(request.user, chosen, by=request.user, now=request.now)
    messages.success(request, _("Sparat."))
    return redirect("people:profile")


@csrf_exempt  # mail programs press it for their reader (RFC 8058); the address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    found = wishes.whose_wish(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        wishes.stop(person, kind, by=person, now=request.now)
    ended = kind not in wishes.kinds_wanted_by(person)
    return render(request, "account/stop_letters.html", {"kind": wishes.OPTIONAL[kind], "ended": ended, "token": token})
