"""The pages where a day is found: the form with its preview, the answers, the choice, and the link that needs no signing in."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spegla.journal.models import Letter
from spegla.meetings.links import token_of
from spegla.meetings.models import DatePoll, Invitee, Meeting, PollAnswer
from spegla.rounds.models import PinnedDate
from spegla.steps.actions import choose_host
from tests.web.participant.test_meetings import address, browser
from tests.world import NOW, make_world

WRITTEN = {
    "on_1": "2027-04-12", "starts_1": "9.00", "ends_1": "15.00", "on_2": "2027-04-13", "answer_by": "2027-03-20", "message": "Hej",
}


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: NOW + dt.timedelta(hours=1))
    world = make_world()
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return world


@pytest.fixture
def poll(world):
    browser(world.person("Alvdala")).post(address(world, "meeting-propose"), WRITTEN | {"act": "send"})
    return DatePoll.objects.get()


def link(poll, person):
    return reverse("asked:poll", args=[token_of(Invitee.objects.get(meeting=poll.meeting, person=person))])


def test_nothing_is_sent_before_the_letter_has_been_seen(world):
    client = browser(world.person("Alvdala"))
    page = client.post(address(world, "meeting-propose"), WRITTEN)
    assert [one.person.name for one in page.context["people"]][:1] == ["Alvdala elected-official"]
    assert "tisdag 13 april 2027, kl. 9.00–15.00" in page.content.decode()
    assert (DatePoll.objects.count(), Meeting.objects.count(), Letter.objects.filter(kind="meeting-poll").count()) == (0, 0, 0)

    edit = client.post(address(world, "meeting-propose"), dict(page.context["form"].as_written) | {"act": "edit"})
    assert 'value="2027-04-13"' in edit.content.decode()
    client.post(address(world, "meeting-propose"), dict(page.context["form"].as_written) | {"act": "send"})
    assert Letter.objects.filter(kind="meeting-poll").count() == 9


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on_2": ""}, "minst 2"),
        ({"on_1": "2027-02-01"}, "inte har varit"),
        ({"starts_2": "26.00"}, "timmar och minuter"),
        ({"starts_2": "10.00"}, "Skriv en tid"),
        ({"on_3": "", "starts_3": "9.00"}, "vilken dag"),
        ({"answer_by": "2027-05-01"}, "Sista svarsdag"),
        ({"on_2": "2027-04-12"}, "två gånger"),
        ({"on_1": "2027-03-28", "starts_1": "2.30"}, "ställs fram"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_sent(world, changed, said):
    answer = browser(world.person("Alvdala")).post(address(world, "meeting-propose"), WRITTEN | changed | {"act": "send"})
    assert (answer.status_code, said in answer.content.decode(), DatePoll.objects.count()) == (422, True, 0)


def test_a_link_answers_without_signing_in_and_looking_answers_nothing(world, poll):
    filter_, reader = Client(), Client()
    at = link(poll, world.person("Bäckinge"))
    assert filter_.get(at).status_code == 200
    assert filter_.head(at).status_code == 200
    assert not PollAnswer.objects.exists()

    first, second = poll.times.all()
    answer = reader.post(at, {f"tid-{first.pk}": "yes", f"tid-{second.pk}": "no"}, follow=True)
    assert "ditt svar är sparat" in answer.content.decode()
    assert set(PollAnswer.objects.values_list("time", "suits", "invitee__person")) == {
        (first.pk, "yes", world.person("Bäckinge").pk), (second.pk, "no", world.person("Bäckinge").pk),
    }
    assert reader.post(at, {}).status_code == 422


def test_a_made_up_link_is_a_404(world, poll):
    at = link(poll, world.person("Bäckinge"))
    for wrong in (at.replace(":", ":x"), reverse("asked:poll", args=["1:abc"])):
        assert (Client().get(wrong).status_code, Client().post(wrong).status_code) == (404, 404)


def test_whoever_is_signed_in_answers_on_the_page(world, poll):
    client, first = browser(world.person("Mellby")), poll.times.first()
    at = address(world, "meeting-days", "Mellby")
    assert "Ditt svar" in client.get(at).content.decode()
    client.post(at, {f"tid-{first.pk}": "if-need-be"})
    assert PollAnswer.objects.get().suits == "if-need-be"


def test_only_those_who_organise_see_who_said_what(world, poll):
    first = poll.times.first()
    Client().post(link(poll, world.person("Bäckinge", "senior-manager")), {f"tid-{first.pk}": "no"})
    pages = {name: browser(world.person(name)).get(address(world, "meeting-days", name)).content.decode()
             for name in ("Alvdala", "Bäckinge")}
    assert {name: "Bäckinge senior-manager" in page for name, page in pages.items()} == {"Alvdala": True, "Bäckinge": False}
    assert all("ingen chef från Bäckinge" in page for page in pages.values())


def test_the_day_is_chosen_after_what_follows_has_been_seen(world, poll):
    client, time = browser(world.person("Alvdala")), poll.times.last()
    at = reverse("participant:meeting-choose", args=[world.places["Alvdala"].pk, "bm1", time.pk])
    page = client.get(at)
    assert {told.date.key for told in page.context["moves"]} >= {"bm1", "bm1-invitation", "bm1-presentation"}
    assert not PinnedDate.objects.exists()
    client.post(at, {"seen": page.context["moving"].plan.fingerprint})
    assert list(PinnedDate.objects.values_list("cluster__name", "key", "on")) == [("Norra", "bm1", time.on)]
    assert "Dagen är bestämd" in Client().get(link(poll, world.person("Bäckinge"))).content.decode()
    late = Client().post(link(poll, world.person("Bäckinge")), {f"tid-{time.pk}": "no"})
    assert (late.status_code, PollAnswer.objects.count()) == (410, 0)


def test_others_neither_ask_nor_choose(world, poll):
    client = browser(world.person("Bäckinge"))
    choose = reverse("participant:meeting-choose", args=[world.places["Bäckinge"].pk, "bm1", poll.times.first().pk])
    assert client.post(address(world, "meeting-propose", "Bäckinge"), WRITTEN | {"act": "send"}).status_code == 403
    assert client.post(choose, {"seen": "x"}).status_code == 403
    assert client.post(address(world, "meeting-end", "Bäckinge")).status_code == 403
    assert DatePoll.objects.get().closed_at is None


def test_the_result_asks_as_many_questions_for_one_time_as_for_more(world, poll, django_assert_max_num_queries):
    client = browser(world.person("Bäckinge"))
    with django_assert_max_num_queries(20):
        client.get(address(world, "meeting-days", "Bäckinge"))
    more = {"on_1": "2027-04-19", "starts_1": "9.00", "ends_1": "15.00", "on_2": "2027-04-20", "act": "send"}
    browser(world.person("Alvdala")).post(address(world, "meeting-propose"), more)
    assert poll.times.count() == 4
    with django_assert_max_num_queries(20):
        client.get(address(world, "meeting-days", "Bäckinge"))
