"""What the office looks at: clusters that are behind and organisations without a cluster."""

import datetime as dt

from spegla.people.models import Organisation
from spegla.reporting.attention import attention_of
from spegla.reporting.now import now_of
from spegla.rounds import actions as rounds
from spegla.rounds.standing import standing_of
from tests.reporting.conftest import PREPARING
from tests.world import NOW, START, make_person, make_world

BEFORE = START - dt.timedelta(days=30)


def office(world):
    return standing_of(world.officer, now=NOW)


def test_a_cluster_with_late_things_names_who_and_since_when(world):
    found = attention_of(office(world), today=PREPARING, now=NOW)

    assert [(thing.cluster.name, thing.organisations, thing.late) for thing in found] == [
        ("Norra", ("Alvdala", "Bäckinge", "Mellby"), 3), ("Södra", ("Dalhem", "Ekfors", "Nyborg"), 3),
    ]
    assert {thing.due for thing in found} == {dt.date(2026, 12, 31)}


def test_nothing_late_is_nothing_to_look_at(world):
    assert attention_of(office(world), today=BEFORE, now=NOW) == []


def test_organisations_without_a_cluster_are_looked_at_together(world):
    for name in ("Åby", "Gran"):
        organisation = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
        rounds.take_in(world.round, organisation, by=world.officer, now=NOW)
    found = [thing for thing in attention_of(office(world), today=BEFORE, now=NOW) if thing.cluster is None]

    assert [(thing.organisations, thing.due) for thing in found] == [(("Gran", "Åby"), START)]


def test_only_the_office_of_the_round_gets_it(world):
    other = Organisation.objects.create(name="Annat kontor", kind=Organisation.Kind.ASSOCIATION)
    stranger = make_person("Stina Strand", other, "programme-officer")

    assert attention_of(standing_of(stranger, now=NOW), today=PREPARING, now=NOW) == []
    assert attention_of(world.standing("Alvdala"), today=PREPARING, now=NOW) == []


def test_the_office_gets_at_most_three_things_late_first(db):
    world = make_world(clusters={name: {f"{name}by": "participant"} for name in ("Al", "Bo", "Cy", "Di")})
    found = now_of(office(world), today=PREPARING, now=NOW)

    assert len(found.things) == 3
    assert all(thing.minutes <= 10 for thing in found.things)


def test_a_closed_round_is_left_in_peace(world):
    rounds.close_round(world.round, by=world.officer, now=NOW)

    assert attention_of(office(world), today=PREPARING, now=NOW) == []


def test_as_many_queries_for_three_clusters_as_for_one(world, django_assert_num_queries):
    standing = office(world)
    attention_of(standing, today=PREPARING, now=NOW)  # the stored programme is read once per process
    with django_assert_num_queries(9):
        attention_of(standing, today=PREPARING, now=NOW)

    for name in ("Tredje", "Fjärde"):
        cluster = rounds.form_cluster(world.round, name, by=world.officer, now=NOW)
        organisation = Organisation.objects.create(name=f"{name}by", kind=Organisation.Kind.MUNICIPALITY)
        rounds.take_in(world.round, organisation, cluster=cluster, by=world.officer, now=NOW)
    with django_assert_num_queries(9):
        attention_of(standing, today=PREPARING, now=NOW)
