"""The appointed service and the experience talk: written, shared, read, ended."""

import pytest

from spegla.journal.models import Share
from spegla.rounds import actions as rounds
from spegla.steps.models import AppointedService, ExperienceTalk
from tests.web.reading import press
from tests.world import NOW, make_person

SERVICE = {"name": "Hemtjänsten i norr", "decided_by": "Socialnämnden", "decided_on": "2027-02-01", "what_starts": "Vi jämför",
           "why": "Kvinnor får färre timmar", "asked_of_manager": "Två timmar", "asked_of_staff": "Fråga", "based_on": 0,
           "request_key": "first"}


def write_service(client, url, organisation="Bäckinge", **changes):
    return client.post(url("service", organisation), SERVICE | changes)


def test_a_service_is_the_organisations_own_until_it_is_shared(world, as_, url):
    write_service(as_("Bäckinge"), url)
    of = url("service-of", "Alvdala", world.places["Bäckinge"].pk)
    assert as_("Alvdala").get(of).status_code == 404

    press(as_("Bäckinge"), url("service-share", "Bäckinge"), "version", at=url("service", "Bäckinge"), audience="cluster")
    page = as_("Alvdala").get(of).content.decode()
    for word in ("Hemtjänsten i norr", "Socialnämnden", "1 februari 2027", "Kvinnor får färre timmar", "Två timmar"):
        assert word in page
    assert as_("Dalhem").get(url("service-of", "Dalhem", world.places["Bäckinge"].pk)).status_code == 404


def test_the_round_reads_what_is_shared_with_the_round_until_it_ends(world, as_, url):
    write_service(as_("Bäckinge"), url)
    of = url("service-of", "Dalhem", world.places["Bäckinge"].pk)
    press(as_("Bäckinge"), url("service-share", "Bäckinge"), "version", at=url("service", "Bäckinge"), audience="round")
    assert as_("Dalhem").get(of).status_code == 200

    as_("Bäckinge").post(url("service-share", "Bäckinge"), {"audience": "ingen"})
    assert as_("Dalhem").get(of).status_code == 404
    assert Share.objects.get().until is not None


def test_an_edit_after_sharing_is_said_and_not_seen(world, as_, url):
    write_service(as_("Bäckinge"), url)
    press(as_("Bäckinge"), url("service-share", "Bäckinge"), "version", at=url("service", "Bäckinge"), audience="cluster")
    write_service(as_("Bäckinge"), url, name="Utkastet kan läcka", based_on=1, request_key="second")

    assert "Ni har ändrat sedan ni delade." in as_("Bäckinge").get(url("service", "Bäckinge")).content.decode()
    page = as_("Alvdala").get(url("service-of", "Alvdala", world.places["Bäckinge"].pk)).content.decode()
    assert ("Hemtjänsten i norr" in page, "Utkastet kan läcka" in page) == (True, False)


def test_pressing_share_twice_shares_once(world, as_, url):
    write_service(as_("Bäckinge"), url)
    for _ in range(2):
        press(as_("Bäckinge"), url("service-share", "Bäckinge"), "version", at=url("service", "Bäckinge"), audience="cluster")

    assert Share.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Fyll i det här fältet."),
        ({"name": "å" * 121}, "Texten får ha högst 120 tecken, den har nu 121."),
        ({"decided_on": "i går"}, "Skriv datumet som år-månad-dag"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_half_saved(world, as_, url, changes, said):
    response = write_service(as_("Bäckinge"), url, **changes)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Kvinnor får färre timmar" in response.content.decode()
    assert not AppointedService.objects.exists()


def test_two_who_write_at_once_both_see_both_texts(world, as_, url):
    write_service(as_("Bäckinge"), url)
    response = write_service(as_("Bäckinge", "senior-manager"), url, name="Skolan", request_key="other")

    assert response.status_code == 409
    assert [(one.yours, one.saved) for one in response.context["differing"]] == [("Skolan", "Hemtjänsten i norr")]
    assert AppointedService.objects.get().name == "Hemtjänsten i norr"


def test_outsiders_neither_read_nor_write_a_draft(world, as_, url):
    write_service(as_("Bäckinge"), url)

    for name in ("Alvdala", "Dalhem"):
        assert as_(name).get(url("service", "Bäckinge")).status_code == 404
        assert write_service(as_(name), url, request_key="theirs", based_on=1, name="Deras").status_code == 404
        assert as_(name).post(url("service-share", "Bäckinge"), {"audience": "round"}).status_code == 404
    assert AppointedService.objects.get().name == "Hemtjänsten i norr"


@pytest.mark.parametrize("audience", ["", "public", "everybody"])
def test_an_unknown_audience_is_not_found(world, as_, url, audience):
    write_service(as_("Bäckinge"), url)

    assert as_("Bäckinge").post(url("service-share", "Bäckinge"), {"audience": audience}).status_code == 404
    assert not Share.objects.exists()


def test_who_has_left_reads_its_own_and_writes_no_more(world, as_, url):
    write_service(as_("Bäckinge"), url)
    press(as_("Bäckinge"), url("service-share", "Bäckinge"), "version", at=url("service", "Bäckinge"), audience="cluster")
    rounds.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)
    client = as_("Bäckinge")

    page = client.get(url("service", "Bäckinge")).content.decode()
    assert "Hemtjänsten i norr" in page
    assert "Ert deltagande i omgången är avslutat." in page
    assert write_service(client, url, name="Nytt", based_on=1, request_key="late").status_code == 403
    assert AppointedService.objects.get().name == "Hemtjänsten i norr"
    assert as_("Alvdala").get(url("service-of", "Alvdala", world.places["Bäckinge"].pk)).status_code == 200


def test_a_mentor_tells_and_the_cluster_reads(world, as_, url):
    talk = {"learned": "Vi började med papper", "improved": "", "advice": "Börja litet", "based_on": 0, "request_key": "a"}
    as_("Mellby").post(url("experience", "Mellby"), talk)
    press(as_("Mellby"), url("experience-share", "Mellby"), "version", at=url("experience", "Mellby"), audience="cluster")

    page = as_("Alvdala").get(url("experience-of", "Alvdala", world.places["Mellby"].pk)).content.decode()
    assert "Vi började med papper" in page
    assert as_("Dalhem").get(url("experience-of", "Dalhem", world.places["Mellby"].pk)).status_code == 404


def test_an_experience_talk_is_a_mentors_and_not_empty(world, as_, url):
    empty = {"learned": "", "improved": " ", "advice": "", "based_on": 0, "request_key": "a"}

    assert as_("Alvdala").get(url("experience", "Alvdala")).status_code == 404
    response = as_("Mellby").post(url("experience", "Mellby"), empty)
    assert response.status_code == 422
    assert "Skriv något i minst ett av fälten." in response.content.decode()
    assert not ExperienceTalk.objects.exists()


def test_the_page_says_who_speaks_for_the_service(world, as_, url):
    page = url("service", "Bäckinge")
    assert "Ingen i teamet än" in as_("Bäckinge").get(page).content.decode()
    make_person("Nina Nurse", world.places["Bäckinge"].organisation, "service-representative")
    shown = as_("Bäckinge").get(page).content.decode()
    assert ("Nina Nurse</strong>, verksamhetsföreträdare" in shown, "Ingen i teamet än" in shown) == (True, False)
