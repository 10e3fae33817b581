"""Model status by the rules that an edition names, with the facts it rests on. The rules themselves are core/status.py's."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spegla.assessments.queries import latest_scores
from spegla.assessments.sheets import items_for
from spegla.core.status import RoundsFinding, ScoresFinding, by_rounds, by_scores
from spegla.programme.lookup import occasion_by_key
from spegla.programme.schema import Checklist, Item, Occasion, StatusRule
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.finished import rounds_taken
from spegla.rounds.models import Participation


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and what it found. Of scores also the checklist and the occasion (None before anything is answered)."""

    rule: StatusRule
    scores: ScoresFinding[str] | None = None
    rounds: RoundsFinding | None = None
    checklist: Checklist | None = None
    occasion: Occasion | None = None

    @property
    def met(self) -> bool:
        return bool(self.scores or self.rounds)

    def titles(self, keys: Iterable[str]) -> list[Item]:
        wanted = set(keys)
        return [item for item in self.checklist.item if item.key in wanted] if self.checklist else []

    @property
    def not_scored(self) -> list[Item]:
        return self.titles(self.scores.not_scored) if self.scores is not None else []

    @property
    def at_forbidden(self) -> list[Item]:
        return self.titles(self.scores.at_forbidden) if self.scores is not None else []


def findings_of(place: Participation, places: Sequence[Participation], *, today: dt.date) -> list[Finding]:
    """One for each rule the edition names (for each checklist, where it is about scores). `places`: all the organisation's."""
    edition = programme_of(place.round).edition
    found: list[Finding] = []
    for rule in edition.status_rule:
        if rule.key in edition.status_rules:
            found += _by_scores(rule, place) if rule.rule == "scores" else _by_rounds(rule, places, today)
    return found


def _by_rounds(rule: StatusRule, places: Sequence[Participation], today: dt.date) -> Iterator[Finding]:
    yield Finding(rule, rounds=by_rounds(rounds_taken(places, today=today)))


def _by_scores(rule: StatusRule, place: Participation) -> Iterator[Finding]:
    latest = latest_scores(place)
    programme = programme_of(place.round)
    for checklist in checklists_of(place.round):
        last = latest.get(checklist.key)
        keys = [item.key for item in items_for(checklist, place, place.organisation_id)]
        finding = by_scores(last.answers if last else {}, keys, forbidden=rule.forbidden, level=rule.level, share=rule.share)
        occasion = occasion_by_key(programme, last.occasion) if last else None
        yield Finding(rule, scores=finding, checklist=checklist, occasion=occasion)
