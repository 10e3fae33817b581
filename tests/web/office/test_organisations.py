import datetime as dt

import pytest
from django.urls import reverse

from spegla.people.models import Organisation
from spegla.rounds import actions
from spegla.rounds.models import Participation
from tests.world import NOW, contents

JOIN = {"name": "Fjällby", "kind": "municipality", "parent": "", "role": "participant", "cluster": ""}


def place_of(name, world):
    return Participation.objects.get(round=world.round, organisation__name=name)


def test_a_new_organisation_is_added_and_taken_in(office, world, url):
    cluster = world.clusters[0]
    page = office.post(url("organisations"), JOIN | {"cluster": cluster.pk, "role": "supporting-mentor"})
    place = place_of("Fjällby", world)
    assert (page.url, place.cluster, place.role) == (url("organisations"), cluster, "supporting-mentor")
    assert (place.organisation.kind, place.organisation.parent) == ("municipality", None)


@pytest.mark.parametrize("name", ["Grönvik", " grönvik ", "GRÖNVIK"])
def test_one_that_is_here_already_is_used(office, world, url, name):
    known = Organisation.objects.create(name="Grönvik", kind="region")
    office.post(url("organisations"), JOIN | {"name": name})
    assert place_of("Grönvik", world).organisation == known
    assert Organisation.objects.filter(name__icontains="nvik").count() == 1


def test_pressing_twice_takes_in_once(office, world, url):
    for _ in range(2):
        assert office.post(url("organisations"), JOIN).status_code == 302
    assert Participation.objects.filter(organisation__name="Fjällby").count() == 1


def test_a_part_of_another_organisation(office, world, url):
    whole = world.places["Alvdala"].organisation
    office.post(url("organisations"), JOIN | {"name": "Skolan", "kind": "administration", "parent": whole.pk})
    assert place_of("Skolan", world).organisation.parent == whole


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 121), ("kind", "club"), ("role", "king"), ("cluster", "999999"), ("parent", "999999")]
)
def test_what_has_to_be_mended_is_said_at_the_field(office, url, field, value):
    page = office.post(url("organisations"), JOIN | {field: value})
    assert (page.status_code, set(page.context["form"].errors)) == (200, {field})
    assert not Organisation.objects.filter(name="Fjällby").exists()


def test_an_ended_participation_is_not_begun_anew_from_here(office, world, url):
    actions.end_participation(world.places["Alvdala"], reason="Slut", by=world.officer, now=NOW)
    page = office.post(url("organisations"), JOIN | {"name": "Alvdala"})
    assert set(page.context["form"].errors) == {"name"}


def test_ending_says_what_happens_and_needs_a_reason(office, world, url, words):
    address = url("end", world.places["Alvdala"].pk)
    assert "går att läsa där som förut" in words(office.get(address))
    assert set(office.post(address, {"reason": " "}).context["form"].errors) == {"reason"}
    assert place_of("Alvdala", world).has_ended is False
    office.post(address, {"reason": "Omorganisation"})
    place = place_of("Alvdala", world)
    assert (place.ended_reason, place.ended_by) == ("Omorganisation", world.officer)
    assert office.post(address, {"reason": "Igen"}).status_code == 302
    assert place_of("Alvdala", world).ended_reason == "Omorganisation"


def test_the_end_can_be_undone(office, world, url):
    office.post(url("end", world.places["Alvdala"].pk), {"reason": "Fel"})
    assert [place.organisation.name for place in office.get(url("organisations")).context["ended"]] == ["Alvdala"]
    office.post(url("resume", world.places["Alvdala"].pk))
    assert place_of("Alvdala", world).has_ended is False


def test_the_list_leads_to_each_team(office, world, url):
    page = office.get(url("organisations")).content.decode()
    assert all(reverse("people:team", args=[place.organisation_id]) in page for place in world.places.values())


@pytest.fixture
def offered(world):
    """An organisation that said yes to mentoring after an earlier round of the same office, and one that said not yet."""
    programme, checklists = contents("skr-2020")
    earlier = actions.open_round(name="Tidigare", office=world.office, start_on=dt.date(2025, 1, 9), variant="one-year",
                                 programme=programme, checklists=checklists, by=world.officer, now=NOW)
    for name, answer in (("Grönvik", "yes"), ("Hjortnäs", "not-yet")):
        place = actions.take_in(earlier, Organisation.objects.create(name=name, kind="municipality"), by=world.officer, now=NOW)
        actions.decide_on_mentoring(place, {"answer": answer, "can_show": f"Det {name} kan"}, based_on=0, request_key="",
                                    by=world.officer, now=NOW)
    return Organisation.objects.get(name="Grönvik")


def test_who_said_yes_to_mentoring_is_offered_with_what_it_can_show(office, world, url, offered, words):
    page = office.get(url("organisations"))
    assert [offer.participation.organisation for offer in page.context["offers"]] == [offered]
    assert ("Det Grönvik kan" in words(page), "Det Hjortnäs kan" in words(page)) == (True, False)
    for _ in range(2):
        office.post(url("take-in", offered.pk))
    assert place_of("Grönvik", world).role == "mentor"
    assert list(office.get(url("organisations")).context["offers"]) == []


def test_only_who_has_offered_is_taken_in_with_one_press(office, world, url, offered):
    other = Organisation.objects.get(name="Hjortnäs")
    for pk in (other.pk, 999999):
        assert office.post(url("take-in", pk)).status_code == 404
    assert not Participation.objects.filter(round=world.round, organisation=other).exists()


def test_another_offices_decisions_are_not_offered(office, world, url, offered):
    elsewhere = Organisation.objects.create(name="Annat kontor", kind="association")
    world.round.__class__.objects.filter(name="Tidigare").update(office=elsewhere)
    assert list(office.get(url("organisations")).context["offers"]) == []


def test_in_an_internal_round_its_own_parts_are_taken_in(office, world, url):
    whole = world.places["Alvdala"].organisation
    part = Organisation.objects.create(name="Skolan", kind="administration", parent=whole)
    assert office.post(url("take-in", part.pk)).status_code == 404
    world.round.inside = whole
    world.round.save()
    office.post(url("take-in", part.pk))
    assert place_of("Skolan", world).role == "participant"
    office.post(url("organisations"), JOIN | {"name": "Omsorgen", "kind": "administration", "parent": whole.pk})
    assert place_of("Omsorgen", world).organisation.parent == whole


@pytest.mark.parametrize("name", ["end", "resume"])
def test_a_place_in_another_round_is_not_there(office, world, url, offered, name):
    elsewhere = Participation.objects.get(organisation=offered)
    assert office.post(url(name, elsewhere.pk), {"reason": "x"}).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.has_ended is False
