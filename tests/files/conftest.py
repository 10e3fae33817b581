import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spegla.core.visibility import Level
from spegla.files.actions import keep_file
from tests.files.samples import PDF
from tests.improvement.readers import readers_of
from tests.world import NOW, make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


@pytest.fixture
def readers(world):
    return readers_of(world)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """A folder of its own: `storage()` gives the files in it."""
    settings.MEDIA_ROOT = tmp_path
    return lambda: [found for found in tmp_path.rglob("*") if found.is_file()]


@pytest.fixture
def keep(world, place):
    """Upload for Alvdala; a key of its own each time unless one is given."""
    keys = iter(range(1000))

    def upload(content=PDF, name="beslut.pdf", *, key=None, level=Level.ORGANISATION, by=None, at=place):
        return keep_file(SimpleUploadedFile(name, content), organisation=at.organisation, level=level,
                         creation_key=key or f"f{next(keys)}", by=by or world.person("Alvdala"), now=NOW)

    return upload
