"""Checks of the list of those who organise a meeting: each thing once, and on the right side of the meeting."""

from collections.abc import Iterator

from spegla.core.calendar import CalendarError, parse_offset
from spegla.programme.check_texts import duplicates
from spegla.programme.library import Library, Organising, Sheet
from spegla.programme.reading import Problem


def organising_problems(library: Library) -> list[Problem]:
    """Of the shared lists and of those that editions have of their own."""
    sheets = {sheet.file: sheet for sheet in library.organising}
    sheets |= {one.file: one for files in library.editions.values() if (one := files.organising)}
    doubles = [
        Problem(sheet.file, key, "this key is used twice")
        for sheet in library.organising for key in duplicates(chore.key for chore in sheet.content.chore)
    ]
    return doubles + [problem for sheet in sheets.values() for problem in _in_time(sheet)]


def _in_time(sheet: Sheet[Organising]) -> Iterator[Problem]:
    for chore in sheet.content.chore:
        try:
            days = parse_offset(chore.when).count
        except CalendarError as error:
            yield Problem(sheet.file, chore.key, error.why)
            continue
        if (days < 0) != (chore.phase == "before") or (days > 0) != (chore.phase == "after"):
            yield Problem(sheet.file, chore.key, f'`when` is "{chore.when}", which is not {chore.phase} the meeting')
