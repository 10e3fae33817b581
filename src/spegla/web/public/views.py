"""Pages that need no sign-in: the method, the programme, contact, accessibility, the language, a click of feedback."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from spegla.journal.actions import answer_page
from spegla.people.actions import set_language
from spegla.programme.schema import Step
from spegla.web.middleware import LANGUAGE_COOKIE
from spegla.web.public import library
from spegla.web.public.demo import teams_to_try
from spegla.web.public.forms import PageAnswerForm
from spegla.web.public.next_page import next_page
from spegla.web.requests import Visit

YEAR = 60 * 60 * 24 * 365


def show(request: Visit, name: str, **context: Any) -> HttpResponse:
    """A public page with its own menu."""
    entries = [
        (_("Metoden"), "public:method"), (_("Programmet"), "public:programmes"), (_("Kontakt"), "public:contact"),
    ]
    if request.user.is_authenticated:
        entries.insert(0, (_("Att göra nu"), "participant:now"))
    here = request.path
    nav = [(label, reverse(view), here.startswith(reverse(view))) for label, view in entries]
    return render(request, f"public/{name}.html", {"nav": nav, **context})


@require_safe
def home(request: Visit) -> HttpResponse:
    teams = teams_to_try(now=request.now) if settings.DEMO else {}
    return show(request, "home", first=library.method().section[0], **teams)


@require_safe
def method(request: Visit) -> HttpResponse:
    return show(request, "method", sections=library.method().section)


@require_safe
def programmes(request: Visit) -> HttpResponse:
    return show(request, "programmes", programmes=library.programmes())


@require_safe
def programme(request: Visit, edition: str) -> HttpResponse:
    found = next((one for one in library.programmes() if one.edition.key == edition), None)
    if found is None:
        raise Http404
    crumbs = [(_("Programmet"), reverse("public:programmes")), (found.edition.title.in_language(request.LANGUAGE_CODE), "")]
    path = [_on_path(step, request.LANGUAGE_CODE) for step in found.step]
    return show(request, "programme", programme=found, path=path, crumbs=crumbs)


def _on_path(step: Step, language: str) -> dict[str, Any]:
    kind = "meeting" if step.meeting else "home"
    return {"number": step.number, "title": step.title.in_language(language), "kind": kind, "url": f"#{step.key}"}


@require_safe
def contact(request: Visit) -> HttpResponse:
    return show(request, "contact")


@require_safe
def accessibility(request: Visit) -> HttpResponse:
    return show(request, "accessibility")


@require_POST
def language(request: Visit) -> HttpResponse:
    """Remembered in a cookie, and for whoever is signed in also for letters; in a rehearsal in the cookie alone."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(_("Det språket finns inte här."))
    if request.user.is_authenticated and not request.rehearsal:
        set_language(request.user, wanted, by=request.user, now=request.now)
    return remember_language(redirect(next_page(request, "public:home")), wanted)


def remember_language(response: HttpResponse, wanted: str) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


@require_POST
def page_answer(request: Visit) -> HttpResponse:
    """One click, no person, no cookie: the thanks come in place, or on a page of their own without scripts."""
    form = PageAnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Svaret gick inte att förstå. Gå tillbaka och prova igen."))
    answer_page(form.cleaned_data["page"], helped=form.cleaned_data["helped"] == "yes", now=request.now)
    if request.htmx:
        return render(request, "parts/helped.html#thanks")
    return redirect(f"{reverse('public:thanks')}?{urlencode({'next': next_page(request, 'public:home')})}")


@require_GET
def thanks(request: Visit) -> HttpResponse:
    return show(request, "thanks", back=next_page(request, "public:home"))
