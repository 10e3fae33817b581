import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from spegla.journal.models import Event
from spegla.people.actions import rename, set_language
from spegla.people.models import Person


def test_language_and_name_are_changed_and_noted_once(key_person, now):
    for _ in range(2):
        set_language(key_person, "en", by=key_person, now=now)
        rename(key_person, "Kim  Ek", by=key_person, now=now)
    key_person.refresh_from_db()
    assert (key_person.language, key_person.name) == ("en", "Kim Ek")
    assert sorted(Event.objects.values_list("what", flat=True)) == ["language-chosen", "renamed"]
    assert "Kim" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("language", ["", "de", "sv-se"])
def test_a_language_we_do_not_have_is_refused(key_person, now, language):
    with pytest.raises(ValidationError) as refused:
        set_language(key_person, language, by=key_person, now=now)
    assert list(refused.value.message_dict) == ["language"]


def test_an_address_belongs_to_one_person(key_person):
    with pytest.raises(IntegrityError):
        Person.objects.create(email=key_person.email.upper(), name="Double")


def test_people_are_found_however_the_address_is_written(key_person):
    assert Person.objects.get_by_natural_key(" Kim.Karlsson@Alvdala.Example") == key_person
