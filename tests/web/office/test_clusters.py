import pytest
from django.urls import reverse

from spegla.rounds import actions
from spegla.rounds.actions import open_round
from spegla.rounds.models import Cluster, Participation
from tests.world import NOW, START, contents


def form_of(page):
    """What the form would send when nothing is changed."""
    rows = page.context["rows"]
    return (
        {f"was-{row.place.pk}": row.was for row in rows}
        | {f"cluster-{row.place.pk}": row.cluster for row in rows}
        | {f"role-{row.place.pk}": row.role for row in rows}
    )


def seats(world):
    rows = Participation.objects.filter(round=world.round).values_list("organisation__name", "cluster__name", "role")
    return {name: (cluster, role) for name, cluster, role in rows}


@pytest.fixture
def sent(office, url):
    return form_of(office.get(url("clusters")))


def test_one_save_moves_several(office, world, url, sent):
    alvdala, mellby = world.places["Alvdala"].pk, world.places["Mellby"].pk
    before, south = seats(world), world.clusters[1].pk
    page = office.post(url("clusters"), sent | {f"cluster-{alvdala}": south, f"cluster-{mellby}": "", f"role-{mellby}": "participant"})
    assert page.url == url("clusters")
    assert seats(world) == before | {"Alvdala": ("Södra", "participant"), "Mellby": (None, "participant")}


def test_nothing_changed_saves_nothing(office, world, url, sent):
    before = seats(world)
    office.post(url("clusters"), sent)
    assert seats(world) == before


def test_somebody_elses_change_is_shown_and_not_overwritten(office, world, url, sent):
    alvdala, dalhem = world.places["Alvdala"], world.places["Dalhem"]
    south = world.clusters[1].pk
    actions.place_in_cluster(alvdala, None, role="participant", by=world.officer, now=NOW)
    page = office.post(url("clusters"), sent | {f"cluster-{alvdala.pk}": south, f"cluster-{dalhem.pk}": ""})
    assert page.status_code == 409
    rows = {row.place.organisation.name: row for row in page.context["rows"]}
    assert (rows["Alvdala"].stale, rows["Alvdala"].cluster, rows["Dalhem"].cluster) == (True, str(south), "")
    assert (seats(world)["Alvdala"], seats(world)["Dalhem"]) == ((None, "participant"), ("Södra", "participant"))
    office.post(url("clusters"), form_of(page))
    assert (seats(world)["Alvdala"], seats(world)["Dalhem"]) == (("Södra", "participant"), (None, "participant"))


@pytest.mark.parametrize("bad", ["999999", "-1", "x", "9" * 40, "1:2"])
def test_values_that_cannot_be_change_nothing(office, world, url, sent, bad):
    before, pk = seats(world), world.places["Alvdala"].pk
    for change in ({f"cluster-{pk}": bad}, {f"role-{pk}": bad}):
        assert office.post(url("clusters"), sent | change).status_code == 302
    assert office.post(url("clusters"), sent | {f"was-{pk}": bad, f"cluster-{pk}": ""}).status_code == 409
    assert seats(world) == before


def test_a_move_from_a_seat_that_was_not_seen_is_not_made(office, world, url, sent):
    before, pk = seats(world), world.places["Alvdala"].pk
    page = office.post(url("clusters"), {f"cluster-{pk}": "", f"role-{pk}": "mentor"})
    assert (page.status_code, seats(world)) == (409, before)
    assert [(row.cluster, row.role) for row in page.context["rows"] if row.stale] == [("", "mentor")]


def test_what_is_worth_saying_of_a_cluster_is_said_and_hinders_nothing(office, world, url, sent, words):
    office.post(url("clusters"), sent | {f"cluster-{world.places[name].pk}": "" for name in ("Alvdala", "Mellby")})
    page = office.get(url("clusters"))
    assert page.context["remarks"] == {world.clusters[0].pk: ["few", "no-mentor"]}
    assert ("Färre deltagare" in words(page), "Ingen mentor" in words(page)) == (True, True)


def test_an_ended_participation_is_not_moved(office, world, url, sent):
    actions.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    office.post(url("clusters"), sent | {f"cluster-{world.places['Alvdala'].pk}": ""})
    assert seats(world)["Alvdala"] == ("Norra", "participant")


def test_a_cluster_is_formed_named_and_taken_away(office, world, url):
    for _ in range(2):
        assert office.post(url("form-cluster"), {"name": "Västra", "theme": "Barn"}).status_code == 302
    made = Cluster.objects.get(name="Västra")
    office.post(url("cluster", made.pk), {"name": "Väst", "theme": ""})
    made.refresh_from_db()
    assert (made.name, made.theme) == ("Väst", "")
    office.post(url("dissolve", made.pk))
    office.post(url("dissolve", made.pk))
    assert set(Cluster.objects.values_list("name", flat=True)) == {"Norra", "Södra"}


def test_a_cluster_with_people_stays(office, world, url):
    office.post(url("dissolve", world.clusters[0].pk))
    assert Cluster.objects.filter(pk=world.clusters[0].pk).exists()


@pytest.mark.parametrize("name", ["", "x" * 81, "södra"])
def test_a_name_that_cannot_be_is_said_at_the_field(office, world, url, name):
    formed = office.post(url("form-cluster"), {"name": name, "theme": "Tema"})
    renamed = office.post(url("cluster", world.clusters[0].pk), {"name": name, "theme": "Tema"})
    for page in (formed, renamed):
        assert (page.status_code, set(page.context["form"].errors), page.context["form"]["theme"].value()) == (200, {"name"}, "Tema")


def test_unknown_clusters_are_not_there(office, url):
    assert office.get(url("cluster", 999999)).status_code == 404
    assert office.get(url("dates") + "?kluster=999999").status_code == 404


def test_a_long_list_comes_in_pages(office, world, url):
    for number in range(70):
        from spegla.people.models import Organisation

        made = Organisation.objects.create(name=f"Ort {number:02}", kind="municipality")
        actions.take_in(world.round, made, by=world.officer, now=NOW)
    assert [len(office.get(url("clusters") + f"?page={page}").context["rows"]) for page in (1, 2)] == [60, 16]


def test_in_a_closed_round_nobody_is_asked_to_take_anybody_in(office, world, url):
    empty = open_round(
        name="Tom", office=world.office, start_on=START, programme=contents("skr-2020")[0], checklists=contents("skr-2020")[1],
        variant=world.round.variant, by=world.officer, now=NOW,
    )
    pages = [reverse(f"office:{name}", args=[empty.pk]) for name in ("clusters", "progress", "round")]
    join = reverse("office:organisations", args=[empty.pk]) + '">Ta in organisationer'
    assert [join in office.get(page).content.decode() for page in pages] == [True, True, True]
    actions.close_round(empty, by=world.officer, now=NOW)
    for page in pages:
        shown = office.get(page).content.decode()
        assert (join in shown, "Omgången är avslutad." in shown) == (False, True), page


def test_a_round_without_clusters_asks_for_the_first_one_and_nothing_else(office, world, url):
    Participation.objects.filter(round=world.round).update(cluster=None)
    world.round.clusters.all().delete()
    page = office.get(url("clusters")).content.decode()
    assert ("Bilda klustret" in page, "Spara indelningen" in page) == (True, False)
