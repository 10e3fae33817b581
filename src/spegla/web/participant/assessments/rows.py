"""The rows of a sheet as templates want them: plain dictionaries with every text in the reader's language."""

from dataclasses import dataclass, field

from spegla.assessments.models import Answer
from spegla.assessments.occasions import OccasionTime, earlier, until
from spegla.assessments.queries import Row, answers_by_assessment, begun_by_unit
from spegla.assessments.sheets import scored
from spegla.core.scoring import Answer as Scored
from spegla.programme.lookup import highest, statement_at
from spegla.programme.schema import Item
from spegla.rounds.content import programme_of
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.again import Again
from spegla.web.participant.assessments.forms import TEXTS
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.templatetags.wording import text

State = Answer.State
BLANK: Row = dict.fromkeys(TEXTS, "") | {"state": State.UNANSWERED, "score": None, "version": 0, "mark": "", "why_moved": ""}
NOT_REFUSED = {"why": ""}
END = "klart"
SHORT = 20  # a list no longer than this carries the meaning of every level at every item


class NoErrors(dict[str, str]):
    """No field has an error. A template that asks for a key that is missing pays dearly; here nothing is missing."""

    def __missing__(self, field: str) -> str:
        return ""


NO_ERRORS = NoErrors()


@dataclass(frozen=True, slots=True)
class Answered:
    """What a unit has said now, and at the nearest earlier occasion at which it said something."""

    now: dict[str, Row] = field(default_factory=dict)
    before: dict[str, Row] = field(default_factory=dict)
    occasion_before: OccasionTime | None = None
    assessment: Row | None = None


def answered_at(sheet: Sheet) -> Answered:
    """Two queries, whatever has been answered."""
    begun = begun_by_unit(sheet.place, sheet.unit.pk, sheet.checklist.key)
    now = begun.get(sheet.occasion.key)
    before = next((o for o in earlier(sheet.occasions, sheet.occasion.key) if begun.get(o.key, {}).get("answered")), None)
    wanted = [row["pk"] for row in (now, begun[before.key] if before else None) if row]
    answers = answers_by_assessment(wanted)
    return Answered(
        answers[now["pk"]] if now else {}, answers[begun[before.key]["pk"]] if before else {}, before, now
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """What a unit said at one occasion; nothing where it was skipped."""

    occasion: OccasionTime
    assessment: Row | None
    answers: dict[str, Row]

    @property
    def says_something(self) -> bool:
        return bool(self.assessment and self.assessment["answered"])


def turns_of(sheet: Sheet) -> list[Turn]:
    """Every occasion up to and with the sheet's. Two queries."""
    begun = begun_by_unit(sheet.place, sheet.unit.pk, sheet.checklist.key)
    times = until(sheet.occasions, sheet.occasion.key)
    answers = answers_by_assessment(begun[time.key]["pk"] for time in times if time.key in begun)
    known = [(time, begun.get(time.key)) for time in times]
    return [Turn(time, row, answers[row["pk"]] if row else {}) for time, row in known]


def scores_in(answers: dict[str, Row]) -> dict[str, Scored]:
    return {item: scored(row["state"], row["score"]) for item, row in answers.items()}


def count_answered(sheet: Sheet, answers: dict[str, Row]) -> int:
    return sum(answers.get(item.key, BLANK)["state"] != State.UNANSWERED for item in sheet.items)


def item_rows(sheet: Sheet, answered: Answered, *, asked: str = "", again: Again | None = None) -> list[Row]:
    """All items in order. Open: the one that is asked for or could not be saved, else the first without an answer."""
    groups = {group.key: text(group.title) for group in sheet.checklist.group}
    address, papers, before = (sheet.url(name, "ITEM") for name in ("answer", "evidence", "earlier-answers"))
    titles = titles_of(sheet.checklist)
    rows: list[Row] = []
    for number, item in enumerate(sheet.items, start=1):
        row = item_row(sheet, item, answered, titles, again if again and again.item == item.key else None)
        row |= {"number": number, "group": groups.get(item.group, ""), "url": address.replace("ITEM", item.key, 1),
                "evidence_url": papers.replace("ITEM", item.key, 1), "earlier_url": before.replace("ITEM", item.key, 1)}
        row["group_begins"] = row["group"] and (not rows or rows[-1]["group"] != row["group"])
        if rows:
            rows[-1] |= {"next": item.key, "next_title": row["title"]}
        rows.append(row)
    opened = again.item if again else asked or next((r["key"] for r in rows if not r["is_answered"]), "")
    for row in rows:
        row["open"] = row["key"] == opened
    return rows


def item_row(sheet: Sheet, item: Item, answered: Answered, titles: dict[int, str], again: Again | None = None) -> Row:
    """One item with its words, what is saved and what was typed."""
    statement = statement_at(item, sheet.level)
    saved = answered.now.get(item.key, BLANK)
    before = answered.before.get(item.key)
    row = saved | (again.typed if again else {})
    return row | {
        "key": item.key,
        "title": text(item.title),
        "statement": text(statement.text),
        "origin": statement.origin,
        "evidence_hint": text(statement.evidence),
        "request_key": fresh_key(),
        "based_on": saved["version"],
        "is_answered": saved["state"] != State.UNANSWERED,
        "said": said(saved, titles),
        "at_top": row["score"] == highest(sheet.checklist).value,
        "before": _before(before, titles),
        "errors": again.errors if again else NO_ERRORS,
        "stale": again.stale if again else None,
        "refused": again.refused if again and again.refused is not None else NOT_REFUSED,
        "moved": has_moved(saved, before),
        "notes": (),
        "outside": (),
        "next": END,
    }


def add_asks(sheet: Sheet, rows: list[Row]) -> None:
    """What each item asks of whom, in the programme's words for functions."""
    who = {function.key: text(function.title) for function in programme_of(sheet.place.round).edition.function}
    asked = {item.key: [(who.get(ask.audience, ask.audience), text(ask.text)) for ask in item.ask] for item in sheet.items}
    for row in rows:
        row["asks"] = asked[row["key"]]


def has_moved(now: Row, before: Row | None) -> bool:
    """Whether it stands on another level than the time before; without a level at both nothing can be said."""
    then = before["score"] if before else None
    return then is not None and now["score"] not in (None, then)


def _before(row: Row | None, titles: dict[int, str]) -> Row | None:
    return {"said": said(row, titles), "reason": row["reason"], "not_working": row["not_working"]} if row else None
