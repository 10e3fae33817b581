"""Examples of what stands in the addresses of a meeting's room and its notes."""

from typing import Any

from spegla.config.clock import read_clock
from spegla.jobs.demo.stage import Stage
from spegla.meetings.actions import meeting_at
from spegla.minutes.lines import catch, take_home
from spegla.minutes.notes import draft_notes
from spegla.minutes.plans import plan
from spegla.minutes.rooms import open_room
from spegla.minutes.seats import sit_down
from tests.demo import KEY_PERSON, NEIGHBOUR, OFFICER
from tests.house.examples import Example, Keys


def a_room(stage: Stage) -> Any:
    """Of the second meeting of Granåsa's cluster, opened by the key person; she and a neighbour have come in."""
    mine, now = stage.places["one", "granasa"], read_clock()
    meeting = meeting_at(mine.round, mine.cluster, "bm2", by=stage.people[KEY_PERSON], now=now)
    room = open_room(meeting, by=stage.people[KEY_PERSON], now=now)
    for name, organisation in ((KEY_PERSON, "granasa"), (NEIGHBOUR, "vikarholm")):
        sit_down(room, stage.people[name], place=stage.places["one", organisation], function="key-person")
    return room


def at_the_meeting(**more: Any) -> Example:
    """The room, and what else stands in the address: a value, or something found in the demo."""

    def keys(stage: Stage) -> Keys:
        return {"room": a_room(stage).pk, **{name: one(stage) if callable(one) else one for name, one in more.items()}}

    return keys


def a_line_of_ours(stage: Stage) -> Keys:
    """An idea of Granåsa's that was caught at the meeting."""
    room, whose = a_room(stage), stage.places["one", "granasa"]
    line = catch(room.meeting, "idea", "Fråga i kön", whose=whose, creation_key="a-line", by=None, now=read_clock())
    return {"room": room.pk, "line": line.pk}


def a_plan_of_ours(stage: Stage) -> Keys:
    room, place = a_room(stage), stage.places["one", "granasa"]
    return {"room": room.pk, "line": plan(room.meeting, place, {"what": "Fråga"}, creation_key="a-plan", by=None, now=read_clock()).pk}


def at_noted(stage: Stage) -> Keys:
    """Granåsa's place at a meeting whose notes are a draft; Granåsa takes a neighbour's idea home."""
    room, mine, now = a_room(stage), stage.places["one", "granasa"], read_clock()
    idea = catch(room.meeting, "idea", "Fråga", whose=stage.places["one", "vikarholm"], creation_key="b", by=None, now=now)
    take_home(idea, mine, taken=True, now=now)
    plan(room.meeting, mine, {"what": "Fråga i kön"}, creation_key="a-plan", by=None, now=now)
    draft_notes(room.meeting, by=stage.people[KEY_PERSON], now=now)
    return {"place": mine.pk, "step": "bm2"}


def at_noted_file(stage: Stage) -> Keys:
    return at_noted(stage) | {"form": "word"}


def office_noted_file(stage: Stage) -> Keys:
    round_, by, now = stage.rounds["one"], stage.people[OFFICER], read_clock()
    draft_notes(meeting_at(round_, None, "conference", by=by, now=now), by=by, now=now)
    return {"round": round_.pk, "step": "conference", "form": "pdf"}
