"""Who may do what in a room, cell by cell, through its pages."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spegla.assessments.live import close_live, open_live
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet, ShownItem
from spegla.web.live.tokens import way_in
from tests.assessments.papers import BM1, items_of, paper_of
from tests.web.live.conftest import guest_in, signed_in

OK, SEES_WHY, NOT_THERE, TO_THE_DOOR = "done", "refused with a reason", 404, "to the door"
ROLES = ("leader", "colleague", "guest", "guest of another", "neighbour", "mentor", "office", "nobody")
LEADING = {"leader": OK, "colleague": SEES_WHY, "guest": NOT_THERE}
OUTSIDE = {"guest of another": TO_THE_DOOR, "neighbour": NOT_THERE, "mentor": NOT_THERE, "office": NOT_THERE,
           "nobody": TO_THE_DOOR}
MAY = {
    "room": {"leader": OK, "colleague": OK, "guest": OK} | OUTSIDE,
    "answer": {"leader": OK, "colleague": OK, "guest": OK} | OUTSIDE,
    "screen": {"leader": OK, "colleague": OK, "guest": NOT_THERE} | OUTSIDE,
    "look": LEADING | OUTSIDE,
    "show": LEADING | OUTSIDE,
    "agree": LEADING | OUTSIDE,
    "close": LEADING | OUTSIDE,
    "change-code": LEADING | OUTSIDE,
    "present": LEADING | OUTSIDE,
    "take-over": LEADING | {"colleague": OK} | OUTSIDE,
}


@pytest.fixture
def client_of(world, live, leader, colleague, guest):
    def of(role):
        if role == "guest of another":
            other = open_live(paper_of(world, "Bäckinge"), by=world.person("Bäckinge"), now=BM1)
            return guest_in(other)
        people = {"neighbour": world.person("Bäckinge"), "mentor": world.person("Mellby"), "office": world.officer}
        known = {"leader": leader, "colleague": colleague, "guest": guest, "nobody": Client()}
        return known.get(role) or signed_in(people[role])

    return of


def do(client, at, act, item):
    match act:
        case "room" | "screen":
            return client.get(at(act))
        case "answer" | "agree":
            return client.post(at(act, item), {"choice": "2"})
        case "show":
            return client.post(at(act, item))
        case "look":
            return client.post(at(act), {"item": item})
        case "present":
            return client.post(at(act), {"present": "12"})
    return client.post(at(act))


def outcome(answer):
    if answer.status_code == 302 and answer.url == reverse("live:enter"):
        return TO_THE_DOOR
    return {200: OK, 302: OK, 409: OK, 403: SEES_WHY}.get(answer.status_code, answer.status_code)


@pytest.mark.parametrize("act", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what(client_of, at, item, act, role):
    assert outcome(do(client_of(role), at, act, item)) == MAY[act][role]


@pytest.mark.parametrize("role", ["colleague", *OUTSIDE])
def test_who_may_not_changes_nothing(client_of, at, item, live, paper, role):
    client = client_of(role)
    live.refresh_from_db()
    before = (live.version, live.turn, live.item, live.code, live.present)
    for act in ("look", "show", "agree", "change-code", "present", "close"):
        do(client, at, act, items_of(paper)[1])
    live.refresh_from_db()
    assert ((live.version, live.turn, live.item, live.code, live.present), live.closed_at) == (before, None)
    assert not ShownItem.objects.exists()
    assert not paper.assessments.exists()


@pytest.mark.parametrize("role", OUTSIDE)
def test_who_has_no_seat_leaves_no_answer(client_of, at, item, role):
    client = client_of(role)
    before = OwnSheet.objects.count()
    do(client, at, "answer", item)
    assert (OwnAnswer.objects.count(), OwnSheet.objects.count()) == (0, before)


@pytest.mark.parametrize("end", ["closed", "twelve hours"])
def test_when_it_is_over_nobody_answers_and_nobody_leads(client_of, at, item, live, world, door, end):
    clients = {role: client_of(role) for role in ("leader", "colleague", "guest")}
    if end == "closed":
        close_live(live, by=world.person("Alvdala"), now=BM1)
    else:
        door["now"] = BM1 + LiveAssessment.LASTS
    for act in ("answer", "look", "show", "agree", "take-over"):
        for role, client in clients.items():
            expected = NOT_THERE if role == "guest" and act != "answer" else SEES_WHY
            assert outcome(do(client, at, act, item)) == expected, (act, role)
    assert not OwnAnswer.objects.exists()


def test_what_does_not_exist_looks_like_what_one_may_not_see(at, live, world):
    for client in (Client(), signed_in(world.person("Bäckinge"))):
        known, unknown = client.get(at("room")), client.get(reverse("live:room", args=[live.pk + 1000]))
        assert (known.status_code, known.headers.get("Location")) == (unknown.status_code, unknown.headers.get("Location"))


def test_a_cookie_of_one_room_opens_no_other(world, live, guest):
    other = open_live(paper_of(world, occasion="bm2"), by=world.person("Alvdala"), now=BM1)
    guest.cookies[f"rum-{other.pk}"] = guest.cookies[f"rum-{live.pk}"].value
    assert guest.get(reverse("live:room", args=[other.pk])).url == reverse("live:enter")


def test_the_cookie_is_for_the_server_alone_and_ends_with_the_room(live, door):
    door["now"] = BM1 + dt.timedelta(hours=5)
    cookie = guest_in(live).cookies[f"rum-{live.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/rum/", 7 * 3600)


def test_a_form_without_its_token_is_refused(live):
    strict = Client(enforce_csrf_checks=True)
    for url in (reverse("live:enter"), reverse("live:way-in", args=[way_in(live)])):
        assert strict.post(url, {"code": live.code}).status_code == 403
    assert not OwnSheet.objects.exists()
