"""The team page: who sees it, who changes it, and what an ending or a handover leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.journal.models import Letter
from spegla.people.models import Appointment, Organisation, Person
from tests.world import make_world

NEW = {"name": "Nina Ny", "email": "nina@alvdala.example", "function": "strategist"}


def url(name, thing):
    return reverse(f"people:{name}", args=[thing.pk])


@pytest.fixture
def browser(kim, as_):
    return as_(kim)


@pytest.fixture
def elsewhere(db):
    return Organisation.objects.create(name="Elsewhere", kind="municipality")


def test_the_page_shows_who_is_who_and_who_is_missing(browser, organisation, member, kim):
    member("Eva", "elected-official")
    page = browser.get(url("team", organisation)).content.decode()
    assert page.index("Eva") < page.index("Nyckelperson<br>")
    assert "Inbjuden, har inte loggat in än" in page


def test_what_is_missing_is_said_to_those_who_take_part(db, as_, now):
    world = make_world(now=now)
    place = world.places["Alvdala"].organisation
    browser = as_(world.person("Alvdala"))
    assert "Det saknas någon" not in browser.get(url("team", place)).content.decode()
    world.person("Alvdala", "senior-manager").appointments.update(until=now)
    assert "<li>Hög chef</li>" in browser.get(url("team", place)).content.decode()


def test_an_invitation_is_sent_and_the_person_is_there(browser, organisation):
    for _ in range(2):
        assert browser.post(url("invite", organisation), NEW).url == url("team", organisation)
    assert "Nina Ny" in browser.get(url("team", organisation)).content.decode()
    assert Letter.objects.get().to == "nina@alvdala.example"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"email": "nina"}, "email"), ({"email": "n" * 250 + "@b.se"}, "email"), ({"name": ""}, "name"),
     ({"name": "N" * 121}, "name"), ({"function": ""}, "function"), ({"function": "king"}, "function")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browser, organisation, wrong, field):
    response = browser.post(url("invite", organisation), {**NEW, **wrong})
    assert list(response.context["form"].errors) == [field]
    kept = {**NEW, **wrong}
    assert f'value="{kept["name"]}"' in response.content.decode() or not kept["name"]
    assert not Letter.objects.exists()
    assert browser.get(url("invite", organisation)).url == url("team", organisation)


def test_a_key_person_cannot_make_somebody_run_rounds(browser, organisation, as_, member):
    wanted = {**NEW, "function": "programme-officer"}
    assert browser.post(url("invite", organisation), wanted).context["form"].errors["function"]
    assert as_(member("Ola", "programme-officer")).post(url("invite", organisation), wanted).status_code == 302


@pytest.mark.parametrize("function", ["elected-official", "other"])
def test_others_in_the_team_see_it_and_are_told_who_can_change_it(as_, member, organisation, kim, function):
    browser, one = as_(member("Eva", function)), kim.appointments.get()
    page = browser.get(url("team", organisation)).content.decode()
    assert "Kim" in page
    assert "Fråga någon av dem" in page
    assert "Lämna över" not in page
    assert browser.post(url("invite", organisation), NEW).status_code == 403
    for name in ("hand-over", "end-appointment", "invite-again"):
        assert browser.post(url(name, one), NEW).status_code == 403
    assert not Letter.objects.exists()
    assert Appointment.objects.get(pk=one.pk).until is None


def test_other_organisations_and_unknown_ones_are_not_there(as_, member, organisation, elsewhere, kim):
    stranger, one = as_(member("Sten", "key-person", elsewhere)), kim.appointments.get()
    assert stranger.get(url("team", elsewhere)).status_code == 200
    assert stranger.get(url("team", organisation)).status_code == 404
    assert stranger.get(reverse("people:team", args=[999_999])).status_code == 404
    assert stranger.post(url("invite", organisation), NEW).status_code == 404
    for name in ("hand-over", "end-appointment"):
        assert stranger.get(url(name, one)).status_code == 404
        assert stranger.post(url(name, one), NEW).status_code == 404
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_the_office_of_a_running_round_helps_a_team_and_others_offices_do_not(as_, now, member, elsewhere):
    world = make_world(now=now)
    place = world.places["Alvdala"].organisation
    officer, other = as_(world.officer), as_(member("Ola", "programme-officer", elsewhere))
    assert officer.get(url("team", place)).status_code == 200
    assert officer.post(url("invite", place), NEW).status_code == 302
    assert officer.post(url("invite", place), {**NEW, "function": "programme-officer"}).status_code == 200
    assert other.get(url("team", place)).status_code == 404
    page = officer.get(url("team", place))
    assert reverse("office:organisations", args=[world.round.pk]) in [address for _, address in page.context["crumbs"]]
    assert "De här personerna är med för organisationen." in page.content.decode()
    world.places["Alvdala"].__class__.objects.filter(organisation=place).update(ended_at=now)
    assert officer.get(url("team", place)).status_code == 404


def test_a_handover_through_the_page(browser, organisation, kim):
    one = kim.appointments.get()
    assert "Lämna över: nyckelperson" in browser.get(url("hand-over", one)).content.decode()
    response = browser.post(url("hand-over", one), {"name": "Nina Ny", "email": "nina@alvdala.example"})
    assert response.url == reverse("participant:now")
    one.refresh_from_db()
    assert one.successor.person.email == "nina@alvdala.example"
    assert browser.get(url("team", organisation)).status_code == 404


def test_a_handover_to_oneself_is_said_at_the_field(browser, kim):
    one = kim.appointments.get()
    response = browser.post(url("hand-over", one), {"name": "Kim", "email": kim.email})
    assert response.context["form"].errors["email"]
    one.refresh_from_db()
    assert one.until is None


def test_an_ending_through_the_page_keeps_the_history(browser, organisation, member):
    one = member("Eva", "elected-official").appointments.get()
    assert "Ska Eva inte vara med längre?" in browser.get(url("end-appointment", one)).content.decode()
    for _ in range(2):
        assert browser.post(url("end-appointment", one)).url == url("team", organisation)
    page = browser.get(url("team", organisation)).content.decode()
    assert "Tidigare i teamet" in page
    assert "Eva, förtroendevald" in page


def test_the_last_programme_officer_is_told_to_hand_over(as_, member):
    ola = member("Ola", "programme-officer")
    one = ola.appointments.get()
    response = as_(ola).post(url("end-appointment", one))
    assert "Lämna över funktionen i stället" in response.content.decode()
    one.refresh_from_db()
    assert one.until is None


def test_an_invitation_goes_again(browser, organisation, member):
    one = member("Eva", "elected-official").appointments.get()
    assert browser.post(url("invite-again", one)).url == url("team", organisation)
    assert Letter.objects.get().to == "eva@alvdala.example"


def test_the_queries_do_not_grow_with_the_team(browser, organisation, member):
    with CaptureQueriesContext(connection) as one:
        browser.get(url("team", organisation))
    for name in ("Eva", "Lo"):
        member(name, "strategist")
    ended = member("Bo", "other").appointments.get()
    browser.post(url("hand-over", ended), {"name": "Nina", "email": "nina@alvdala.example"})
    with CaptureQueriesContext(connection) as three:
        browser.get(url("team", organisation))
    assert len(three) == len(one) <= 9


def test_the_team_of_a_place_has_the_menu_of_the_place(db, as_, now):
    world = make_world(now=now)
    place = world.places["Alvdala"]
    page = as_(world.person("Alvdala")).get(url("team", place.organisation))
    assert (page.context["place"], page.context["section"]) == (place, "team")
    assert "De här personerna är med för er." in page.content.decode()


@pytest.mark.parametrize("name", ["team", "invite", "invite-again", "hand-over", "end-appointment"])
def test_a_visitor_is_asked_to_sign_in(client, db, name):
    response = client.get(reverse(f"people:{name}", args=[1]))
    assert response.url.startswith(reverse("people:sign-in"))
