"""The pages of an invitation: preview and press, answers by link and on the page, needs for the host, who was there, the feed."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spegla.journal.models import Event, Letter
from spegla.meetings.links import feed_token_of, token_of
from spegla.meetings.models import Announcement, CalendarFeed, Invitee, Need, Presence, Reply
from spegla.rounds.dating import pin_date
from spegla.steps.actions import choose_host
from tests.web.participant.test_meetings import ARRANGED, address, browser
from tests.world import NOW, make_world

MOVED = dt.date(2027, 6, 3)


@pytest.fixture
def clock(monkeypatch):
    times = [NOW + dt.timedelta(hours=1)]
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: times[-1])
    return times


@pytest.fixture
def world(db, clock):
    world = make_world()
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    browser(world.person("Alvdala")).post(address(world, "meeting-arrange"), ARRANGED)
    return world


def send(world, **more):
    client = browser(world.person("Alvdala"))
    return client.post(address(world, "meeting-invitation"), {"act": "send", "seen": "-1", "message": ""} | more, follow=True)


def link(world, name="Bäckinge"):
    return reverse("asked:reply", args=[token_of(Invitee.objects.get(person=world.person(name)))])


def letters():
    return Letter.objects.filter(kind="meeting-invitation").count()


def test_the_letter_is_seen_before_one_press_sends_it(world):
    client = browser(world.person("Alvdala"))
    page = client.post(address(world, "meeting-invitation"), {"act": "see", "message": "Ta med er pulsmodell."}).content.decode()
    assert ("Ta med er pulsmodell." in page, "Vilka det går till" in page, letters()) == (True, True, 0)
    send(world, message="Ta med er pulsmodell.")
    assert letters() == 10
    assert "redan skickat" in send(world).content.decode()
    assert letters() == 10


def test_who_does_not_organise_sends_nothing(world):
    client = browser(world.person("Bäckinge"))
    at = address(world, "meeting-invitation", "Bäckinge")
    assert client.post(at, {"act": "send", "seen": "-1"}).status_code == 403
    assert (client.get(at).status_code, letters()) == (200, 0)


def test_without_a_time_there_is_nothing_to_send(world):
    client = browser(world.person("Alvdala"))
    client.post(address(world, "meeting-arrange"), ARRANGED | {"starts": "", "ends": "", "based_on": "1", "request_key": "b"})
    assert "när träffen börjar och slutar" in client.get(address(world, "meeting-invitation")).content.decode()
    assert ("när träffen börjar och slutar" in send(world).content.decode(), letters()) == (True, 0)


def test_a_moved_day_is_told_to_the_organiser_and_with_one_press_to_all(world):
    send(world)
    pin_date(world.round, "bm1", MOVED, cluster=world.clusters[0], by=world.officer, now=NOW)
    client = browser(world.person("Alvdala"))
    assert "stämmer inte längre" in client.get(address(world)).content.decode()
    assert "stämmer inte längre" not in browser(world.person("Bäckinge")).get(address(world, name="Bäckinge")).content.decode()
    assert "Förut:" in client.get(address(world, "meeting-invitation")).content.decode()
    send(world, seen="0")
    assert [(one.kind, one.on, one.sequence) for one in Announcement.objects.all()][-1] == ("update", MOVED, 1)
    assert "stämmer inte längre" not in client.get(address(world)).content.decode()


def test_a_meeting_is_called_off(world):
    send(world)
    client = browser(world.person("Alvdala"))
    client.post(address(world, "meeting-invitation"), {"act": "cancel", "seen": "0", "message": "Snökaos."})
    assert "Inställd" in client.get(address(world)).content.decode()
    page = Client().get(link(world)).content.decode()
    assert ("Träffen är inställd" in page, "Snökaos." in page) == (True, True)
    assert Client().post(link(world), {"comes": "yes"}).status_code == 410


def test_one_answers_by_link_without_signing_in_and_looking_answers_nothing(world):
    send(world)
    reader = Client()
    assert (reader.get(link(world)).status_code, reader.head(link(world)).status_code, Reply.objects.count()) == (200, 200, 0)
    answer = reader.post(link(world), {"comes": "by-link", "diet": " vegan ", "hearing_loop": "on"}, follow=True)
    assert "ditt svar är sparat" in answer.content.decode()
    assert (Reply.objects.get().comes, Need.objects.get().diet, Need.objects.get().hearing_loop) == ("by-link", "vegan", True)
    assert 'value="vegan"' in reader.get(link(world)).content.decode()
    assert [reader.post(link(world), wrong).status_code for wrong in ({}, {"comes": "x"}, {"comes": "yes", "diet": "x" * 201})] == [422] * 3


def test_the_host_alone_reads_needs(world):
    send(world)
    Client().post(link(world), {"comes": "yes", "diet": "glutenfritt"})
    seen = {}
    for name in ("Alvdala", "Bäckinge", "Mellby"):
        client = browser(world.person(name))
        pages = [client.get(address(world, page, name)).content.decode() for page in ("meeting-attendance", "meeting-invitation")]
        seen[name] = any("glutenfritt" in page for page in pages)
    assert seen == {"Alvdala": True, "Bäckinge": False, "Mellby": False}
    assert not any("glutenfritt" in str(event.details) for event in Event.objects.all())


def test_one_answers_on_the_page_too_and_all_see_who_is_missing(world):
    send(world)
    client = browser(world.person("Bäckinge", "senior-manager"))
    client.post(address(world, "meeting-answer", "Bäckinge"), {"comes": "no"})
    page = browser(world.person("Mellby")).get(address(world, name="Mellby")).content.decode()
    assert ("ingen chef från Bäckinge" in page, "chef och nyckelperson från Alvdala" in page) == (True, True)
    assert Reply.objects.get().comes == "no"


@pytest.mark.parametrize(("sent", "said"), [({}, "Välj om du kommer"), ({"comes": "no"}, "inget att svara på")])
def test_an_answer_that_cannot_be_says_why(world, sent, said):
    if not sent:
        send(world)
    client = browser(world.person("Bäckinge"))
    page = client.post(address(world, "meeting-answer", "Bäckinge"), sent, follow=True).content.decode()
    assert (said in page, Reply.objects.count()) == (True, 0)


def test_a_guest_is_added_invited_and_removed(world):
    client = browser(world.person("Alvdala"))
    guest = {"name": "Gunvor Gäst", "email": "g@x.example", "place": world.places["Bäckinge"].pk, "function": "senior-manager"}
    client.post(address(world, "meeting-guest"), guest)
    assert client.post(address(world, "meeting-guest"), guest | {"email": "fel"}).status_code == 422
    send(world)
    found = Invitee.objects.get(name="Gunvor Gäst")
    at = reverse("asked:reply", args=[token_of(found)])
    assert (Client().get(at).status_code, Letter.objects.get(to="g@x.example").person_id) == (200, None)
    client.post(address(world, "meeting-guest"), {"remove": found.pk})
    assert (Client().get(at).status_code, Invitee.objects.filter(pk=found.pk).exists()) == (404, False)


def test_who_was_there_is_noted_afterwards_by_those_who_organise(world, clock):
    send(world)
    mine = Invitee.objects.get(person=world.person("Bäckinge"))
    client, sent = browser(world.person("Alvdala")), {f"var-{mine.pk}": "there"}
    assert "Det går inte att göra än" in client.post(address(world, "meeting-attendance"), sent, follow=True).content.decode()
    clock.append(NOW + dt.timedelta(days=60))
    assert browser(world.person("Bäckinge")).post(address(world, "meeting-attendance", "Bäckinge"), sent).status_code == 403
    client.post(address(world, "meeting-attendance"), sent)
    assert Presence.objects.get().how == "there"
    page = browser(world.person("Mellby")).get(address(world, name="Mellby")).content.decode()
    assert ("Vilka som var med" in page, "ingen chef från Bäckinge" in page) == (True, True)


def test_a_feed_is_fetched_by_its_address_alone(world):
    client = browser(world.person("Bäckinge"))
    assert (client.get(reverse("asked:calendar")).status_code, CalendarFeed.objects.count()) == (200, 0)
    client.post(reverse("asked:calendar"), {"act": "new"})
    at = reverse("asked:feed", args=[feed_token_of(CalendarFeed.objects.get())])
    assert at in client.get(reverse("asked:calendar")).content.decode()
    answer = Client().get(at)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    client.post(reverse("asked:calendar"), {"act": "new"})
    assert Client().get(at).status_code == 404


def test_pages_ask_no_more_when_more_people_answer(world, django_assert_max_num_queries):
    send(world)
    client = browser(world.person("Alvdala"))
    for answered in (["Bäckinge"], ["Mellby", "Alvdala"]):
        for name in answered:
            Client().post(link(world, name), {"comes": "yes", "diet": "vegan"})
        for page in ("meeting", "meeting-attendance", "meeting-invitation"):
            with django_assert_max_num_queries(34):
                client.get(address(world, page))
