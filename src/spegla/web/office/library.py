"""The editions and checklists a round may be opened with: ours and the deployer's, read once per process."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from spegla.programme.content import Content, content_of
from spegla.programme.loader import LibraryError, library_folders, load_checklist
from spegla.programme.schema import Checklist, Programme
from spegla.web.public.library import programmes

log = logging.getLogger(__name__)


def editions() -> dict[str, Programme]:
    """By key, the latest first."""
    return {programme.edition.key: programme for programme in programmes()}


def checklists() -> dict[str, Checklist]:
    """By key. A broken one is left out and named in the log."""
    return _checklists(library_folders(settings.SPEGLA_EDITIONS))


@lru_cache(maxsize=4)
def _checklists(folders: tuple[Path, ...]) -> dict[str, Checklist]:
    found = {}
    for key in sorted({path.stem for folder in folders for path in (folder / "checklists").glob("*.toml")}):
        try:
            found[key] = load_checklist(key, folders)
        except LibraryError as error:
            log.error("The checklist %s cannot be chosen: %s", key, error)
    return found


def stored(struct: Programme | Checklist) -> Content:
    """The form in which a round keeps it."""
    return content_of(struct)


def stored_checklists(keys: list[str]) -> list[Content]:
    return [stored(checklists()[key]) for key in keys]
