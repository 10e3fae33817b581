"""The method and the editions as the public pages show them, read from their folders once per process."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from spegla.programme.loader import LibraryError, edition_keys, library_folders, load_method, load_programme
from spegla.programme.schema import Method, Programme

log = logging.getLogger(__name__)


def method() -> Method:
    return _method(library_folders(settings.SPEGLA_EDITIONS))


def programmes() -> tuple[Programme, ...]:
    """All editions, the latest first. A broken one is left out and named in the log; `spegla editions check` says more."""
    return _programmes(library_folders(settings.SPEGLA_EDITIONS))


@lru_cache(maxsize=4)
def _method(folders: tuple[Path, ...]) -> Method:
    return load_method(folders)


@lru_cache(maxsize=4)
def _programmes(folders: tuple[Path, ...]) -> tuple[Programme, ...]:
    found = []
    for key in edition_keys(folders):
        try:
            found.append(load_programme(key, folders))
        except LibraryError as error:
            log.error("The edition %s is not shown: %s", key, error)
    return tuple(sorted(found, key=lambda programme: programme.edition.published, reverse=True))
