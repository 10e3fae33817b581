"""Checks of an edition's calendar: every date can be worked out, and the steps follow each other in time."""

from collections.abc import Iterator
from datetime import date

from spegla.core.calendar import EVERY_VARIANT, ROOT, CalendarError, parse_offset, resolve
from spegla.programme.library import Calendar, EditionFiles, Sheet
from spegla.programme.reading import Problem
from spegla.programme.schema import Date, Edition, Step

# Months differ in length, so an order that holds from one start date may not hold from another.
STARTS = tuple(date(2023, month, day) for month in range(1, 13) for day in (1, 28))
Days = dict[str, date]


def calendar_problems(files: EditionFiles) -> list[Problem]:
    """What is wrong with the dates; the order of steps is looked at when each date can be worked out."""
    if not (files.whole and files.calendar and files.edition):
        return []
    problems = [*_root(files.calendar), *_offsets(files.calendar), *_unresolved(files.calendar)]
    if problems:
        return problems
    found: dict[Problem, None] = {}
    for variant in files.calendar.content.variant:
        for start in STARTS:
            found |= dict.fromkeys(_in_time(files.calendar, files.edition.content, files.steps, variant.key, start))
    return list(found)


def _in_time(
    calendar: Sheet[Calendar], edition: Edition, steps: tuple[Sheet[Step], ...], variant: str, start: date
) -> Iterator[Problem]:
    """What is out of order when this variant begins on this day."""
    try:
        days = resolve(calendar.content.date, variant, start)
    except CalendarError as error:
        yield Problem(calendar.file, error.key, error.why)
        return
    for problem in (*_order(steps, days), *_deadlines(steps, edition, days)):
        yield problem._replace(message=f"{problem.message} (variant {variant})")


def _root(sheet: Sheet[Calendar]) -> Iterator[Problem]:
    if not sheet.content.variant:
        yield Problem(sheet.file, "", "there is no variant")
    roots = [day for day in sheet.content.date if not day.anchor]
    for day in roots:
        if day.key != ROOT:
            yield Problem(sheet.file, day.key, f'has no anchor; only "{ROOT}" may lack one')
        elif day.offset:
            yield Problem(sheet.file, day.key, "has an offset but no anchor to count it from")
    if ROOT not in {day.key for day in roots}:
        yield Problem(sheet.file, ROOT, f'there is no date "{ROOT}" without anchor')


def _offsets(sheet: Sheet[Calendar]) -> Iterator[Problem]:
    variants = {variant.key for variant in sheet.content.variant}
    for day in sheet.content.date:
        for name, text in day.offset.items():
            if name not in variants | {EVERY_VARIANT}:
                yield Problem(sheet.file, day.key, f'`offset` names "{name}", which is no variant')
            try:
                parse_offset(text)
            except CalendarError as error:
                yield Problem(sheet.file, day.key, error.why)
        if day.anchor and EVERY_VARIANT not in day.offset:
            for name in sorted(variants - day.offset.keys()):
                yield Problem(sheet.file, day.key, f'has no offset for the variant "{name}"')


def _unresolved(sheet: Sheet[Calendar]) -> Iterator[Problem]:
    """Unknown anchors of all dates, or else the dates that are counted from themselves."""
    dates = sheet.content.date
    unknown = [day for day in dates if day.anchor and day.anchor not in {other.key for other in dates}]
    for day in unknown:
        why = f'is counted from "{day.anchor}", which is not a date of the calendar'
        yield Problem(sheet.file, day.key, why)
    if not unknown:
        yield from _circle(sheet.file, dates)


def _circle(file: str, dates: tuple[Date, ...]) -> Iterator[Problem]:
    try:
        resolve([(day.key, day.anchor, {EVERY_VARIANT: "0d"}) for day in dates], EVERY_VARIANT, STARTS[0])
    except CalendarError as error:
        yield Problem(file, error.key, error.why)


def _order(steps: tuple[Sheet[Step], ...], days: Days) -> Iterator[Problem]:
    before: Step | None = None
    for sheet in sorted(steps, key=lambda sheet: sheet.content.number):
        step = sheet.content
        opens, closes = days.get(step.opens), days.get(step.closes)
        earlier = days.get(before.opens) if before else None
        if opens and closes and closes < opens:
            yield Problem(sheet.file, step.key, f"closes ({step.closes}) before it opens ({step.opens})")
        if opens and before and earlier and opens < earlier:
            yield Problem(sheet.file, step.key, f'opens before the step before it, "{before.key}", opens')
        before = step


def _deadlines(steps: tuple[Sheet[Step], ...], edition: Edition, days: Days) -> Iterator[Problem]:
    occasions = {occasion.key: occasion for occasion in edition.occasion}
    for sheet in steps:
        step = sheet.content
        if step.meeting not in days:
            continue
        dues = [(preparation.key, preparation.due) for preparation in step.preparation]
        if step.occasion in occasions:
            dues.append((step.occasion, occasions[step.occasion].due))
        for key, due in dues:
            if due in days and days[due] > days[step.meeting]:
                yield Problem(sheet.file, key, f"is due ({due}) after the meeting it prepares ({step.meeting})")
