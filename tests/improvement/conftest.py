import pytest

from spegla.improvement.actions import note_idea, start_improvement
from tests.improvement.readers import readers_of
from tests.world import NOW, make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


@pytest.fixture
def anna(world):
    """Who writes: the key person of Alvdala."""
    return world.standing("Alvdala")


@pytest.fixture
def boss(world):
    """A colleague of hers."""
    return world.standing("Alvdala", "senior-manager")


@pytest.fixture
def readers(world):
    return readers_of(world)


@pytest.fixture
def note(place, anna):
    """Note an idea at Alvdala; a key of its own each time unless one is given."""
    keys = iter(range(1000))

    def make(key=None, *, at=place, standing=anna, **written):
        written = {"title": "Fråga controllern", **written}
        return note_idea(at, written, creation_key=key or f"i{next(keys)}", standing=standing, now=NOW)

    return make


@pytest.fixture
def start(place, anna):
    """Start an improvement at Alvdala, in a service unless another track is given."""
    keys = iter(range(1000))

    def make(key=None, *, at=place, standing=anna, items=(), **written):
        written = {"title": "Läsning i årskurs 6", "track": "service", **written}
        return start_improvement(at, written, items=items, creation_key=key or f"m{next(keys)}", standing=standing, now=NOW)

    return make
