"""What one person has answered alone, as templates want it: her sheet, how far she has come, and each question."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from spegla.assessments.models import OwnAnswer, OwnSheet
from spegla.assessments.queries import Row, own_answers_of, own_sheet_of
from spegla.assessments.shown import Told, told_of
from spegla.core.verdict import Verdict
from spegla.programme.lookup import statement_at
from spegla.programme.schema import Item
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.functions import functions_at
from spegla.web.participant.assessments.rows import NO_ERRORS, NOT_REFUSED
from spegla.web.participant.assessments.sheet import Sheet, permit_alone, sheet_or_404
from spegla.web.participant.assessments.spreads import spread_of
from spegla.web.participant.assessments.wording import levels_of, said, titles_of
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

State = OwnAnswer.State
TEXTS = ("comment", "not_working")
BLANK: Row = {"state": State.UNANSWERED, "score": None, "comment": "", "not_working": "", "version": 0}


@dataclass(frozen=True)
class Own:
    """The reader's own part of a sheet. `mine` is nothing until she has read what is promised and begun."""

    sheet: Sheet
    permit: Verdict
    mine: OwnSheet | None
    answers: dict[str, Row]
    told: Told

    @property
    def open(self) -> list[Item]:
        """The questions whose answers have not been shown."""
        return [item for item in self.sheet.items if item.key not in self.told.shown]

    @property
    def answered(self) -> int:
        return sum(self.has_answered(item) for item in self.open)

    def has_answered(self, item: Item) -> bool:
        return self.answers.get(item.key, BLANK)["state"] != State.UNANSWERED

    @property
    def first(self) -> Item | None:
        """Where to go on: the first question without an answer, or the first at all."""
        return next((item for item in self.open if not self.has_answered(item)), next(iter(self.open), None))

    @cached_property
    def titles(self) -> dict[int, str]:
        return titles_of(self.sheet.checklist)

    @cached_property
    def levels(self) -> list[dict[str, Any]]:
        return levels_of(self.sheet.checklist)

    @cached_property
    def functions(self) -> dict[str, str]:
        return functions_at(self.sheet.place)


def own_at(request: Request, place: int, occasion: str) -> Own:
    """Three queries above those of the sheet."""
    sheet = sheet_or_404(request, place, occasion)
    mine = own_sheet_of(request.standing, sheet.paper.keys)
    return Own(sheet, permit_alone(request, sheet), mine, own_answers_of(mine), told_of(sheet.paper))


def own_rows(own: Own) -> list[Row]:
    return [own_row(own, item, number) for number, item in enumerate(own.sheet.items, start=1)]


def own_row(own: Own, item: Item, number: int, **more: Any) -> Row:
    """One question with her answer; or, once it has been shown, how differently everybody answered."""
    statement, saved = statement_at(item, own.sheet.level), own.answers.get(item.key, BLANK)
    shown = own.told.shown.get(item.key)
    return saved | {
        "key": item.key, "number": number, "title": text(item.title),
        "statement": text(statement.text), "origin": statement.origin,
        "url": own.sheet.url("own-answer", item.key),
        "said": said(saved, own.titles), "is_answered": own.has_answered(item),
        "based_on": saved["version"], "request_key": fresh_key(),
        "spread": spread_of(shown, own.levels, own.functions) if shown else None,
        "saved": False, "errors": NO_ERRORS, "stale": None, "refused": NOT_REFUSED,
    } | more


def from_two_devices(current: OwnAnswer, wanted: Row, titles: dict[int, str]) -> dict[str, str]:
    """What she saved somewhere else and what she wrote here, only where they differ."""
    there: Row = {name: getattr(current, name) for name in (*TEXTS, "state", "score")}
    here = there | wanted
    return {"here": _differing(here, there, titles), "there": _differing(there, here, titles)}


def _differing(side: Row, other: Row, titles: dict[int, str]) -> str:
    lines = [said(side, titles)] if said(side, titles) != said(other, titles) else []
    labels = {"comment": _("Kommentar"), "not_working": _("Vad fungerar inte")}
    lines += [f"{labels[name]}: {side[name] or '–'}" for name in TEXTS if side[name] != other[name]]
    return "\n".join(lines)
