"""Keep, share and remove files. What is in them is read and written outside of transactions. The door asks policy first."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from spegla.files.models import StoredFile
from spegla.files.queries import THING
from spegla.files.types import clean_name, type_of
from spegla.journal.actions import end_shares, record, share
from spegla.journal.models import Share
from spegla.journal.queries import standing_shares
from spegla.people.models import Organisation, Person
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id

LARGEST = 20 * 1024 * 1024


class TooLargeError(ValueError):
    """The file is larger than LARGEST bytes."""


class EmptyFileError(ValueError):
    """There is nothing in the file."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What we found out about an upload before keeping it."""

    name: str
    media_type: str
    size: int
    sha256: str


def keep_file(
    upload: File[bytes], *, organisation: Organisation, level: int, creation_key: str, by: Person, now: dt.datetime,
    token: str = "",
) -> StoredFile:
    """Keep an uploaded file, under a token of its own. The same form with the same content gives the same file.

    Raises TooLargeError, EmptyFileError and files.types.UnknownTypeError. Whatever goes wrong, no content is left behind.
    """
    seen = _look_at(upload)
    same = StoredFile.objects.filter(uploaded_by=by, creation_key=creation_key, sha256=seen.sha256, removed_at=None)
    first = same.first()
    if first is not None:
        return first
    stored = default_storage.save(place_of(token or secrets.token_hex(16)), upload)
    new = StoredFile(organisation=organisation, level=level, storage_name=stored, creation_key=creation_key,
                     uploaded_by=by, uploaded_at=now, name=seen.name, media_type=seen.media_type, size=seen.size,
                     sha256=seen.sha256)
    try:
        return _note(new)
    except IntegrityError:  # the same form, sent twice in the same moment
        default_storage.delete(stored)
        return same.get()
    except BaseException:
        default_storage.delete(stored)
        raise


def place_of(token: str) -> str:
    """Where in the storage the content lies; says nothing of what it is."""
    return f"{token[:2]}/{token}"


@transaction.atomic
def share_file(file: StoredFile, audience: str, *, place: Participation, by: Person, now: dt.datetime) -> Share:
    """Let the cluster or the round of this place fetch the file. Sharing it again changes nothing."""
    meant = audience_id(place, audience)
    standing = standing_shares(THING).filter(thing_id=file.pk, audience=audience, audience_id=meant).first()
    return standing or share(file, audience=audience, audience_id=meant, organisation_id=file.organisation_id, version=1,
                             by=by, now=now)


@transaction.atomic
def stop_sharing_file(file: StoredFile, audience: str, audience_id: int | None, *, by: Person, now: dt.datetime) -> int:
    """Nobody outside fetches it from now on. Returns how many shares ended."""
    return end_shares(THING, file.pk, by=by, now=now, audience=audience, audience_id=audience_id)


def remove_file(file: StoredFile, *, by: Person, now: dt.datetime) -> None:
    """The content is gone for everybody; that it was there, what it was called and who removed it is kept."""
    with transaction.atomic():
        removed = StoredFile.objects.filter(pk=file.pk, removed_at__isnull=True).update(removed_at=now, removed_by=by)
        if removed:
            end_shares(THING, file.pk, by=by, now=now)
            record("file-removed", file, by=by, now=now, organisation_id=file.organisation_id)
    default_storage.delete(file.storage_name)


def _look_at(upload: File[bytes]) -> _Seen:
    size = upload.size or 0
    if size > LARGEST:
        raise TooLargeError(size)
    if not size:
        raise EmptyFileError
    media_type = type_of(upload, upload.name or "")
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return _Seen(clean_name(upload.name or "", media_type), media_type, size, digest.hexdigest())


@transaction.atomic
def _note(file: StoredFile) -> StoredFile:
    file.save(force_insert=True)
    record("file-kept", file, by=file.uploaded_by, now=file.uploaded_at, organisation_id=file.organisation_id,
           media_type=file.media_type, size=file.size)
    return file
