"""Signing in and out: by a link whose button is pressed, by a password, and as a demo person in a demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.people import signing_in
from spegla.people.demo import demo_people
from spegla.people.models import Person
from spegla.people.queries import appointments_of
from spegla.web.account.forms import LinkForm, PasswordForm
from spegla.web.middleware import LANGUAGE_COOKIE
from spegla.web.public.next_page import next_page
from spegla.web.public.views import remember_language
from spegla.web.requests import Visit

NOW = "participant:now"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Visit) -> HttpResponse:
    """The page with both ways in; a POST is the one with a password."""
    if request.user.is_authenticated:
        return redirect(next_page(request, NOW))
    form = PasswordForm(request.POST or None, auto_id="password_%s")
    if form.is_valid() and (person := _by_password(request, form)):
        return let_in(request, person, by_link=False)
    return _page(request, password_form=form)


def _by_password(request: Visit, form: PasswordForm) -> Person | None:
    """Who it is, else None with the reason in the form: the same for a wrong password and an unknown address."""
    email, counted = form.cleaned_data["email"], _counted(request)
    try:
        signing_in.check_attempts("password-wrong", email, **counted)
        person = authenticate(request, username=email, password=form.cleaned_data["password"])
        if person is not None:
            signing_in.note_sign_in(person, how="password", now=request.now)
            return person
        signing_in.note_attempt("password-wrong", email, **counted)  # others may have reached the limit meanwhile
    except signing_in.TooOftenError:
        form.add_error(None, _("Lösenordet har varit fel många gånger. Vänta en kvart, eller logga in med en länk."))
    else:
        form.add_error("password", _("Adressen och lösenordet hör inte ihop. Prova igen, eller logga in med en länk."))
    return None


def _counted(request: Visit) -> dict[str, Any]:
    return {"now": request.now, "client": client_of(request)}


def client_of(request: Visit) -> str:
    """Where in the network the visitor is; "" when only a proxy on this machine is seen."""
    behind = settings.SECURE_PROXY_SSL_HEADER and request.META.get("HTTP_X_FORWARDED_FOR", "")
    address = (behind or request.META.get("REMOTE_ADDR", "")).rpartition(",")[2].strip()
    return "" if address in ("127.0.0.1", "::1") else address


def send_link(request: Visit) -> HttpResponse:
    """Says the same whether or not anybody has the address."""
    if request.method != "POST":
        return redirect("people:sign-in")
    form = LinkForm(request.POST, auto_id="link_%s")
    if form.is_valid():
        try:
            signing_in.send_link(form.cleaned_data["email"], now=request.now, client=client_of(request))
            return redirect("people:link-sent")
        except signing_in.TooOftenError:
            form.add_error("email", too_many_links())
    return _page(request, link_form=form)


@require_safe
def link_sent(request: Visit) -> HttpResponse:
    return render(request, "account/link_sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Visit, token: str) -> HttpResponse:
    """Looking at the page uses nothing: mail filters open links too. Only the button signs in."""
    try:
        if request.method == "POST":
            return let_in(request, signing_in.use_link(token, now=request.now), by_link=True)
        found = signing_in.find_link(token, now=request.now)
    except signing_in.LinkError as error:
        return _gone(request, token, error)
    _speak(request, found.person)
    places = {one.organisation.name for one in appointments_of(found.person, now=request.now)}
    return render(request, "account/link.html", {"person": found.person, "places": sorted(places), "token": token})


def _gone(request: Visit, token: str, error: signing_in.LinkError) -> HttpResponse:
    """An unknown, used or expired link. Who is in already, after pressing twice, goes on."""
    if error.person:
        if error.person == request.user:
            return redirect(NOW)
        _speak(request, error.person)
    status = 410 if error.person else 404
    return render(request, "account/link_gone.html", {"kind": error.kind, "token": token}, status=status)


@never_cache
def link_renew(request: Visit, token: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("people:link", token)
    try:
        signing_in.renew_link(token, now=request.now, client=client_of(request))
    except signing_in.LinkError as error:
        return _gone(request, token, error)
    except signing_in.TooOftenError:
        context = {"kind": "too-often", "why": too_many_links()}
        return render(request, "account/link_gone.html", context, status=429)
    return redirect("people:link-sent")


@require_POST
def sign_out(request: Visit) -> HttpResponse:
    logout(request)
    return redirect("public:home")


@require_POST
def demo_sign_in(request: Visit, pk: int) -> HttpResponse:
    """Be one of the made-up people. Only in a demo installation."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(demo_people(now=request.now), pk=pk)
    signing_in.note_sign_in(person, how="demo", now=request.now)
    return let_in(request, person, by_link=True)


def let_in(request: Visit, person: Person, *, by_link: bool) -> HttpResponse:
    """Begin the session. Who comes by link may set a password without knowing the old one."""
    login(request, person)
    request.session["by_link"] = by_link
    response = redirect(next_page(request, NOW))
    return response if LANGUAGE_COOKIE in request.COOKIES else remember_language(response, person.language)


def too_many_links() -> str:
    return _("Vi har skickat flera länkar till den adressen den senaste timmen. Titta i inkorgen och skräpposten, "
             "eller vänta en stund.")


def _page(request: Visit, **forms: LinkForm | PasswordForm) -> HttpResponse:
    given = forms.get("link_form") or forms.get("password_form")
    email = given.data.get("email", "") if given and given.is_bound else ""
    context = {
        "link_form": LinkForm(initial={"email": email}, auto_id="link_%s"),
        "password_form": PasswordForm(initial={"email": email}, auto_id="password_%s"),
        "next": next_page(request, NOW),
        "demo": settings.DEMO,
        **forms,
    }
    return render(request, "account/sign_in.html", context)


def _speak(request: Visit, person: Person) -> None:
    """The letter was in her language; so is the page it leads to, unless the visitor has chosen one."""
    if LANGUAGE_COOKIE not in request.COOKIES:
        translation.activate(person.language)
        request.LANGUAGE_CODE = translation.get_language()
