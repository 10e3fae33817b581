"""Checks of checklists and of the mappings between them."""

from collections.abc import Iterator
from pathlib import Path

from spegla.programme.check_texts import Points, duplicates, text_problems
from spegla.programme.library import Library, Sheet
from spegla.programme.reading import Problem
from spegla.programme.references import walk
from spegla.programme.schema import Checklist, Item, Mapping


def checklist_problems(library: Library) -> list[Problem]:
    broken = {problem.file for problem in library.problems}
    problems: list[Problem] = []
    for sheet in library.checklists.values():
        if sheet.file not in broken:
            problems += _scale(sheet)
            problems += _items(sheet)
            problems += _doubles(sheet)
            problems += _audiences(sheet, library)
            problems += _derived(sheet, library)
    return problems


def problems_of(checklist: Checklist, base: Checklist) -> list[Problem]:
    """What is wrong with a checklist that stands in no library; it may carry the points that its base carries."""
    sheet = Sheet(Path(f"{checklist.key}.toml"), checklist)
    points = {point for _, _, struct in walk(base) for point in getattr(struct, "points", ())}
    return [*text_problems(sheet, Points(points, set())), *_scale(sheet), *_items(sheet), *_doubles(sheet)]


def mapping_problems(library: Library) -> list[Problem]:
    broken = {Path(problem.file).stem for problem in library.problems}
    problems: list[Problem] = []
    for sheet in library.mappings.values():
        for side in ("of", "to"):
            if getattr(sheet.content, side) not in broken:
                problems += _side(sheet, side, library)
        for n, pair in enumerate(sheet.content.pair, 1):
            if not pair.of and not pair.to:
                problems.append(Problem(sheet.file, "", f"pair {n} names no item at all"))
    return problems


def _scale(sheet: Sheet[Checklist]) -> Iterator[Problem]:
    checklist = sheet.content
    values = [level.value for level in checklist.scale]
    if len(values) < 2:
        yield Problem(sheet.file, checklist.key, "the scale has fewer than two levels")
    elif values != list(range(values[0], values[0] + len(values))):
        shown = ", ".join(map(str, values))
        yield Problem(sheet.file, checklist.key, f"the values of the scale ({shown}) do not follow each other")
    for level in checklist.scale:
        if not (level.meaning.sv.strip() and level.meaning.en.strip()):
            yield Problem(sheet.file, checklist.key, f"level {level.value} of the scale has no meaning")


def _items(sheet: Sheet[Checklist]) -> Iterator[Problem]:
    checklist = sheet.content
    if not checklist.answer_level:
        yield Problem(sheet.file, checklist.key, "there is no answer level")
    levels = [level.key for level in checklist.answer_level]
    groups = {group.key for group in checklist.group}
    for expected, item in enumerate(checklist.item, 1):
        if item.number != expected:
            yield Problem(sheet.file, item.key, f"has number {item.number} where {expected} comes next")
        if item.group and item.group not in groups:
            yield Problem(sheet.file, item.key, f'`group` names "{item.group}", which is no group here')
        for message in _statements(item, levels):
            yield Problem(sheet.file, item.key, message)


def _statements(item: Item, levels: list[str]) -> Iterator[str]:
    given = [statement.level for statement in item.statement]
    for level in levels:
        if level not in given:
            yield f'has no statement for the answer level "{level}"'
    for level in given:
        if level not in levels:
            yield f'has a statement for "{level}", which is no answer level here'
    for level in duplicates(given):
        yield f'has several statements for the answer level "{level}"'


def _doubles(sheet: Sheet[Checklist]) -> Iterator[Problem]:
    checklist = sheet.content
    for things in (checklist.answer_level, checklist.group, checklist.item, checklist.precondition):
        for key in duplicates(thing.key for thing in things):
            yield Problem(sheet.file, key, "this key is used twice")


def _audiences(sheet: Sheet[Checklist], library: Library) -> Iterator[Problem]:
    """An ask must reach somebody in an edition that uses the checklist (in any, where none does so far)."""
    checklist = sheet.content
    read = [files.edition.content for files in library.editions.values() if files.edition]
    using = [edition for edition in read if checklist.key in edition.checklists] or read
    known = {"all"} | {function.key for edition in using for function in edition.function}
    asked = [(item.key, ask.audience) for item in checklist.item for ask in item.ask]
    asked += [(point.key, person) for point in checklist.precondition for person in point.audience]
    for key, audience in asked:
        if using and audience not in known:
            message = f'`audience` names "{audience}", which is no function of an edition with this checklist'
            yield Problem(sheet.file, key, message)


def _derived(sheet: Sheet[Checklist], library: Library) -> Iterator[Problem]:
    """Mappings are looked up under what a checklist is derived from: one of the library that is derived from none."""
    wanted = sheet.content.derived_from
    base = library.checklists.get(wanted)
    if wanted and (base is None or base.content.derived_from):
        message = f'`derived_from` names "{wanted}", which is no checklist of its own in the library'
        yield Problem(sheet.file, sheet.content.key, message)


def _side(sheet: Sheet[Mapping], side: str, library: Library) -> Iterator[Problem]:
    wanted = getattr(sheet.content, side)
    if wanted not in library.checklists:
        yield Problem(sheet.file, wanted, f'`{side}` names "{wanted}", which is no checklist in the library')
        return
    known = {item.key for item in library.checklists[wanted].content.item}
    for n, pair in enumerate(sheet.content.pair, 1):
        for key in getattr(pair, side):
            if key not in known:
                yield Problem(sheet.file, key, f'`{side}` of pair {n} is no item of the checklist "{wanted}"')
