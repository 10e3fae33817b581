"""Ending letters on one's own page and by the address in a letter."""

import pytest
from django.test import Client
from django.urls import reverse

from spegla.people.wishes import kinds_wanted_by, stop_address, write_wanted_letter


@pytest.fixture
def address(kim, settings):
    return stop_address(kim.pk, "reminder").removeprefix(settings.SITE_ADDRESS.rstrip("/"))


def test_looking_ends_nothing_and_the_button_does(kim, address, client):
    assert "Vill du avsluta breven?" in client.get(address).content.decode()
    assert kinds_wanted_by(kim) == ["reminder", "digest"]
    assert "Breven är avslutade" in client.post(address).content.decode()
    assert kinds_wanted_by(kim) == ["digest"]
    assert "Breven är avslutade" in client.get(address).content.decode()


def test_a_mail_program_may_press_it_for_its_reader(kim, address, now):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert kinds_wanted_by(kim) == ["digest"]


def test_the_letter_tells_mail_programs_where(kim, now):
    from spegla.jobs.letters import message_of

    letter = write_wanted_letter(to=kim, kind="digest", once="1", subject="Hej", body="Hej", now=now)
    headers = message_of(letter).extra_headers
    assert headers["List-Unsubscribe"] == f"<{stop_address(kim.pk, 'digest')}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_on_ones_own_page_what_is_ticked_is_wanted(kim, as_):
    browser = as_(kim)
    page = browser.post(reverse("people:letters-wanted"), {"kind": ["digest", "sign-in"]}, follow=True)
    assert kinds_wanted_by(kim) == ["digest"]
    assert {kind: wanted for kind, _, wanted in page.context["letters"]} == {"reminder": False, "digest": True}


def test_an_address_somebody_made_up_leads_nowhere(client, db):
    assert client.get(reverse("people:letters-stop", args=["1.digest:abc"])).status_code == 404
