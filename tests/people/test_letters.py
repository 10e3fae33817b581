import re

import pytest

from spegla.journal.models import Letter
from spegla.people.actions import appoint, hand_over, use_link
from spegla.people.letters import without_secret
from spegla.people.models import Person
from spegla.people.signing_in import send_link


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_ADDRESS, settings.CONTACT_NAME = "https://spegla.example/", "Programkontoret"
    settings.CONTACT_EMAIL = "hjalp@spegla.example"


def token_in(letter):
    return re.search(r"https://spegla\.example/in/([-\w]+)/\n", letter.body).group(1)


def test_the_invitation(organisation, key_person, now):
    made = appoint(organisation, email="n@a.example", name="Nina Ny", function="strategist", by=key_person, now=now)
    letter = Letter.objects.get()
    assert letter.subject == "Välkommen till Spegla för Alvdala"
    start = "Hej Nina!\n\nKim Karlsson vill ha med dig som strateg för Alvdala i Spegla."
    assert letter.body.startswith(start)
    assert "gäller till och med den 30 april 2027" in letter.body
    assert letter.body.endswith("Vänliga hälsningar\nProgramkontoret\nFrågor? Skriv till hjalp@spegla.example\n")
    assert use_link(token_in(letter), now=now) == made.person


def test_the_letter_to_who_takes_over(appointment, key_person, now):
    hand_over(appointment, email="n@a.example", name="Nina Ny", by=key_person, now=now)
    letter = Letter.objects.get()
    assert letter.subject == "Du tar över i Spegla för Alvdala"
    assert "Kim Karlsson ber dig ta över som nyckelperson för Alvdala" in letter.body
    assert "det som väntar" in letter.body


def test_the_letter_with_a_link(key_person, now):
    send_link(key_person.email, now=now)
    letter = Letter.objects.get()
    assert letter.subject == "Din länk till Spegla"
    assert letter.body.startswith("Hej Kim!")
    assert "gäller i ett dygn" in letter.body
    assert use_link(token_in(letter), now=now) == key_person


def test_a_letter_is_in_the_language_of_whom_it_is_to(organisation, key_person, now, monkeypatch):
    from django.utils import translation

    seen = []
    real = translation.get_language
    monkeypatch.setattr("spegla.people.letters.hello", lambda person: seen.append(real()) or "Hello")
    Person.objects.create(email="eve@a.example", name="Eve", language="en")
    appoint(organisation, email="eve@a.example", name="", function="other", by=key_person, now=now)
    appoint(organisation, email="sven@a.example", name="Sven", function="other", by=key_person, now=now)
    assert seen == ["en", "sv"]
    assert list(Letter.objects.order_by("pk").values_list("language", flat=True)) == ["en", "sv"]


def test_a_kept_letter_holds_no_working_link(key_person, now):
    send_link(key_person.email, now=now)
    letter = Letter.objects.get()
    kept = without_secret(letter.body)
    assert token_in(letter) not in kept
    assert "https://spegla.example/in/…/" in kept


def test_a_refused_address_into_a_room_is_kept_without_its_token():
    assert without_secret("Not Found: /rum/in/7:1vMfXq:x5Jb-0QmTzR_8aWcN2/") == "Not Found: /rum/in/…/"


def test_a_name_with_line_breaks_cannot_write_a_letter_head(organisation, by, now):
    appoint(organisation, email="n@a.example", name="Nina\r\nBcc: all@a.example", function="other", by=by, now=now)
    assert Person.objects.get(email="n@a.example").name == "Nina Bcc: all@a.example"
    assert "\n" not in Letter.objects.get().subject
