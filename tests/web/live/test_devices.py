"""Devices beside people: how many have come in, the code that is changed, and the device that does not come in twice."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from spegla.assessments.live import change_code
from spegla.assessments.live_queries import guest_phone, live_numbers
from spegla.assessments.models import OwnAnswer, OwnSheet, ShownAnswer
from spegla.assessments.showing import show_answers
from spegla.assessments.shown import told_of
from spegla.web.live.tokens import way_in
from tests.assessments.papers import BM1, say
from tests.web.live.conftest import guest_in
from tests.web.live.test_room import answered, page

ENTER = reverse("live:enter")


@pytest.fixture
def change(live, world):
    """Somebody who leads changes the code; the room as it is then."""

    def changed():
        change_code(live, by=world.person("Alvdala"), now=BM1)
        live.refresh_from_db()
        return live

    return changed


def who_is_in(client, at):
    said = client.get(at("screen")).content.decode().partition('id="inne"')[2].partition("</div>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", said).split())


def come_back(client, live):
    return client.post(reverse("live:way-in", args=[way_in(live)]), {"function": ""})


def test_the_one_who_leads_sees_devices_beside_people(leader, colleague, live, at):
    guest_in(live)
    assert "1 enhet har gått in med koden, 1 av er svarar inloggad." in who_is_in(leader, at)
    leader.post(at("present"), {"present": "2"})
    assert "Ni är 2 personer i rummet." in who_is_in(leader, at)
    assert "Fler svarar än ni är i rummet" not in who_is_in(leader, at)
    guest_in(live)
    assert "2 enheter har gått in med koden" in who_is_in(leader, at)
    assert "Fler svarar än ni är i rummet" in who_is_in(leader, at)
    assert 'id="inne"' not in colleague.get(at("screen")).content.decode()


@pytest.mark.parametrize("many", ["", "0", "501", "x"])
def test_a_number_that_is_none_is_refused_with_a_reason(leader, live, at, many):
    response = leader.post(at("present"), {"present": many})
    assert (response.status_code, "Skriv ett antal mellan 1 och 500." in response.content.decode()) == (422, True)
    live.refresh_from_db()
    assert live.present is None


def test_when_the_code_is_changed_a_guest_is_told_and_comes_back_to_her_answers(guest, live, at, item, change, leader):
    guest.post(at("answer", item), {"choice": "2", "based_on": "0", "request_key": "a"})
    old = live.code
    assert change().code != old
    assert guest.get(at("room")).url == f"{ENTER}?bytt"
    assert "Skriv den som står på skärmen nu." in page(guest, at("room"))
    assert "1 enhet har inte skrivit den nya" in who_is_in(leader, at)
    assert "Det du har svarat finns kvar. Gå in igen, så räknas det." in page(guest, ENTER, code=live.code)
    assert come_back(guest, live).url == at("room")
    assert "Tack, svaret är sparat." in page(guest, at("room"))
    assert "0 enheter" not in who_is_in(leader, at)
    assert OwnSheet.objects.count() == OwnAnswer.objects.count() == 1


def test_the_old_code_and_the_old_picture_lead_nowhere(client, live, change):
    old, picture = live.code, reverse("live:way-in", args=[way_in(live)])
    change()
    assert "Det finns inget öppet rum med den koden." in page(client, ENTER, code=old)
    assert client.get(picture).url == f"{ENTER}?bytt"
    assert client.post(picture, {"function": ""}).url == f"{ENTER}?bytt"
    assert not OwnSheet.objects.exists()


def test_the_devices_of_guests_hear_of_it_and_people_who_are_signed_in_go_on(live, change, colleague, at):
    old = live.code
    change()
    assert set(live_numbers(now=BM1)[live.pk]) == {"phone", "screen", guest_phone(live.code)}
    assert guest_phone(old) not in live_numbers(now=BM1)[live.pk]
    assert colleague.get(at("room")).status_code == 200


def test_answers_of_those_who_do_not_come_back_are_not_counted_and_not_shown(live, paper, item, change, world):
    answered(live, item, 1)
    change()
    for score in (2, 3, 3):
        answered(live, item, score)
    told = told_of(paper)
    assert (told.begun, told.answered(item)) == (3, 3)
    show_answers(paper, [item], by=world.person("Alvdala"), now=BM1)
    assert sorted(ShownAnswer.objects.values_list("score", flat=True)) == [2, 3, 3]


def test_what_people_answered_at_home_counts_whatever_the_code(live, paper, item, change, colleague):
    say(OwnSheet.objects.get(person__isnull=False), item, score=2)
    change()
    assert (told_of(paper).begun, told_of(paper).answered(item)) == (1, 1)


def test_a_device_that_left_an_answer_comes_in_again_when_it_has_been_shown(guest, live, at, item, paper, world):
    guest.post(at("answer", item), {"choice": "2", "based_on": "0", "request_key": "a"})
    left = page(guest, at("leave"), sent="1")
    assert "Ingenting av det du skrev finns kvar" in left
    refused = guest.get(reverse("live:way-in", args=[way_in(live)]))
    assert (refused.status_code, "Någon har redan svarat härifrån" in refused.content.decode()) == (409, True)
    assert come_back(guest, live).status_code == 409
    assert come_back(Client(), live).status_code == 302  # another device
    for score in (1, 3):
        answered(live, item, score)
    show_answers(paper, [item], by=world.person("Alvdala"), now=BM1)
    assert come_back(guest, live).status_code == 302


def test_a_device_that_left_without_an_answer_leaves_no_seat(guest, live, at, item):
    page(guest, at("leave"), sent="1")
    assert not OwnSheet.objects.exists()
    assert come_back(guest, live).status_code == 302
    assert OwnSheet.objects.count() == 1


def test_who_leaves_signed_in_keeps_her_sheet(colleague, at):
    page(colleague, at("leave"), sent="1")
    assert OwnSheet.objects.filter(person__isnull=False).count() == 1
