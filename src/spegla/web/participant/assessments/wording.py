"""Answers and levels in a few words of the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spegla.assessments.models import Answer
from spegla.core.scoring import Answer as Scored
from spegla.core.scoring import Direction, Shift
from spegla.programme.schema import Checklist
from spegla.web.templatetags.wording import text

State, Why = Answer.State, Answer.Why


def said(row: dict[str, Any], titles: dict[int, str]) -> str:
    """An answer in a few words: unanswered, cannot judge, not agreed and a score are four things."""
    if row["state"] == State.SCORED:
        return f"{row['score']} – {titles.get(row['score'], '')}"
    return {
        State.UNANSWERED: _("Inte besvarad"),
        State.CANNOT_JUDGE: _("Kan inte bedöma"),
        State.NOT_AGREED: _("Inte överens"),
    }[row["state"]]


def told(answer: Scored, titles: dict[int, str]) -> str:
    """The same of an answer as core counts it."""
    return said({"state": answer.state, "score": answer.level}, titles)


def titles_of(checklist: Checklist) -> dict[int, str]:
    return {level.value: text(level.title) for level in checklist.scale}


def levels_of(checklist: Checklist) -> list[dict[str, Any]]:
    """The scale from the lowest level up."""
    levels = sorted(checklist.scale, key=lambda level: level.value)
    return [{"value": level.value, "title": text(level.title), "meaning": text(level.meaning)} for level in levels]


def whys() -> dict[str, str]:
    """Why a level is another than the time before, by Answer.Why, as one chooses it."""
    return {
        Why.UNSAID: _("Inget sagt"),
        Why.ACTED: _("Vi har gjort något"),
        Why.KNOW_MORE: _("Vi vet mer nu"),
        Why.OTHERS_ANSWERED: _("Andra svarade den här gången"),
        Why.GOT_WORSE: _("Det har blivit sämre"),
    }


def moved(step: Shift[str]) -> str:
    """What happened between two occasions, in words. Without a level at both there is nothing to say but that."""
    if step.steps is None:
        return _("ny poäng") if step.direction is Direction.NEW else _("ingen poäng nu")
    if step.steps == 0:
        return _("står kvar")
    many = abs(step.steps)
    if step.steps > 0:
        return ngettext("upp %(n)d steg", "upp %(n)d steg", many) % {"n": many}
    return ngettext("ner %(n)d steg", "ner %(n)d steg", many) % {"n": many}
