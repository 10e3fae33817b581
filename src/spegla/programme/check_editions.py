"""Checks of one edition: every key that it refers to exists, none is used twice, steps are numbered."""

from collections.abc import Iterator

from spegla.programme.check_texts import duplicates
from spegla.programme.library import EditionFiles, Library, Sheet
from spegla.programme.loader import whole_programme
from spegla.programme.reading import Problem
from spegla.programme.references import dangling, families
from spegla.programme.schema import Edition, Heading, StatusRule

MEETS = ("startup", "meeting", "conference")


def edition_problems(files: EditionFiles, library: Library) -> list[Problem]:
    """What the edition's files say to each other. Nothing is said before each file is right in itself."""
    if not (files.whole and files.edition):
        return []
    programme = whole_programme(files)
    problems = list(_doubles(files))
    for sheet in files.sheets:
        problems += [Problem(sheet.file, *found) for found in dangling(sheet.content, programme)]
    problems += _steps(files)
    problems += _edition(files.edition, library)
    if files.report:
        problems += _headings(files.report.file, files.report.content.heading)
    return problems


def _doubles(files: EditionFiles) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for sheet in files.sheets:
        for found in families(sheet.content):
            if found in first:
                yield Problem(sheet.file, found[1], f"this key is used twice (also in {_name(first[found])})")
            first.setdefault(found, sheet.file)


def _name(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _steps(files: EditionFiles) -> Iterator[Problem]:
    for expected, sheet in enumerate(sorted(files.steps, key=lambda sheet: sheet.content.number), 1):
        step = sheet.content
        if step.number != expected:
            yield Problem(sheet.file, step.key, f"has number {step.number} where {expected} comes next")
        if step.kind in MEETS and not step.meeting:
            yield Problem(sheet.file, step.key, f'is of the kind "{step.kind}" but names no `meeting`')
        if step.kind == "home" and step.meeting:
            yield Problem(sheet.file, step.key, 'is of the kind "home" but names a `meeting`')


def _edition(sheet: Sheet[Edition], library: Library) -> Iterator[Problem]:
    edition = sheet.content
    for name, wanted, shelf in (
        ("checklists", edition.checklists, library.checklists),
        ("sources", edition.sources, library.sources),
    ):
        for key in wanted:
            if key not in shelf:
                yield Problem(sheet.file, edition.key, f'`{name}` names "{key}", which is not in the library')
    if edition.outside_scoring and "mentor" not in {function.key for function in edition.function}:
        yield Problem(sheet.file, edition.key, "`outside_scoring` is true, but no function here is `mentor`")
    least, most = edition.cluster_size
    if not 1 <= least <= most:
        yield Problem(sheet.file, edition.key, f"`cluster_size` {least}–{most} is not a least and a most")
    for rule in edition.status_rule:
        for message in _rule(rule, edition, library):
            yield Problem(sheet.file, rule.key, message)


def _rule(rule: StatusRule, edition: Edition, library: Library) -> Iterator[str]:
    if rule.rule != "scores":
        return
    if not 0 <= rule.share < 1:
        yield f"`share` is {rule.share}, but must be at least 0 and below 1"
    for key in edition.checklists:
        if key in library.checklists:
            scale = {level.value for level in library.checklists[key].content.scale}
            for value in {rule.level, *rule.forbidden} - scale:
                yield f'`level` or `forbidden` holds {value}, which is not on the scale of "{key}"'


def _headings(file: str, headings: tuple[Heading, ...]) -> Iterator[Problem]:
    for variant in ("municipality", "region"):
        shown = [heading for heading in headings if variant in heading.variants]
        for language in ("sv", "en"):
            for title in duplicates(heading.title.in_language(language) for heading in shown):
                key = [heading.key for heading in shown if heading.title.in_language(language) == title][-1]
                yield Problem(file, key, f'the heading "{title}" stands twice in the report of a {variant}')
