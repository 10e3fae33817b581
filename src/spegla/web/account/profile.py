"""One's own page: name, language, password, and what one is for which organisations."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from spegla.people import actions
from spegla.people.queries import appointments_of
from spegla.people.signing_in import note_password
from spegla.people.wishes import OPTIONAL, kinds_wanted_by
from spegla.web.account.forms import ProfileForm
from spegla.web.public.views import remember_language
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    person = request.user
    form = ProfileForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid() and _saved(request, form):
        translation.activate(form.cleaned_data["language"])
        messages.success(request, _("Sparat."))
        return remember_language(redirect("people:profile"), form.cleaned_data["language"])
    held = appointments_of(person, now=request.now)
    letters = [(kind, words, kind in wanted) for wanted in [kinds_wanted_by(person)] for kind, words in OPTIONAL.items()]
    return render(request, "account/profile.html", {"form": form, "held": held, "letters": letters})


def _saved(request: Request, form: ProfileForm) -> bool:
    try:
        actions.rename(request.user, form.cleaned_data["name"], by=request.user, now=request.now)
        actions.set_language(request.user, form.cleaned_data["language"], by=request.user, now=request.now)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """Set a password, or change it: the old one is asked for unless one came in by a link."""
    known = request.user.has_usable_password() and not request.session.get("by_link")
    form = (PasswordChangeForm if known else SetPasswordForm)(request.user, request.POST or None)
    form.fields["new_password1"].help_text = ""  # the page says it in our words
    form.fields["new_password2"].label, form.fields["new_password2"].help_text = _("Samma lösenord en gång till"), ""
    if form.is_valid():
        person = form.save()
        note_password(person, now=request.now)
        update_session_auth_hash(request, person)
        messages.success(request, _("Lösenordet är sparat. Du kan fortfarande logga in med en länk när du vill."))
        return redirect("people:profile")
    crumbs = [(_("Min sida"), reverse("people:profile")), (_("Lösenord"), "")]
    return render(request, "account/password.html", {"form": form, "crumbs": crumbs})
