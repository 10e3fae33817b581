"""Coming into a meeting's room: by its code, by the QR code, as one of those who meet; and who learns nothing of it."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from spegla.minutes.models import Line, MeetingRoom, Seat
from spegla.minutes.rooms import close_room, open_room
from spegla.minutes.seats import seats_at
from spegla.web.live.meeting.tokens import way_in
from tests.minutes.conftest import DAY
from tests.web.live.conftest import signed_in
from tests.web.live.meeting.conftest import FIRST, guest_in, page


def test_the_host_opens_it_from_the_meetings_page_and_the_others_cannot(world, host):
    address = lambda name: reverse("participant:open-room", args=[world.places[name].pk, "bm1"])  # noqa: E731
    other = signed_in(world.person("Bäckinge"))
    assert other.post(address("Bäckinge")).status_code == 302
    assert not MeetingRoom.objects.exists()
    answer = host.post(address("Alvdala"), {"to": "desk"})
    assert answer.url == reverse("live:meeting-desk", args=[MeetingRoom.objects.get().pk])
    assert host.get(address("Alvdala")).status_code == 302


def test_a_typed_code_leads_to_the_welcome_and_in(room, world):
    client = Client()
    answer = client.post(reverse("live:enter"), {"code": room.code.lower()})
    assert answer.url == reverse("live:meeting-way-in", args=[way_in(room)])
    said = client.get(answer.url).content.decode()
    assert "Det går lika bra utan." in said
    place = world.places["Bäckinge"]
    answer = client.post(answer.url, {"place": place.pk, "function": "elected-official", "name": "  Eva   Lind "})
    assert answer.url == reverse("live:meeting", args=[room.pk])
    seat = Seat.objects.get()
    assert (seat.name, seat.is_named, seat.place, seat.function, seat.person) == ("Eva Lind", True, place, "elected-official", None)
    assert client.get(answer.url).status_code == 200


def test_a_wrong_code_is_told_and_counted(room):
    said = page(Client(), reverse("live:enter")) and Client().post(reverse("live:enter"), {"code": "XXXXXX"})
    assert said.status_code == 422


def test_what_a_guest_chooses_that_is_none_is_refused(room, world):
    client = Client()
    address = reverse("live:meeting-way-in", args=[way_in(room)])
    for sent in ({"place": world.places["Dalhem"].pk}, {"function": "queen"}, {"name": "x" * 121}):
        assert client.post(address, sent).status_code == 200
    assert not Seat.objects.exists()


def test_one_of_those_who_meet_says_from_where_with_it_proposed(world, at, room):
    client = signed_in(world.person("Mellby", "senior-manager"))
    said = client.get(at()).content.decode()
    assert f'value="{world.places["Mellby"].pk}"' in said
    assert "Mitt namn" not in said
    client.post(at(), {"place": world.places["Mellby"].pk, "function": "senior-manager"})
    assert [(one.person, one.place) for one in seats_at(room.meeting)] == [(client_person(world), world.places["Mellby"])]


def client_person(world):
    return world.person("Mellby", "senior-manager")


def test_who_has_no_business_there_learns_nothing(world, room, at, guest, host):
    host.post(at("note"), {"text": "En rad", "kind": "idea", "request_key": "a", "on": "desk"})
    line = Line.objects.get().pk
    stranger, nobody = signed_in(world.person("Dalhem")), Client()
    for name, parts, sent in [
        ("", (), None), ("wall", (), None), ("desk", (), None), ("go", (), {"item": FIRST}), ("note", (), {"text": "x"}),
        ("take-back", (line,), {"struck": "1"}), ("take", (line,), {"taken": "1"}), ("close", (), {"x": "1"}),
    ]:
        for client, status in ((stranger, 404), (nobody, 302)):
            answer = client.post(at(name, *parts), sent) if sent else client.get(at(name, *parts))
            assert answer.status_code == status, name
    for name in ("wall", "desk"):
        assert guest.get(at(name)).status_code == 404
    assert guest.post(at("go"), {"item": FIRST}).status_code == 404
    assert Line.objects.get().struck_at is None


def test_a_room_that_does_not_exist_looks_like_one_that_is_not_yours(world):
    for client, status in ((signed_in(world.person("Dalhem")), 404), (Client(), 302)):
        assert client.get(reverse("live:meeting", args=[98765])).status_code == status


def test_when_it_has_closed_nobody_comes_in_and_the_cookie_leads_nowhere_else(room, world, meeting, guest):
    by = world.person("Alvdala")
    close_room(room, by=by, now=DAY)
    assert Client().get(reverse("live:meeting-way-in", args=[way_in(room)])).status_code == 410
    again = open_room(meeting, by=by, now=DAY)
    assert guest.get(reverse("live:meeting", args=[again.pk])).status_code == 302


def test_a_guest_leaves_and_nothing_is_left_in_the_device(room, at, guest):
    answer = guest.post(at("leave"))
    assert "Du har lämnat rummet" in answer.content.decode()
    assert guest.get(at()).url == reverse("live:enter")
    assert Seat.objects.get().device == ""


def test_the_cookie_lasts_as_long_as_the_room_can(room):
    cookie = guest_in(room).cookies[f"rum-traff-{room.pk}"]
    assert (cookie["max-age"], cookie["path"], cookie["httponly"]) == (12 * 60 * 60, "/rum/", True)


def test_an_ordinary_room_and_a_meetings_room_do_not_take_each_others_guests(room, at, door):
    client = guest_in(room)
    assert client.get(reverse("live:room", args=[room.pk])).url == reverse("live:enter")
    door["now"] = DAY + dt.timedelta(hours=13)
    assert "Träffen är slut" in page(client, at())
