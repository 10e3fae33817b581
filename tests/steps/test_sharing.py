"""A service and an experience talk are drafts until they are shared; others read the version that was shared."""

import datetime as dt
from itertools import product

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.journal.models import Event, Share
from spegla.people.models import Organisation
from spegla.rounds import actions as rounds
from spegla.rounds.standing import NOBODY, standing_of
from spegla.steps.actions import appoint_service, share_with, stop_sharing, tell_experience
from spegla.steps.models import AppointedService, ExperienceTalk
from spegla.steps.queries import experience_talks_visible_to, services_visible_to, shared_in_cluster
from tests.world import NOW, make_person

LATER = NOW + dt.timedelta(days=1)
KINDS = {"service": (appoint_service, services_visible_to, "name"), "talk": (tell_experience, experience_talks_visible_to, "learned")}


@pytest.fixture
def readers(world):
    """A standing for each way to stand to Mellby, which has something that could leak."""
    gone = Organisation.objects.create(name="Fors", kind=Organisation.Kind.MUNICIPALITY)
    left = rounds.take_in(world.round, gone, cluster=world.clusters[0], by=world.officer, now=NOW)
    rounds.end_participation(left, reason="", by=world.officer, now=NOW)
    stranger = Organisation.objects.create(name="Gran", kind=Organisation.Kind.MUNICIPALITY)
    people = {
        "own": world.person("Mellby"),
        "colleague": world.person("Mellby", "senior-manager"),
        "neighbour": world.person("Alvdala"),
        "other cluster": world.person("Dalhem"),
        "office": world.officer,
        "left": make_person("Fia Fors", gone, "key-person"),
        "stranger": make_person("Gun Gran", stranger, "key-person"),
    }
    return {role: standing_of(person, now=LATER) for role, person in people.items()} | {"anonymous": NOBODY}


def written(world, kind, text="Kan läcka", key="first", based_on=0):
    save, _, field = KINDS[kind]
    return save(world.places["Mellby"], {field: text}, based_on=based_on, request_key=key,
                standing=world.standing("Mellby"), now=NOW)


@pytest.mark.parametrize("level", [Level.PRIVATE, Level.CLUSTER, Level.ROUND])
@pytest.mark.parametrize("kind", KINDS)
def test_the_list_of_what_is_shared_equals_the_rule_in_every_cell(world, readers, kind, level):
    thing = written(world, kind)
    if level is not Level.PRIVATE:
        share_with(thing, level.name.lower(), standing=world.standing("Mellby"), now=NOW)

    for (role, standing), ended in product(readers.items(), (False, True)):
        place = world.places["Mellby"]
        place.ended_at = NOW if ended else None
        place.save(update_fields=["ended_at"])
        rule = verdict(Act.READ_SHARED, standing.relation_to(place), level=Level.ORGANISATION, phase=Phase.OPEN, shared=level)
        assert KINDS[kind][1](standing).exists() is rule.ok, (role, ended)


@pytest.mark.parametrize("kind", KINDS)
def test_others_read_what_was_shared_until_it_is_shared_again(world, kind):
    _, visible, field = KINDS[kind]
    mine, theirs = world.standing("Mellby"), world.standing("Alvdala")
    share_with(written(world, kind, "Det vi visar"), "cluster", standing=mine, now=NOW)
    thing = written(world, kind, "Utkast som kan läcka", key="second", based_on=1)
    assert [getattr(row, field) for row in visible(theirs)] == ["Det vi visar"]

    share_with(thing, "cluster", standing=mine, now=NOW)
    assert [getattr(row, field) for row in visible(theirs)] == ["Utkast som kan läcka"]


@pytest.mark.parametrize("kind", KINDS)
def test_ending_takes_it_from_all_and_keeps_the_trace(world, kind):
    thing = written(world, kind)
    for audience in ("cluster", "round"):
        share_with(thing, audience, standing=world.standing("Mellby"), now=NOW)
    assert KINDS[kind][1](world.standing("Dalhem")).exists()

    stop_sharing(thing, standing=world.standing("Mellby"), now=LATER)
    assert not KINDS[kind][1](world.standing("Alvdala")).exists()
    assert not KINDS[kind][1](world.standing("Dalhem")).exists()
    assert set(Share.objects.values_list("until", "ended_by_id")) == {(LATER, world.person("Mellby").pk)}


def test_sharing_the_same_twice_is_sharing_once(world):
    thing = written(world, "service")
    shares = [share_with(thing, "cluster", standing=world.standing("Mellby"), now=NOW) for _ in range(2)]

    assert shares[0] == shares[1]
    assert Event.objects.filter(what="shared").count() == 1


@pytest.mark.parametrize(
    ("who", "prepare", "why"),
    [
        ("Mellby", None, None), ("Alvdala", None, Why.NOT_YOURS), ("Mellby", "end", Why.ENDED), ("Mellby", "unplaced", Why.NOT_OPEN),
    ],
)
def test_only_the_organisation_shares_and_only_with_a_cluster_it_has(world, who, prepare, why):
    thing = written(world, "service")
    place = world.places["Mellby"]
    if prepare == "end":
        rounds.end_participation(place, reason="", by=world.officer, now=NOW)
    if prepare == "unplaced":
        rounds.place_in_cluster(place, None, role=place.role, by=world.officer, now=NOW)
    thing = AppointedService.objects.get(pk=thing.pk)

    if why is None:
        share_with(thing, "cluster", standing=world.standing(who), now=NOW)
    else:
        with pytest.raises(RefusedError) as refused:
            share_with(thing, "cluster", standing=world.standing(who), now=NOW)
        assert refused.value.verdict.why is why
    assert Share.objects.exists() is (why is None)


def test_what_nobody_has_written_cannot_be_shared(world):
    empty = AppointedService.objects.create(participation=world.places["Mellby"])

    with pytest.raises(RefusedError):
        share_with(empty, "cluster", standing=world.standing("Mellby"), now=NOW)


def test_one_query_tells_which_others_show_something(world, django_assert_num_queries):
    for kind in KINDS:
        share_with(written(world, kind), "cluster", standing=world.standing("Mellby"), now=NOW)
    standing, mellby = world.standing("Alvdala"), world.places["Mellby"].organisation_id

    with django_assert_num_queries(1):
        shared = shared_in_cluster(world.places["Alvdala"], standing)
    assert shared == {"appointedservice": {mellby}, "experiencetalk": {mellby}}
    assert shared_in_cluster(world.places["Dalhem"], world.standing("Dalhem")) == {"appointedservice": set(), "experiencetalk": set()}


def test_a_repeated_save_is_told_once(world):
    for _ in range(2):
        written(world, "talk")

    assert ExperienceTalk.objects.get().version == 1
    assert Event.objects.filter(what="experience-told").count() == 1
