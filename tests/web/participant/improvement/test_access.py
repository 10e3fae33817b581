"""Who comes in: through the pages, every role × act, with the same thing there that could leak."""

import pytest

from spegla.core.visibility import Level
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.sharing import share_thing
from spegla.journal.models import Share
from spegla.rounds.actions import end_participation
from tests.world import NOW

INSIDE = {"author", "colleague"}
NEAR = INSIDE | {"neighbour", "mentor"}
ALL = NEAR | {"other cluster"}
READS = {"private": {"author"}, "organisation": INSIDE, "cluster": NEAR, "round": ALL}


def codes(people, signed_in, ask):
    return {role: ask(signed_in(person), through).status_code for role, (person, through) in people.items()}


def expected(people, allowed, ok=200):
    return {role: ok if role in allowed else 302 if role == "anonymous" else 404 for role in people}


@pytest.mark.parametrize("reach", READS)
def test_who_reads_an_idea(world, place, people, signed_in, at, note, reach):
    idea = note(level=Level.PRIVATE if reach == "private" else Level.ORGANISATION)
    if reach in ("cluster", "round"):
        share_thing(idea, reach, place=place, standing=world.standing("Alvdala"), now=NOW)
    found = codes(people, signed_in, lambda client, through: client.get(at("idea", idea.pk, place=through)))
    assert found == expected(people, READS[reach])


@pytest.mark.parametrize("reach", ["organisation", "cluster", "round"])
def test_who_reads_an_improvement(world, place, people, signed_in, at, start, reach):
    improvement = start()
    if reach != "organisation":
        share_thing(improvement, reach, place=place, standing=world.standing("Alvdala"), now=NOW)
    found = codes(people, signed_in, lambda client, through: client.get(at("improvement", improvement.pk, place=through)))
    assert found == expected(people, READS[reach])


@pytest.mark.parametrize("act", ["idea-aside", "idea-open", "idea-share", "idea-unshare", "improvement-share", "improvement-unshare"])
def test_only_ones_own_organisation_acts(world, place, people, signed_in, at, note, start, act):
    thing = note() if act.startswith("idea") else start()
    share_thing(thing, "round", place=place, standing=world.standing("Alvdala"), now=NOW)
    sent = {"aside": "1", "audience": "cluster", "version": "1", "share": Share.objects.get().pk}
    outside = {role: found for role, found in people.items() if role not in INSIDE}
    found = codes(outside, signed_in, lambda client, through: client.post(at(act, thing.pk, place=through), sent))
    assert found == expected(outside, set())
    assert (Share.objects.filter(until=None).count(), type(thing).objects.get().version) == (1, 1)
    assert signed_in(people["colleague"][0]).post(at(act, thing.pk), sent).status_code == 302


def test_a_shared_thing_is_read_and_not_written(world, place, people, signed_in, at, note, start):
    idea, improvement = note(), start()
    for thing in (idea, improvement):
        share_thing(thing, "cluster", place=place, standing=world.standing("Alvdala"), now=NOW)
    neighbour, through = signed_in(people["neighbour"][0]), people["neighbour"][1]
    sent = {"title": "Tagen", "state": "kept", "based_on": "1", "request_key": "r"}
    for name, thing in (("idea", idea), ("improvement", improvement)):
        assert 'name="title"' not in neighbour.get(at(name, thing.pk, place=through)).content.decode()
        neighbour.post(at(name, thing.pk, place=through), sent)
        assert type(thing).objects.get().title != "Tagen"


@pytest.mark.parametrize("act", ["idea-aside", "idea-open", "idea-share", "idea-unshare"])
def test_a_colleague_does_nothing_with_somebodys_own_draft(boss, anna, at, note, act):
    draft = note(level=Level.PRIVATE)
    sent = {"aside": "1", "audience": "cluster", "version": "1"}
    assert boss.post(at(act, draft.pk), sent).status_code == 404
    assert Idea.objects.get().version == 1
    assert anna.post(at(act, draft.pk), sent).status_code == 302


@pytest.mark.parametrize("name", ["ideas", "idea-new", "improvements", "improvement-new", "files"])
def test_the_pages_of_a_place_are_its_own_peoples(place, people, signed_in, at, name):
    found = codes(people, signed_in, lambda client, _through: client.get(at(name)))
    assert found == expected(people, INSIDE)


def test_nobody_writes_through_another_organisations_place(people, signed_in, at):
    sent = {"title": "Inkräktare", "level": "1", "spar": "service", "request_key": "k"}
    outside = {role: found for role, found in people.items() if role not in INSIDE}
    for name in ("idea-new", "improvement-new", "files"):
        found = codes(outside, signed_in, lambda client, _through, name=name: client.post(at(name), sent))
        assert found == expected(outside, set())
    assert (Idea.objects.count(), Improvement.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["idea-aside", "idea-open", "idea-share", "idea-unshare", "improvement-share",
                                  "improvement-unshare", "file-remove", "file-share", "file-unshare"])
def test_acts_are_posted(anna, at, name):
    assert anna.get(at(name, 1)).status_code == 405


def test_who_has_left_reads_her_own_and_not_what_others_share(world, place, people, signed_in, at, note):
    mine, theirs = note(), note(name="Bäckinge")
    share_thing(theirs, "cluster", place=world.places["Bäckinge"], standing=world.standing("Bäckinge"), now=NOW)
    anna = signed_in(people["author"][0])
    assert anna.get(at("idea", theirs.pk)).status_code == 200
    end_participation(place, reason="", by=world.officer, now=NOW)
    assert (anna.get(at("idea", mine.pk)).status_code, anna.get(at("idea", theirs.pk)).status_code) == (200, 404)
