"""The demo's acts about presentations: what is changed in the slots, which are skipped, sharing, questions and answers."""

from spegla.jobs.demo.script import Act
from spegla.jobs.demo.stage import Stage, minutes, send_in_time, stands
from spegla.journal.models import Letter
from spegla.presentations.actions import share_presentation, write_slot
from spegla.presentations.asking import answer, ask
from spegla.presentations.letters import KIND
from spegla.presentations.models import Presentation
from spegla.presentations.queries import questions_on
from spegla.programme.lookup import step_by_key
from spegla.reporting.drafting import draft_of
from spegla.rounds.content import programme_of

PAUSE = 2  # minutes between two slots


def presentation(stage: Stage, act: Act) -> None:
    """What is not written stays as the product fills it in."""
    place, key, standing = stage.place(act), act.data["step"], stage.standing(act)
    changes = [(slot, {"own": True, "text": text}) for slot, text in act.data.get("slots", {}).items()]
    changes += [(slot, {"skipped": True}) for slot in act.data.get("skipped", ())]
    for number, (slot, change) in enumerate(changes):
        write_slot(place, key, slot, change, based_on=0, request_key=act.key(slot), standing=standing,
                   now=minutes(act, PAUSE * number))
    if not act.data.get("share", True):
        return
    now = minutes(act, PAUSE * len(changes))
    slides = draft_of(place, step_by_key(programme_of(place.round), key), now=now).slides
    share_presentation(place, key, slides, "cluster", standing=standing, now=now)


def question(stage: Stage, act: Act) -> None:
    asker = stage.places[act.data["round"], act.data["asker"]]
    ask(_presentation(stage, act), asker, act.data["text"], creation_key=act.key(), **stands(stage, act))
    send_in_time(Letter.objects.filter(kind=KIND, sent_at=None), act)


def answer_question(stage: Stage, act: Act) -> None:
    asker = stage.places[act.data["round"], act.data["asker"]]
    asked = next(one for one in questions_on(_presentation(stage, act).pk) if one.asker_id == asker.pk)
    answer(asked, act.data["text"], based_on=asked.version, request_key=act.key(), **stands(stage, act))


def _presentation(stage: Stage, act: Act) -> Presentation:
    return Presentation.objects.get(participation=stage.place(act), step=act.data["step"])
