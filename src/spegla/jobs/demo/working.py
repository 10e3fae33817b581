"""The demo's acts that are the work of a round: ticks, texts, answers, ideas, improvements, and what is shared of them."""

from typing import Any

from spegla.assessments.actions import Paper, save_answer, save_reflections, set_mark
from spegla.assessments.letters import KIND as MENTOR_QUESTION
from spegla.assessments.mentoring import note_as_mentor, reply_to_mentor
from spegla.assessments.models import Answer
from spegla.assessments.notes import notes_to
from spegla.assessments.occasions import occasions_of
from spegla.assessments.policy import may_answer, may_share
from spegla.assessments.sharing import share_assessment as share_answers
from spegla.core.verdict import require
from spegla.core.visibility import Level, Phase
from spegla.improvement.actions import change_improvement, note_idea, start_improvement
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.sharing import share_thing, stop_sharing
from spegla.jobs.demo.script import Act, Record
from spegla.jobs.demo.stage import Stage, minutes, send_in_time, stamp, stands
from spegla.journal.actions import answer_page
from spegla.journal.models import Letter
from spegla.rounds.actions import decide_on_mentoring
from spegla.rounds.calendar import dates_of
from spegla.steps import actions as steps
from spegla.steps.models import AppointedService, ExperienceTalk, JointTask

NOT_WRITTEN = ("at", "by", "round", "organisation", "cluster", "key", "idea", "items", "occasion", "unit", "audience", "task")
PAUSE = 4  # minutes between two answers, two ticks


def ticks(stage: Stage, act: Act) -> None:
    stands_so = stage.standing(act)
    for number, key in enumerate(act.data["keys"]):
        steps.tick(stage.place(act), key, done=True, standing=stands_so, now=minutes(act, PAUSE * number))


def joint_task(stage: Stage, act: Act) -> None:
    cluster, key = stage.cluster(act), act.data["task"]
    before = JointTask.objects.filter(cluster=cluster, key=key).first()
    steps.write_together(cluster, key, _written(act), **_saving(act, before), **stands(stage, act))


def service(stage: Stage, act: Act) -> None:
    before = AppointedService.objects.filter(participation=stage.place(act)).first()
    steps.appoint_service(stage.place(act), _written(act), **_saving(act, before), **stands(stage, act))


def talk(stage: Stage, act: Act) -> None:
    before = ExperienceTalk.objects.filter(participation=stage.place(act)).first()
    steps.tell_experience(stage.place(act), _written(act), **_saving(act, before), **stands(stage, act))


def answers(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_answer(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    for number, (item, said) in enumerate(act.data["item"].items()):
        state = Answer.State.SCORED if "score" in said else said["state"]
        now = minutes(act, PAUSE * number)
        save_answer(paper, item, {**said, "state": state, "score": said.get("score")}, based_on=0,
                    request_key=act.key(item), by=stage.doer(act), now=now)


def reflections(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_answer(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    before = paper.assessments.first()
    save_reflections(paper, _written(act), **_saving(act, before), **stamp(stage, act))


def marks(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_answer(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    for mark in (Answer.Mark.SHOW, Answer.Mark.LEARN):
        for item in act.data[mark]:
            set_mark(paper, item, mark, **stamp(stage, act))


def mentor_note(stage: Stage, act: Act) -> None:
    note_as_mentor(
        stage.places[act.data["round"], act.data["asked"]], stage.place(act), checklist=stage.checklist(act).key,
        occasion=act.data["occasion"], item=act.data["item"], changes={name: act.data[name] for name in ("kind", "text")},
        based_on=0, request_key=act.key(), **stands(stage, act),
    )
    send_in_time(Letter.objects.filter(kind=MENTOR_QUESTION, sent_at=None), act)


def mentor_reply(stage: Stage, act: Act) -> None:
    notes = notes_to(stage.place(act), stage.checklist(act).key, act.data["occasion"], stage.standing(act))
    mentor = stage.places[act.data["round"], act.data["mentor"]]
    note = next(note for note in notes[act.data["item"]] if note.mentor_id == mentor.pk)
    reply_to_mentor(note, act.data["reply"], **_saving(act, note), **stands(stage, act))


def share_assessment(stage: Stage, act: Act) -> None:
    paper = paper_at(stage, act)
    require(may_share(paper.place, stage.standing(act), phase=phase_at(stage, act)))
    chosen = {name: act.data.get(name, False) for name in ("with_comments", "with_not_working")}
    share_answers(paper.assessments.get(), audience=act.data["audience"], **chosen, **stamp(stage, act))


def idea(stage: Stage, act: Act) -> None:
    origin = act.data.get("from")
    written = {
        "title": act.data["title"], "text": act.data["text"], "from_item": act.data.get("item", ""),
        "from_step": act.data.get("step", ""), "from_organisation": stage.organisations[origin] if origin else None,
        "level": Level.PRIVATE if act.data.get("private") else Level.ORGANISATION,
    }
    stage.ideas[act.data["key"]] = note_idea(stage.place(act), written, creation_key=act.key(), **stands(stage, act))


def improvement(stage: Stage, act: Act) -> None:
    origin = act.data.get("idea")
    written = {**_written(act), "idea_id": stage.ideas[origin].pk if origin else None}
    stage.improvements[act.data["key"]] = start_improvement(
        stage.place(act), written, items=act.data["items"], creation_key=act.key(), **stands(stage, act)
    )


def change(stage: Stage, act: Act) -> None:
    before = Improvement.objects.get(pk=stage.improvements[act.data["key"]].pk)
    change_improvement(before, _written(act), **_saving(act, before), **stands(stage, act))


def share(stage: Stage, act: Act) -> None:
    thing, audience, how = _thing(stage, act), act.data["audience"], stands(stage, act)
    if isinstance(thing, Idea | Improvement):
        share_thing(thing, audience, place=stage.place(act), **how)
    else:
        steps.share_with(thing, audience, **how)


def end_share(stage: Stage, act: Act) -> None:
    thing, how = _thing(stage, act), stands(stage, act)
    if isinstance(thing, Idea | Improvement):
        stop_sharing(thing, "cluster", stage.place(act).cluster_id or 0, **how)
    else:
        steps.stop_sharing(thing, **how)


def mentor_decision(stage: Stage, act: Act) -> None:
    decide_on_mentoring(stage.place(act), _written(act), based_on=0, request_key=act.key(), **stamp(stage, act))


def page_answers(stage: Stage, act: Act) -> None:
    clicks = [True] * act.data["helped"] + [False] * act.data["not_helped"]
    for number, helped in enumerate(clicks):
        answer_page(act.data["page"], helped=helped, now=minutes(act, 315 * number))


def paper_at(stage: Stage, act: Act) -> Paper:
    unit = stage.organisations[act.data.get("unit") or act.data["organisation"]]
    return Paper(stage.place(act), unit.pk, stage.checklist(act), act.data["occasion"])


def phase_at(stage: Stage, act: Act) -> Phase:
    place = stage.place(act)
    occasion = next(o for o in occasions_of(place, dates_of(place.round, place.cluster)) if o.key == act.data["occasion"])
    return occasion.phase(place, act.at.date())


def _thing(stage: Stage, act: Act) -> Any:
    kind, _, key = act.data["what"].partition(":")
    if kind in ("idea", "improvement"):
        known: Any = stage.ideas if kind == "idea" else stage.improvements
        return known[key]
    model: Any = {"service": AppointedService, "talk": ExperienceTalk}[kind]
    return model.objects.get(participation=stage.place(act))


def _written(act: Act) -> Record:
    return {name: value for name, value in act.data.items() if name not in NOT_WRITTEN}


def _saving(act: Act, before: Any) -> Record:
    return {"based_on": before.version if before else 0, "request_key": act.key()}
