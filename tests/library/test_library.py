"""Material of a round: who sees it, when a link is dead, and that one's own thoughts are one's own."""

import datetime as dt

import pytest

from spegla.journal.models import Event, Letter
from spegla.library.actions import add_material, forget_reflections, note_trial, reflect, remove_material, take_back
from spegla.library.models import Holding, Reflection
from spegla.library.queries import dead_links_of, holdings_of, holdings_visible_to, links_to_try, reflections_at
from spegla.reporting.link_letters import write_about_dead_links
from spegla.rounds import actions as rounds
from spegla.rounds.standing import standing_of
from tests.world import NOW, contents, make_world

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def world(db):
    return make_world()


def link(world, key="a", url="https://www.exempel.example/film"):
    return add_material(world.round, step="bm1", key="bm1-material-film-chain", title="Filmen", url=url, creation_key=key,
                        by=world.officer, now=NOW)


def test_a_form_sent_twice_adds_once(world):
    assert link(world) == link(world)
    assert Event.objects.filter(what="material-added").count() == 1


def test_those_in_the_round_see_it_and_others_do_not(world):
    held = link(world)
    programme, checklists = contents("skr-2020")
    rounds.open_round(name="Två", office=world.places["Alvdala"].organisation, start_on=NOW.date(), programme=programme,
                      checklists=checklists, variant="one-year", by=world.officer, now=NOW)
    stands = [world.standing("Alvdala"), world.standing("Nyborg"), standing_of(world.officer, now=NOW)]
    assert [list(holdings_visible_to(one)) for one in stands] == [[held]] * 3
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    assert list(holdings_visible_to(world.standing("Alvdala"))) == []


def test_removed_it_is_nowhere_and_the_trace_stays(world):
    held = link(world)
    for _ in range(2):
        remove_material(held, by=world.officer, now=NOW)
    assert holdings_of(world.round, standing_of(world.officer, now=NOW)) == {}
    assert Holding.objects.get().removed_by == world.officer
    assert Event.objects.filter(what="material-removed").count() == 1


@pytest.mark.parametrize(
    ("fault", "after", "dead"),
    [("gone", HOUR, True), ("silent", HOUR, False), ("silent", 2 * DAY, True), ("error", 2 * DAY, True), ("inside", 2 * DAY, False)],
)
def test_when_a_link_is_dead(world, fault, after, dead):
    held = link(world)
    note_trial(held, fault, now=NOW)
    assert list(dead_links_of(world.round, now=NOW + after)) == ([held] if dead else [])


def test_what_goes_on_failing_fails_since_it_began_and_what_is_mended_is_well(world):
    held = link(world)
    note_trial(held, "silent", now=NOW)
    held.refresh_from_db()
    note_trial(held, "error", now=NOW + DAY)
    held.refresh_from_db()
    assert (held.fault, held.failing_since, held.checked_at) == ("error", NOW, NOW + DAY)
    note_trial(held, "", now=NOW + 2 * DAY)
    held.refresh_from_db()
    assert (held.fault, held.failing_since) == ("", None)


def test_links_are_tried_once_a_week_and_failing_ones_twice_a_day(world):
    well, failing, untried = link(world, "a"), link(world, "b", "https://b.example/"), link(world, "c", "https://c.example/")
    note_trial(well, "", now=NOW)
    note_trial(failing, "silent", now=NOW)
    assert list(links_to_try(NOW + HOUR)) == [untried]
    assert list(links_to_try(NOW + DAY)) == [untried, failing]
    assert set(links_to_try(NOW + 7 * DAY)) == {untried, failing, well}
    rounds.close_round(world.round, by=world.officer, now=NOW)
    assert list(links_to_try(NOW + 7 * DAY)) == []


def test_the_office_hears_once_of_each_dead_link(world):
    note_trial(link(world), "gone", now=NOW)
    assert [write_about_dead_links(now=NOW) for _ in range(2)] == [1, 1]
    (letter,) = Letter.objects.filter(kind="dead-links")
    assert (letter.to, letter.subject) == (world.officer.email, "En länk i materialet fungerar inte")
    assert "https://www.exempel.example/film" in letter.body
    note_trial(link(world, "b", "https://b.example/"), "gone", now=NOW + DAY)
    write_about_dead_links(now=NOW + DAY)
    assert Letter.objects.filter(kind="dead-links").count() == 2


def test_a_thought_is_ones_own_and_others_see_how_many(world):
    place, one = world.places["Alvdala"], world.person("Alvdala")
    other = world.person("Alvdala", "senior-manager")
    reflect(place, "film", "Kedjan brister i nämnden.", by=one, now=NOW)
    reflect(place, "film", "", by=other, now=NOW)
    mine, counts = reflections_at(place, one, team=[one.pk, other.pk])
    assert ({key: row.text for key, row in mine.items()}, counts) == ({"film": "Kedjan brister i nämnden."}, {"film": 2})
    theirs, _ = reflections_at(place, other, team=[one.pk, other.pk])
    assert theirs["film"].text == ""
    assert reflections_at(world.places["Bäckinge"], one, team=[])[0] == {}


def test_taken_back_or_forgotten_it_is_erased(world):
    place, person = world.places["Alvdala"], world.person("Alvdala")
    reflect(place, "film", "Hemligt", by=person, now=NOW)
    take_back(place, "film", by=person)
    reflect(place, "film", "Hemligt", by=person, now=NOW)
    assert forget_reflections(person) == 1
    assert not Reflection.objects.exists()
    assert not Event.objects.filter(details__icontains="Hemligt").exists()
