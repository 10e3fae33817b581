"""Checks of the source texts, told point by point, and of the page on the method."""

from collections.abc import Iterator

from spegla.programme.library import Library, Sheet
from spegla.programme.reading import Problem
from spegla.programme.schema import Source


def source_problems(library: Library) -> list[Problem]:
    broken = {problem.file for problem in library.problems}
    problems: list[Problem] = []
    for sheet in library.sources.values():
        if sheet.file not in broken:
            problems += _points(sheet)
        carrier = sheet.content.carrier
        if carrier != "method" and carrier not in library.editions:
            why = f'`carrier` names "{carrier}", which is no edition in the library'
            problems.append(Problem(sheet.file, sheet.content.key, why))
    return problems


def method_problems(library: Library) -> Iterator[Problem]:
    """A section that stands twice on the page, in one folder or in two."""
    seen: set[str] = set()
    for sheet in library.method:
        for section in sheet.content.section:
            if section.key in seen:
                yield Problem(sheet.file, section.key, "this key is used twice on the page on the method")
            seen.add(section.key)


def _points(sheet: Sheet[Source]) -> Iterator[Problem]:
    source = sheet.content
    if [point.n for point in source.point] != list(range(1, len(source.point) + 1)):
        yield Problem(sheet.file, source.key, "the points are not numbered 1, 2, 3 … in order")
    for point in source.point:
        if not point.gist.strip() or not point.where.strip():
            yield Problem(sheet.file, source.key, f"point {point.n} has an empty `where` or `gist`")
