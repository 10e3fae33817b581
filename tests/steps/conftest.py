"""A world, and short words for writing in it."""

import pytest

from tests.world import NOW, make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def stamp():
    """What a save carries: `stamp(based_on, request key)`."""

    def make(based_on=0, key="first"):
        return {"based_on": based_on, "request_key": key, "now": NOW}

    return make
