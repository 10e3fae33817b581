"""Private words for a presentation: offered one by one to those who may see them, taken when their writer has reworded them.

Nothing of this is ever filled in. What is taken is written into a slot like any other text; where it came from is not kept.
"""

import datetime as dt
from dataclasses import dataclass

from spegla.assessments.unshared import Words, names_of_writers, unshared_words
from spegla.people.queries import team_of
from spegla.presentations.actions import write_slot
from spegla.presentations.models import SlotText
from spegla.programme.schema import Checklist
from spegla.reporting.drafting import Draft, Part
from spegla.reporting.filling import words_of
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.standing import Standing


class NotRewordedError(ValueError):
    """The words are still those that were written for oneself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Words on an item. `writer` is a name; `mine`: the reader may use them, once she has reworded them."""

    words: Words
    item: str
    writer: str
    mine: bool


def offers_for(draft: Draft, standing: Standing, *, now: dt.datetime) -> list[Offer]:
    """The words of the latest occasion up to this meeting, what is not working first. Nothing for anybody outside.

    Words whose writer no longer acts for the organisation are anybody's there to reword.
    """
    found = [(checklist, one) for checklist in checklists_of(draft.place.round) for one in _of(checklist, draft, standing)]
    if not found:
        return []
    team = {appointment.person_id for appointment in team_of(draft.place.organisation, now=now)}
    names = names_of_writers(one for _checklist, one in found)
    offers = [
        Offer(one, _title(checklist, one.item), names.get(one.writer or 0, ""), _is_hers(one, team, standing))
        for checklist, one in found
    ]
    return sorted(offers, key=lambda offer: (offer.words.field != "not_working", not offer.mine))


def take_offer(
    draft: Draft, part: Part, offer: Offer, reworded: str, *, request_key: str, standing: Standing, now: dt.datetime
) -> SlotText:
    """Add the reworded line to the slot. Raises NotRewordedError, also when the words are not hers; and StaleError."""
    line = " ".join(reworded.split())
    if not (offer.mine and line) or _plain(line) == _plain(offer.words.text):
        raise NotRewordedError
    lines = part.content.text.splitlines()
    text = "\n".join(lines if line in lines else [*lines, line])
    return write_slot(
        draft.place, draft.step.key, part.slot.key, {"own": True, "skipped": False, "text": text},
        based_on=part.row.version if part.row else 0, request_key=request_key, standing=standing, now=now,
    )


def _of(checklist: Checklist, draft: Draft, standing: Standing) -> list[Words]:
    """Of the latest occasion that has any, among those of this meeting and before."""
    steps = [one for one in programme_of(draft.place.round).step if one.number <= draft.step.number and one.occasion]
    for occasion in dict.fromkeys(one.occasion for one in reversed(steps)):
        words = unshared_words(draft.place, checklist.key, occasion, standing)
        if words:
            return words
    return []


def _title(checklist: Checklist, item: str) -> str:
    return next((words_of(one.title) for one in checklist.item if one.key == item), item)


def _is_hers(words: Words, team: set[int], standing: Standing) -> bool:
    return words.writer == standing.person.pk or words.writer not in team


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()

