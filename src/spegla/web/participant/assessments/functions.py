"""The functions people can say that they answer as, or were there as, in the programme's words."""

from django.utils.translation import gettext as _

from spegla.people.models import Function
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


def functions_at(place: Participation) -> dict[str, str]:
    """By key, in the edition's order: those that a person can have for an organisation that takes part."""
    words = {function.key: text(function.title) for function in programme_of(place.round).edition.function}
    keys = [key for key in words if key in Function.values and key != Function.PROGRAMME_OFFICER]
    return {key: words[key] for key in keys} or {Function.OTHER.value: str(Function.OTHER.label)}


def called(function: str, words: dict[str, str]) -> str:
    """A function by name; who did not say is called so."""
    if not function:
        return _("Har inte sagt sin funktion")
    return words.get(function) or str(Function(function).label)


def proposed(request: Request, place: Participation) -> str:
    """What she is appointed as here; nothing when that is nothing one can answer as."""
    held = request.standing.functions.get(place.organisation_id, frozenset())
    return next((key for key in functions_at(place) if key in held), "")
