import pytest

from spegla.presentations.actions import share_presentation, write_slot
from spegla.presentations.content import Content, Slide
from tests.improvement.readers import readers_of
from tests.world import NOW, make_world

SLIDE = Slide("bm1-slide-us", "bullets", "Det här är vi", Content(text="Kan läcka"))


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
def readers(world):
    return readers_of(world)


@pytest.fixture
def write(place, anna):
    """Write in a slot of Alvdala's presentation for the first meeting."""

    def save(text="Kan läcka", slot="bm1-slide-us", *, based_on=0, key="r", standing=anna, now=NOW, **more):
        rows = more.pop("rows", None)
        changes = {"own": True, "text": text, **more}
        return write_slot(place, "bm1", slot, changes, rows=rows, based_on=based_on, request_key=key, standing=standing, now=now)

    return save


@pytest.fixture
def share(place, anna):
    def shared(*slides, audience="cluster", standing=anna, now=NOW):
        return share_presentation(place, "bm1", slides or (SLIDE,), audience, standing=standing, now=now)

    return shared
