"""Planning the agenda on its page: whoever holds the meeting changes it, the others in the cluster read it."""

import pytest
from django.urls import reverse

from spegla.meetings.models import Meeting
from spegla.minutes.agenda import agenda_of, whole_agenda_of
from spegla.minutes.models import MeetingAgenda
from tests.web.minutes.conftest import signed_in


@pytest.fixture
def address(world):
    return lambda name="Alvdala": reverse("participant:agenda", args=[world.places[name].pk, "bm1"])


@pytest.fixture
def host(world):
    return signed_in(world.person("Alvdala"))


def filled(meeting, **changes):
    items = whole_agenda_of(meeting)
    form = {f"minutes-{item.key}": item.minutes for item in items}
    return form | {"order": " ".join(item.key for item in items), "based_on": 0, "request_key": "a", "new_form": "talk"} | changes


def test_the_host_changes_minutes_and_adds_an_item(host, meeting, address):
    first = agenda_of(meeting)[0].key
    answer = host.post(address(), filled(meeting, **{f"minutes-{first}": 25, "new_title": "Besök", "new_minutes": 40}))
    assert answer.status_code == 302
    found = agenda_of(meeting)
    assert (found[0].minutes, found[-1].title.sv, found[-1].minutes, found[-1].form) == (25, "Besök", 40, "talk")
    assert "Senast ändrad av Alvdala key-person" in host.get(address()).content.decode()


def test_a_button_moves_an_item_and_saves_what_else_was_written(host, meeting, address):
    first, second, third = (item.key for item in agenda_of(meeting)[:3])
    answer = host.post(address(), filled(meeting, up=third, **{f"minutes-{first}": 11, f"left-{second}": "on"}))
    assert answer.url == address() + f"#{third}"
    assert [(item.key, item.minutes, item.left_out) for item in whole_agenda_of(meeting)[:3]] == [
        (first, 11, False), (third, 30, False), (second, 20, True)
    ]


@pytest.mark.parametrize("minutes", ["", "0", "601", "en kvart", "-5"])
def test_minutes_that_are_none_are_refused_and_nothing_is_lost(host, meeting, address, minutes):
    first = agenda_of(meeting)[0].key
    answer = host.post(address(), filled(meeting, **{f"minutes-{first}": minutes, "new_title": "Besök", "new_minutes": "5"}))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Skriv hela minuter, mellan 1 och 600." in said
    assert "Besök" in said
    assert not MeetingAgenda.objects.exists()


def test_who_was_overtaken_sees_both(host, world, meeting, address):
    host.post(address(), filled(meeting, new_title="Besök", new_minutes="5"))
    other = filled(meeting, request_key="b", based_on=0, new_title="Promenad", new_minutes="7")
    answer = host.post(address(), other)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Någon annan hann spara före dig" in said
    assert all(word in said for word in ("Besök", "Promenad"))
    assert [item.title.sv for item in agenda_of(meeting) if item.is_own] == ["Besök"]


def test_looking_makes_no_meeting_and_saving_does(host, world, address, meeting):
    Meeting.objects.all().delete()
    host.get(address())
    assert not Meeting.objects.exists()
    form = filled(Meeting(round=world.round, cluster=world.clusters[0], step="bm1"), new_title="Besök", new_minutes="5")
    host.post(address(), form)
    assert Meeting.objects.count() == 1


def test_the_others_read_it_without_a_form(world, meeting, address):
    other = signed_in(world.person("Bäckinge"))
    said = other.get(address("Bäckinge")).content.decode()
    assert "Välkomna och vad träffen ska ge" in said
    assert "Spara dagordningen" not in said
    assert "Det här gör de som ordnar träffen eller är värd för den." in said
    assert other.post(address("Bäckinge"), filled(meeting, new_title="X", new_minutes="5")).status_code == 403
    assert not MeetingAgenda.objects.exists()


def test_another_cluster_finds_nothing_and_the_office_plans_what_it_holds(world, address):
    assert signed_in(world.person("Dalhem")).get(address()).status_code == 404
    office = signed_in(world.officer)
    assert "Spara dagordningen" in office.get(reverse("office:agenda", args=[world.round.pk, "conference"])).content.decode()
    assert office.get(reverse("office:agenda", args=[world.round.pk, "bm1"])).status_code == 404


def test_as_many_queries_with_a_long_agenda_as_with_the_editions(host, meeting, address, django_assert_max_num_queries):
    host.post(address(), filled(meeting, new_title="Besök", new_minutes="5"))
    with django_assert_max_num_queries(12):
        host.get(address())
