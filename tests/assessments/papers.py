"""Papers to fill in, short: which place, which occasion, and what is answered."""

import datetime as dt

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.models import OwnSheet
from spegla.assessments.own import save_own_answer
from spegla.people.models import Organisation
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist
from spegla.programme.rewording import Worded, reworded
from spegla.programme.schema import Checklist
from spegla.rounds.content import checklist_at, checklists_of, store

BM1 = dt.datetime(2027, 3, 10, 9, 0, tzinfo=dt.UTC)
BM2 = dt.datetime(2027, 7, 1, 9, 0, tzinfo=dt.UTC)
SCORED, CANNOT, NOT_AGREED, NOTHING = "scored", "cannot-judge", "not-agreed", "unanswered"


def paper_of(world, name="Alvdala", occasion="bm1", *, unit: Organisation | None = None) -> Paper:
    place = world.places[name]
    return Paper(place, (unit or place.organisation).pk, checklists_of(place.round)[0], occasion)


def later_list(world, *, imported: bool, now=BM1) -> Checklist:
    """The list of 2023 bound to the round as its second one: itself, or in the words of those who run the round."""
    base = load_checklist("c-2023")
    own = reworded(base, "Vår lista", [Worded(item.key, item.title.sv, f"Egna ord: {item.number}") for item in base.item])
    kept = store(content_of(own if imported else base), now=now)
    world.round.checklists.create(content=kept, key=kept.key, position=1)
    return checklist_at(kept.pk)


def items_of(paper: Paper) -> list[str]:
    return [item.key for item in paper.checklist.item]


def answer(paper: Paper, item: str | int = 0, *, by, now=BM1, based_on=0, key="", **said):
    """Save an answer; `score` alone means scored. `item` may be its place in the list."""
    item = items_of(paper)[item] if isinstance(item, int) else item
    said.setdefault("state", SCORED if said.get("score") else NOTHING)
    return save_answer(paper, item, {"score": None} | said, based_on=based_on, request_key=key, by=by, now=now)


def answer_all(paper: Paper, *, by, now=BM1, score=2, **said) -> None:
    for item in items_of(paper):
        answer(paper, item, by=by, now=now, score=score, **said)


def say(sheet: OwnSheet, item: str | int = 0, *, based_on=0, key="", **said):
    """One person's own answer; `score` alone means scored. `item` may be its place in the round's first checklist."""
    item = checklists_of(sheet.participation.round)[0].item[item].key if isinstance(item, int) else item
    said.setdefault("state", SCORED if said.get("score") else NOTHING)
    return save_own_answer(sheet, item, {"score": None} | said, based_on=based_on, request_key=key)
