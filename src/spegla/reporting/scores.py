"""What a final report says of scores, in words: how it stood at an occasion, and what moved since the first."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from spegla.core.scoring import Answer, AnswerState, Direction, Shift, Total, shift, total
from spegla.programme.schema import Checklist, Item

Answers = dict[str, Answer]


def in_short(checklist: Checklist, items: Sequence[Item], answers: Answers) -> str:
    """How many items on each level, and the sum where the checklist has one and nothing is missing."""
    levels = [answers[item.key].level for item in items if item.key in answers]
    told = [
        ngettext("%(n)s punkt på nivå %(level)s", "%(n)s punkter på nivå %(level)s", levels.count(level.value))
        % {"n": levels.count(level.value), "level": level.value}
        for level in checklist.scale
        if level.value in levels
    ]
    without = len(items) - sum(level is not None for level in levels)
    if without:
        told.append(ngettext("%(n)s punkt utan nivå", "%(n)s punkter utan nivå", without) % {"n": without})
    summed = _complete(checklist, items, answers)
    if summed:
        told.append(_("summa %(points)s") % {"points": summed.points})
    return ", ".join(told)


def titles_at(checklist: Checklist, items: Sequence[Item], answers: Answers, level: int) -> list[str]:
    return [_title(item) for item in items if item.key in answers and answers[item.key].level == level]


def shifts(checklist: Checklist, items: Sequence[Item], before: Answers, after: Answers) -> Iterator[tuple[str, str]]:
    """Each item with what happened to it; last the sum, where both occasions have one."""
    for item, one in zip(items, shift(before, after, [item.key for item in items]), strict=True):
        yield f"{item.number}. {_title(item)}", _moved(one)
    first, last = _complete(checklist, items, before), _complete(checklist, items, after)
    if first and last:
        yield _("Summa"), f"{first.points} → {last.points}"


def _moved(one: Shift[str]) -> str:
    pair = f"{_state(one.before)} → {_state(one.after)}"
    steps = abs(one.steps or 0)
    words = {
        Direction.UP: ngettext("upp %(n)s steg", "upp %(n)s steg", steps) % {"n": steps},
        Direction.DOWN: ngettext("ner %(n)s steg", "ner %(n)s steg", steps) % {"n": steps},
        Direction.SAME: _("oförändrat"),
    }
    return f"{pair} ({words[one.direction]})" if one.direction in words else pair


def _state(answer: Answer) -> str:
    words = {
        AnswerState.CANNOT_JUDGE: _("kan inte bedöma"),
        AnswerState.NOT_AGREED: _("inte överens"),
        AnswerState.UNANSWERED: _("inget svar"),
    }
    return str(answer.level) if answer.level is not None else words[answer.state]


def _complete(checklist: Checklist, items: Sequence[Item], answers: Answers) -> Total | None:
    found = total(answers, [item.key for item in items], may_sum=checklist.sum)
    return found if found and found.complete else None


def _title(item: Item) -> str:
    return item.title.in_language(get_language() or "sv")
