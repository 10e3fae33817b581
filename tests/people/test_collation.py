"""Names come in Swedish order, in both databases."""

import pytest

from spegla.people.collation import by_name
from spegla.people.models import Organisation
from spegla.rounds import actions as rounds
from spegla.rounds.queries import members_of
from tests.world import make_world

IN_ORDER = ["Backinge", "Bäckinge", "Norr by", "Norrby", "Ulvsby", "Ünö", "Zinkby", "Åby", "ånge", "Åre", "Älvby", "Ökna"]


@pytest.mark.django_db
def test_names_are_sorted_as_in_a_swedish_register():
    for name in sorted(IN_ORDER):
        Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)

    assert list(Organisation.objects.order_by(by_name()).values_list("name", flat=True)) == IN_ORDER


@pytest.mark.django_db
def test_members_of_a_cluster_come_as_participants_then_mentors_and_the_ended_last(now):
    roles = {"Ökna": "participant", "Åby": "participant", "Zinkby": "mentor", "Alby": "supporting-mentor", "Ekby": "participant"}
    world = make_world(clusters={"Norra": roles})
    rounds.end_participation(world.places["Ekby"], reason="", by=world.officer, now=now)

    assert [place.organisation.name for place in members_of(world.clusters[0])] == ["Åby", "Ökna", "Zinkby", "Alby", "Ekby"]
