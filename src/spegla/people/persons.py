"""One person's own row: found by address or made, her name and her language."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from spegla.journal.actions import record
from spegla.people.models import Person


def person_for(email: str, name: str) -> Person:
    """Who has this address, made when it is new; a known person keeps her name. Raises ValidationError by field."""
    email = Person.objects.normalise(email)
    if len(email) > 254:
        raise ValidationError({"email": _("E-postadressen får ha högst 254 tecken.")})
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": _wanted()}) from error
    known = Person.objects.filter(email=email).first()
    if known and not known.is_active:  # who is forgotten is not called back by the address that stands in her place
        raise ValidationError({"email": _wanted()})
    if known:
        return known
    values = {"name": plain_name(name), "password": Person.unusable()}
    return Person.objects.get_or_create(email=email, defaults=values)[0]


def _wanted() -> str:
    return _("Skriv en fullständig e-postadress, som namn@kommun.se.")


def plain_name(words: str) -> str:
    """Without line breaks and double spaces, so that it fits a letter's subject. Raises ValidationError by field."""
    name = " ".join(words.split())
    if not name:
        raise ValidationError({"name": _("Skriv ett namn.")})
    if len(name) > 120:
        raise ValidationError({"name": _("Namnet får ha högst 120 tecken.")})
    return name


@transaction.atomic
def rename(person: Person, name: str, *, by: Person, now: dt.datetime) -> None:
    """Raises ValidationError by field."""
    name = plain_name(name)
    if name != person.name:
        person.name = name
        person.save(update_fields=["name"])
        record("renamed", person, by=by, now=now)


@transaction.atomic
def set_language(person: Person, language: str, *, by: Person, now: dt.datetime) -> None:
    """The language of pages and letters. Raises ValidationError for one we do not have."""
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Välj ett av språken i listan.")})
    if language != person.language:
        person.language = language
        person.save(update_fields=["language"])
        record("language-chosen", person, by=by, now=now, language=language)
