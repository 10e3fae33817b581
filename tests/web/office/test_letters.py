"""The office sees which letters got stuck, and has one sent again."""

import pytest
from django.urls import reverse

from spegla.journal.actions import write_letter
from spegla.journal.models import Letter
from tests.web.office.conftest import NOW


@pytest.fixture
def letter(world):
    return write_letter(to=world.person("Alvdala"), kind="reminder", once="x", subject="Hej", body="Hemligt", now=NOW)


def page(client, world, **query):
    return client.get(reverse("office:letters", args=[world.round.pk]), query).content.decode()


def again(world, letter):
    return reverse("office:letter-again", args=[world.round.pk, letter.pk])


def test_an_uncertain_letter_is_said_to_be_and_can_be_sent_again(world, office, letter):
    assert again(world, letter) not in page(office, world)
    Letter.objects.update(claimed_at=NOW, attempts=1, last_error="SMTPServerDisconnected")
    shown = page(office, world, visa="misslyckade")
    assert "osäkert om det kom fram" in shown
    assert again(world, letter) in shown
    assert "Hemligt" not in shown
    assert "skickas igen" in office.post(again(world, letter), follow=True).content.decode()
    assert "sitter inte fast längre" in office.post(again(world, letter), follow=True).content.decode()
    assert Letter.objects.get().claimed_at is None


def test_a_letter_of_another_round_is_not_there(world, office, letter):
    Letter.objects.update(claimed_at=NOW, attempts=1, last_error="x", person_id=None)
    assert office.post(again(world, letter)).status_code == 404
    assert Letter.objects.get().claimed_at == NOW
