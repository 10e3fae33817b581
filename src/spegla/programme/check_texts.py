"""Checks that hold for every text, key and point, whatever it belongs to."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from spegla.programme.library import Library, Sheet
from spegla.programme.reading import LANGUAGES, Problem
from spegla.programme.references import walk
from spegla.programme.schema import Mapping, Text

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
POINT = re.compile(r"[a-z0-9-]+:[0-9]+")


class Points(NamedTuple):
    """All source points, as `source:n`, and the sources that could not be read whole."""

    known: set[str]
    unread: set[str]

    def lack(self, point: str) -> bool:
        """Whether no source has the point; of a source that could not be read, any point may be there."""
        return point not in self.known and point.split(":")[0] not in self.unread


def known_points(library: Library) -> Points:
    sources = [sheet.content for sheet in library.sources.values()]
    broken = {Path(problem.file) for problem in library.problems}
    return Points(
        {f"{source.key}:{point.n}" for source in sources for point in source.point},
        {path.stem for path in broken if path.parent.name == "sources"},
    )


def text_problems(sheet: Sheet[Any], points: Points) -> list[Problem]:
    """Missing languages, keys not lower-kebab, texts not marked, points that no source has."""
    problems = [
        Problem(sheet.file, key, f"`{path}` {message}" if path else message)
        for key, path, struct in walk(sheet.content)
        for message in _messages(struct, points)
    ]
    return [*problems, *_name_problems(sheet)]


def duplicates(keys: Iterable[str]) -> list[str]:
    """The keys that come more than once, each named once."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for key in keys:
        if key in seen:
            twice[key] = None
        seen.add(key)
    return list(twice)


def _messages(struct: msgspec.Struct, points: Points) -> Iterator[str]:
    if isinstance(struct, Text):
        for language, name in LANGUAGES.items():
            if not getattr(struct, language).strip():
                yield f"the {name} text is empty"
    if hasattr(struct, "key") and not KEBAB.fullmatch(struct.key):
        yield f'the key "{struct.key}" is not lower-kebab (a-z, 0-9 and single hyphens)'
    if hasattr(struct, "origin"):
        yield from _marking(struct, points)


def _marking(struct: Any, points: Points) -> Iterator[str]:
    if struct.origin == "source" and not struct.points:
        yield 'has origin "source" but names no points'
    if struct.origin != "source" and struct.points:
        yield f'has origin "{struct.origin}" but names points; only what comes from a source has them'
    for point in struct.points:
        if not POINT.fullmatch(point):
            yield f'the point "{point}" is not written as "source:number"'
        elif points.lack(point):
            yield f'the point "{point}" is in no source file'
    for point in duplicates(struct.points):
        yield f'the point "{point}" is named twice'


def _name_problems(sheet: Sheet[Any]) -> Iterator[Problem]:
    """A key that differs from the name that the file is found by."""
    content, path = sheet.content, sheet.path
    if isinstance(content, Mapping):
        expected, actual = f"{content.of}--{content.to}", path.stem
    elif path.name == "edition.toml":
        expected, actual = content.key, path.parent.name
    elif path.parent.name == "steps":
        expected, actual = f"{content.number:02}-{content.key}", path.stem
    elif hasattr(content, "key"):
        expected, actual = content.key, path.stem
    else:
        return
    if expected != actual:
        yield Problem(sheet.file, getattr(content, "key", ""), f'is named "{actual}" but holds "{expected}"')
