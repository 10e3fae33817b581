"""The demo's acts of people who answer for themselves, and of the group that shows it and says who was there."""

import random

from spegla.assessments.models import OwnAnswer
from spegla.assessments.own import own_sheet, save_own_answer
from spegla.assessments.policy import may_answer_alone, may_show
from spegla.assessments.present import say_who_took_part
from spegla.assessments.showing import show_answers
from spegla.core.verdict import require
from spegla.jobs.demo.script import Act
from spegla.jobs.demo.stage import Stage, stamp
from spegla.jobs.demo.working import paper_at, phase_at


def answer_alone(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_answer_alone(paper.place, stage.standing(act), phase=phase_at(stage, act), is_over=False))
    sheet = own_sheet(paper, stage.doer(act), function=act.data["function"])
    for item, said in act.data["item"].items():
        state = OwnAnswer.State.SCORED if "score" in said else said["state"]
        changes = {**said, "state": state, "score": said.get("score")}
        save_own_answer(sheet, item, changes, based_on=0, request_key=act.key(item))


def show_alone(stage: Stage, act: Act) -> None:
    """The lot is drawn the same way each time the demo is made."""
    paper = paper_at(stage, act)
    require(may_show(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    show_answers(paper, act.data["items"], lot=random.Random(act.key()), **stamp(stage, act))  # noqa: S311


def took_part(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_show(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    say_who_took_part(paper, act.data["functions"], **stamp(stage, act))
