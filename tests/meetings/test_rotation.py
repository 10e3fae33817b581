"""The hosting goes round."""

import pytest

from spegla.meetings.queries import turns_of
from spegla.meetings.rotation import turns
from spegla.steps.actions import choose_host
from tests.world import NOW

STEPS, PLACES = ("bm1", "bm2", "bm3"), (10, 20, 30)


@pytest.mark.parametrize(
    ("places", "hosts", "proposed"),
    [
        (PLACES, {}, {"bm1": 10, "bm2": 20, "bm3": 30}),
        (PLACES, {"bm1": 20}, {"bm2": 10, "bm3": 30}),
        (PLACES, {"bm2": 10, "bm1": 30}, {"bm3": 20}),
        ((10, 20), {}, {"bm1": 10, "bm2": 20, "bm3": 10}),
        (PLACES, {"elsewhere": 10}, {"bm1": 10, "bm2": 20, "bm3": 30}),
        (PLACES, {"bm1": 10, "bm2": 10, "bm3": 10}, {}),
        ((), {}, {}),
    ],
)
def test_nobody_hosts_twice_before_all_have_once(places, hosts, proposed):
    assert turns(STEPS, places, hosts) == proposed


def test_the_clusters_turns_stand_beside_what_people_decided(world):
    choose_host(world.clusters[0], "bm1", world.places["Bäckinge"], standing=world.standing("Alvdala"), now=NOW)
    found = [(turn.step.key, turn.host.organisation.name, turn.settled) for turn in turns_of(world.clusters[0])]
    assert found == [("bm1", "Bäckinge", True), ("bm2", "Alvdala", False), ("bm3", "Mellby", False)]
