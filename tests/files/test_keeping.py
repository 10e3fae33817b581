"""Keeping, sharing and removing files: nothing is left behind, nothing is kept twice."""

import hashlib

import pytest
from django.core.files.storage import default_storage

from spegla.files import actions
from spegla.files.actions import LARGEST, EmptyFileError, TooLargeError, remove_file, share_file
from spegla.files.models import StoredFile
from spegla.files.queries import file_shares, files_visible_to, shared_files_visible_to
from spegla.files.types import UnknownTypeError
from spegla.journal.models import Event, Share
from tests.files.samples import PDF, office
from tests.world import NOW


def test_a_kept_file_says_what_it_is_and_where(keep, storage, world, place):
    file = keep(name="Beslut 2026.pdf")
    assert (file.name, file.media_type, file.size) == ("Beslut 2026.pdf", "application/pdf", len(PDF))
    assert (file.sha256, file.organisation, file.uploaded_by) == (
        hashlib.sha256(PDF).hexdigest(), place.organisation, world.person("Alvdala"))
    assert [found.read_bytes() for found in storage()] == [PDF]
    assert "Beslut" not in file.storage_name


def test_the_same_form_with_the_same_file_is_one(keep, storage):
    assert keep(key="k").pk == keep(key="k").pk
    assert (len(storage()), Event.objects.filter(what="file-kept").count()) == (1, 1)


def test_the_same_form_with_another_file_is_two(keep, storage):
    assert keep(key="k").pk != keep(office("docx"), "a.docx", key="k").pk
    assert len(storage()) == 2


def test_two_uploads_of_the_same_form_at_the_same_moment_leave_one(keep, storage, monkeypatch):
    """The second looks before the first has been noted."""
    first = keep(key="k")
    monkeypatch.setattr(actions.StoredFile.objects, "filter", _blind_once(actions.StoredFile.objects.filter))
    assert keep(key="k").pk == first.pk
    assert len(storage()) == 1


def _blind_once(real):
    """A filter that finds nothing the first time it is asked for its first row."""

    def look(*args, **kwargs):
        found = real(*args, **kwargs)
        found.first = lambda: None
        return found

    return look


@pytest.mark.parametrize(("content", "name", "error"), [
    (b"", "tom.pdf", EmptyFileError),
    (b"MZ", "program.pdf", UnknownTypeError),
    (b"%PDF-" + b"x" * LARGEST, "stor.pdf", TooLargeError),
])
def test_what_is_not_taken_leaves_nothing(keep, storage, content, name, error):
    with pytest.raises(error):
        keep(content, name)
    assert (storage(), StoredFile.objects.count()) == ([], 0)


def test_exactly_the_largest_is_taken(keep):
    assert keep(b"%PDF-" + b"x" * (LARGEST - 5)).size == LARGEST


def test_when_the_row_cannot_be_written_the_content_goes_too(keep, storage, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no diary")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        keep()
    assert (storage(), StoredFile.objects.count()) == ([], 0)


def test_a_removed_file_is_gone_for_all_and_its_trace_is_kept(keep, storage, world, place):
    file = keep()
    by = world.person("Alvdala", "senior-manager")
    share_file(file, "cluster", place=place, by=by, now=NOW)
    remove_file(file, by=by, now=NOW)
    remove_file(file, by=by, now=NOW)
    file.refresh_from_db()
    assert (file.removed_at, file.removed_by, storage()) == (NOW, by, [])
    assert not default_storage.exists(file.storage_name)
    assert not files_visible_to(world.standing("Alvdala")).exists()
    assert not shared_files_visible_to(world.standing("Bäckinge")).exists()
    assert (Share.objects.get().until, Event.objects.filter(what="file-removed").count()) == (NOW, 1)


def test_a_removed_file_can_be_uploaded_again_with_the_same_form(keep, world):
    first = keep(key="k")
    remove_file(first, by=world.person("Alvdala"), now=NOW)
    assert keep(key="k").pk != first.pk


def test_sharing_again_changes_nothing(keep, world, place):
    file, by = keep(), world.person("Alvdala")
    begun = share_file(file, "cluster", place=place, by=by, now=NOW)
    assert share_file(file, "cluster", place=place, by=by, now=NOW) == begun
    assert file_shares([file]) == {file.pk: [begun]}
