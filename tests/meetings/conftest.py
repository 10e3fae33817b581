"""A world, and its first meeting."""

import pytest

from spegla.meetings.actions import meeting_at
from tests.world import NOW, make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def meeting(world):
    """The first meeting of the first cluster."""
    return meeting_at(world.round, world.clusters[0], "bm1", by=world.person("Alvdala"), now=NOW)
