"""Checks of the templates for presentations: each belongs to a meeting, and every slot can be filled with what it draws on."""

from collections.abc import Iterator

from spegla.programme.check_texts import duplicates
from spegla.programme.library import EditionFiles, Library, Presentations, Sheet
from spegla.programme.reading import Problem
from spegla.programme.schema import PresentationTemplate, Slot

CHARTS = ("levels-chart", "shift-chart")
TABLES = ("improvements", "service-improvements", "steering-improvements")


def presentation_problems(files: EditionFiles, library: Library) -> list[Problem]:
    """What the templates say that the rest of the edition does not hold for. Said when each file is right in itself."""
    if not (files.whole and files.presentations):
        return []
    sheet = files.presentations
    return [*_steps(sheet, files), *_slots(sheet, _items(files, library))]


def _steps(sheet: Sheet[Presentations], files: EditionFiles) -> Iterator[Problem]:
    meeting = {step.content.key: step.content.meeting for step in files.steps}
    for template in sheet.content.presentation:
        if not meeting.get(template.step, template.step):
            yield Problem(sheet.file, template.key, f'`step` names "{template.step}", which has no meeting')
        if not template.slot:
            yield Problem(sheet.file, template.key, "has no slot")
    for step in duplicates(template.step for template in sheet.content.presentation):
        yield Problem(sheet.file, _last(sheet, step).key, f'the step "{step}" has a template already')


def _slots(sheet: Sheet[Presentations], items: set[str]) -> Iterator[Problem]:
    for template in sheet.content.presentation:
        for slot in template.slot:
            for message in _slot(slot, items):
                yield Problem(sheet.file, slot.key, message)


def _slot(slot: Slot, items: set[str]) -> Iterator[str]:
    if slot.draws_on not in _may_draw(slot):
        yield f'is of the kind "{slot.kind}" and cannot draw on "{slot.draws_on}"'
    if bool(slot.items) != (slot.draws_on == "answers"):
        yield 'has `items` exactly when it draws on "answers"'
    if bool(slot.columns) != (slot.kind == "table" and slot.draws_on == "nothing"):
        yield "has `columns` exactly when it is a table that draws on nothing"
    for item in slot.items:
        if item not in items:
            yield f'`items` names "{item}", which is in no checklist of this edition'


def _may_draw(slot: Slot) -> tuple[str, ...]:
    """What a slot of this kind can be filled with; texts and bullets with everything that is told in words."""
    if slot.kind == "chart":
        return CHARTS
    if slot.kind == "picture":
        return ("nothing",)
    if slot.kind == "table":
        return ("nothing", *TABLES)
    return tuple({slot.draws_on} - set(CHARTS))


def _items(files: EditionFiles, library: Library) -> set[str]:
    wanted = files.edition.content.checklists if files.edition else ()
    known = [library.checklists[key].content for key in wanted if key in library.checklists]
    return {item.key for checklist in known for item in checklist.item}


def _last(sheet: Sheet[Presentations], step: str) -> PresentationTemplate:
    return [template for template in sheet.content.presentation if template.step == step][-1]
