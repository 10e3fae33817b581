"""The letters of a demo installation, to be read and their links followed. Not there where letters go to real inboxes."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.journal.queries import latest_letters
from spegla.web.requests import Visit

REAL_POST = "django.core.mail.backends.smtp.EmailBackend"


@require_safe
def demo_letters(request: Visit) -> HttpResponse:
    if not settings.DEMO or settings.EMAIL_BACKEND == REAL_POST:
        raise Http404
    crumbs = [(_("Startsidan"), reverse("public:home")), (_("Brev i demon"), "")]
    return render(request, "account/demo_letters.html", {"letters": latest_letters()[:50], "crumbs": crumbs})
