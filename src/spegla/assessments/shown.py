"""Read what surrounds the joint answers: how many have answered alone, never who; what has been shown, without names."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When

from spegla.assessments.actions import Paper
from spegla.assessments.models import Assessment, OwnAnswer, OwnSheet, ShownAnswer, ShownWords, TookPart
from spegla.assessments.own_queries import that_count
from spegla.journal.prepared import Prepared

State = OwnAnswer.State
COLUMNS = ("about", "part", "as_function", "said", "level", "many", "at")


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave each level, and how many could not judge."""

    levels: dict[int, int] = field(default_factory=dict)
    cannot_judge: int = 0

    @property
    def answers(self) -> int:
        return sum(self.levels.values()) + self.cannot_judge

    def and_more(self, level: int | None, many: int) -> "Spread":
        if level is None:
            return Spread(self.levels, self.cannot_judge + many)
        return Spread(self.levels | {level: self.levels.get(level, 0) + many}, self.cannot_judge)


@dataclass(slots=True)
class Shown:
    """The answers to one item. `functions` only where they may be told apart; words stand in no order and with no level."""

    spread: Spread = field(default_factory=Spread)
    functions: dict[str, Spread] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    not_working: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """What everybody in the organisation may know of a paper. `waiting`: by item, how many have answered, not yet shown."""

    begun: int = 0
    waiting: dict[str, int] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    took_part: dict[str, int] = field(default_factory=dict)  # how many of each function were there for the joint answers

    @property
    def is_used(self) -> bool:
        return bool(self.begun or self.shown)

    def answered(self, item: str) -> int:
        """How many have answered an item, shown or not."""
        return self.shown[item].spread.answers if item in self.shown else self.waiting.get(item, 0)


def told_of(paper: Paper) -> Told:
    """One query, however much has been answered."""
    told = Told()
    rows = _told.dicts(
        place=paper.place.pk, unit=paper.unit_id, checklist=paper.checklist.key, occasion=paper.occasion
    )
    for row in rows:
        if row["part"] == "sheets":
            told.begun = row["many"]
        elif row["part"] == "waiting":
            told.waiting[row["about"]] = row["many"]
        elif row["part"] == "took-part":
            told.took_part[row["as_function"]] = row["many"]
        else:
            _add(told.shown.setdefault(row["about"], Shown()), row)
    return told


def how_many_answered(paper: Paper, item: str) -> int:
    """How many have answered an item, shown or not; never who. One query."""
    return told_of(paper).answered(item)


def shown_of(paper: Paper) -> dict[str, Shown]:
    """By item, what has been shown. One query."""
    return told_of(paper).shown


def shown_by_function(paper: Paper) -> dict[str, dict[str, dict[str, Spread]]]:
    """By item, occasion and function: what was shown, only where functions could be told apart when it was. One query."""
    found: dict[str, dict[str, dict[str, Spread]]] = {}
    rows = _by_function(place=paper.place.pk, unit=paper.unit_id, checklist=paper.checklist.key)
    for item, occasion, function, level, many in rows:
        functions = found.setdefault(item, {}).setdefault(occasion, {})
        functions[function] = functions.get(function, Spread()).and_more(level, many)
    return found


@Prepared
def _by_function(place: int, unit: int, checklist: str) -> QuerySet[Any, Any]:
    of_paper = {"shown__participation": place, "shown__unit": unit, "shown__checklist": checklist}
    rows = ShownAnswer.objects.filter(**of_paper, shown__by_function=True)
    counted = rows.order_by("function", "score").values("shown__item", "shown__occasion", "function", "score")
    return counted.annotate(many=Count("pk")).values_list("shown__item", "shown__occasion", "function", "score", "many")


def _add(shown: Shown, row: dict[str, Any]) -> None:
    if row["part"] == ShownWords.Kind.COMMENT:
        shown.comments.append(row["said"])
    elif row["part"] == ShownWords.Kind.NOT_WORKING:
        shown.not_working.append(row["said"])
    else:
        more = (row["level"], row["many"])
        shown.spread = shown.spread.and_more(*more)
        if row["part"] == "by-function":
            known = shown.functions.get(row["as_function"], Spread())
            shown.functions[row["as_function"]] = known.and_more(*more)


@Prepared
def _told(place: int, unit: int, checklist: str, occasion: str) -> QuerySet[Any, Any]:
    """Shown scores and words, what waits, how many have begun and who took part, as one list of rows with the same columns."""
    paper = {"participation": place, "unit": unit, "checklist": checklist, "occasion": occasion}
    of_shown = {f"shown__{name}": value for name, value in paper.items()}
    of_sheet = {f"sheet__{name}": value for name, value in paper.items()}
    scores = _row(
        ShownAnswer.objects.filter(**of_shown), about=F("shown__item"), as_function=F("function"), level=F("score"),
        part=Case(When(shown__by_function=True, then=Value("by-function")), default=Value("shown")), many=Count("pk"),
    )
    words = _row(ShownWords.objects.filter(**of_shown), about=F("shown__item"), part=F("kind"), said=F("text"), at=F("pk"))
    given = OwnAnswer.objects.filter(that_count("sheet__"), **of_sheet).exclude(state=State.UNANSWERED)
    waiting = _row(given, about=F("item"), part=Value("waiting"), many=Count("pk"))
    sheets = _row(OwnSheet.objects.filter(that_count(), **paper), part=Value("sheets"), many=Count("pk"))
    joint = {f"assessment__{name}": value for name, value in paper.items()} | {"assessment__kind": Assessment.Kind.JOINT}
    there = _row(TookPart.objects.filter(**joint), part=Value("took-part"), as_function=F("function"), many=F("count"))
    return scores.union(words, waiting, sheets, there, all=True).order_by("at")


def _row(rows: QuerySet[Any, Any], **said: Any) -> QuerySet[Any, Any]:
    """The columns of _told; what is not said is empty. Counted per the others when `many` is a count."""
    empty = {"about": Value(""), "part": Value(""), "as_function": Value(""), "said": Value(""), "level": Value(0),
             "many": Value(1), "at": Value(0)}
    columns = empty | said
    counted = {"many": columns.pop("many")}
    return rows.order_by().values(**columns).annotate(**counted).values_list(*COLUMNS)
