"""Every page of the office: seen by the one who runs the round, a 404 for everybody else, as few queries for three as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.people.models import Function, Organisation
from spegla.rounds import actions as rounds
from tests.world import NOW, _take_in, contents, make_person, make_world

OF_A_ROUND = [
    "round", "close", "organisations", "import", "clusters", "dates", "timeline", "progress", "amend", "checklists",
    "rehearsal", "letters",
]  # fmt: skip
OF_THE_OFFICE = ["rounds", "open", "page-answers"]


def addresses(world):
    yield from (reverse(f"office:{name}") for name in OF_THE_OFFICE)
    yield reverse("office:open") + "?upplaga=skr-2020"
    yield from (reverse(f"office:{name}", args=[world.round.pk]) for name in OF_A_ROUND)
    cluster, place = world.clusters[0].pk, world.places["Alvdala"].pk
    yield from (reverse(f"office:{name}", args=[world.round.pk]) + f"?kluster={cluster}" for name in ("dates", "timeline"))
    yield reverse("office:cluster", args=[world.round.pk, cluster])
    yield reverse("office:end", args=[world.round.pk, place])


def test_the_office_sees_every_page(office, world):
    for address in addresses(world):
        response = office.get(address)
        assert (address, response.status_code) == (address, 200)


def test_who_takes_part_and_other_offices_see_none(member, world, browser_of):
    other = Organisation.objects.create(name="Annat kontor", kind="association")
    stranger = browser_of(make_person("Stig Stranger", other, Function.PROGRAMME_OFFICER))
    for address in addresses(world):
        assert (address, member.get(address).status_code) == (address, 404)
        if str(world.round.pk) in address.split("/"):
            assert (address, stranger.get(address).status_code) == (address, 404)


def test_visitors_are_asked_to_sign_in(client, world):
    for address in addresses(world):
        response = client.get(address)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("people:sign-in"))


@pytest.mark.parametrize("name", ["round", "organisations", "clusters", "dates", "timeline", "progress", "letters", "amend"])
def test_three_clusters_cost_no_more_than_one(name, db, browser_of):
    world = make_world(clusters={"Norra": {"Alvdala": "participant", "Mellby": "mentor"}})
    office, address = browser_of(world.officer), reverse(f"office:{name}", args=[world.round.pk])
    office.get(address)
    one = queries(office, address)
    for number in (2, 3):
        cluster = rounds.form_cluster(world.round, f"K{number}", by=world.officer, now=NOW)
        rounds.pin_date(world.round, "bm2", world.round.start_on, cluster=cluster, by=world.officer, now=NOW)
        for role in ("participant", "mentor"):
            _take_in(world, cluster, f"{role} {number}", role, NOW)
    assert (one, one <= 18) == (queries(office, address), True)


def queries(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_the_list_of_rounds_costs_the_same_for_three(office, world):
    one = queries(office, reverse("office:rounds"))
    programme, checklists = contents("skr-2020")
    for name in ("Två", "Tre"):
        rounds.open_round(name=name, office=world.office, start_on=world.round.start_on, variant="one-year",
                          programme=programme, checklists=checklists, by=world.officer, now=NOW)
    assert one == queries(office, reverse("office:rounds"))
