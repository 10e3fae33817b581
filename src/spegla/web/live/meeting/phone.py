"""What somebody at the meeting has in her hand: what is on, a line to catch something in, and what is hers alone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from spegla.minutes.leaving import is_open
from spegla.minutes.lines import Agreed, Kind, lines_of, taken_by_line
from spegla.minutes.plans import plans_of
from spegla.minutes.reflecting import reflection_of
from spegla.minutes.rooms import PHONE, Scene
from spegla.minutes.talks import FUNCTIONS, differences_of, groups_of
from spegla.rounds.models import Participation
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.answers import NOTHING, Said
from spegla.web.live.meeting.beside import row_title
from spegla.web.live.meeting.catching import FROM_A_PHONE
from spegla.web.live.meeting.entering import come_in
from spegla.web.live.meeting.room import Here, in_meeting
from spegla.web.live.meeting.said import now_words, questions_for, talks_for
from spegla.web.live.meeting.tokens import polls_of
from spegla.web.requests import Visit
from spegla.web.templatetags.room import AIM_VALUES

PAGE = "live/meeting/phone.html"


@require_http_methods(["GET", "POST"])
@in_meeting
def phone(request: Visit, here: Here) -> HttpResponse:
    """One of those who meet says first from where she comes; a guest has."""
    if here.seat is None and not here.over:
        return come_in(here)
    return render(request, f"{PAGE}#room" if request.htmx else PAGE, context_of(here))


def context_of(here: Here, said: Said = NOTHING) -> dict[str, Any]:
    room, over = here.room, here.over
    page = {
        "here": here, "room": room, "said": said, "over": over, "poll": polls_of(room, PHONE),
        "shows": "over" if over else room.turn,
    }
    page |= parting_words(here)
    if over:
        return page
    return page | now_words(here) | _caught(here) | _together(here, said)


def parting_words(here: Here) -> dict[str, Any]:
    """What is hers alone, and what she can say before she leaves, also for a day after."""
    seat = here.seat
    return {
        "reflection": reflection_of(seat), "aims": here.step.aim, "aim_values": AIM_VALUES.items(), "key": fresh_key(),
        "judged_already": bool(seat and seat.judged_aims), "gave_already": bool(seat and seat.gave_feedback),
        "feedback_open": is_open(here.room, now=here.request.now),
    }


def _together(here: Here, said: Said) -> dict[str, Any]:
    """What belongs to the item that is on: the talk's words, side by side, the plan."""
    seat, place, shows = here.seat, here.place, here.item.shows if here.item else ""
    planning = shows == "plans" and place is not None
    planned = [line for line in plans_of(here.meeting) if line.place_id == place.pk] if planning and place else []
    groups = groups_for(here.item.groups, place, seat.function if seat else "") if here.item else []
    return {
        "questions": questions_for(here.item, seat.function if seat else ""), "talks_here": talks_for(here, groups, said),
        "planning": planning, "plan_lines": planned,
        **(_beside(here, place) if here.room.scene == Scene.BESIDE and place else {"marks": []}),
    }


def groups_for(kind: str, place: Participation | None, function: str) -> list[str]:
    """The groups whose words somebody may note: her own, or the mixed ones, since nobody knows in which she sits."""
    if kind == "functions":
        return [function] if function in FUNCTIONS else []
    if kind == "teams":
        return groups_of(kind, [place] if place else [])
    return groups_of(kind, [])


def _beside(here: Here, own: Participation) -> dict[str, Any]:
    marked = differences_of(here.meeting)
    others = [place for place in here.places if place != own]
    return {"row_words": row_title(here), "marks": [
        (place, [mark.kind for mark in marked.get((here.room.row, place.pk), []) if mark.place_id == own.pk])
        for place in others
    ]}


def _caught(here: Here) -> dict[str, Any]:
    seat, place, shows = here.seat, here.place, here.item.shows if here.item else ""
    lines = list(lines_of(here.meeting))
    ours = [line for line in lines if place and line.kind == Kind.IDEA and line.whose_id == place.pk]
    theirs = [line for line in lines if place and line.kind == Kind.IDEA and line.whose_id != place.pk]
    choosing = shows in ("ideas", "plans")
    taken = taken_by_line(here.meeting) if choosing else {}
    return {
        "kinds": FROM_A_PHONE, "row": here.room.row if here.room.scene == Scene.BESIDE else "",
        "ideas_here": theirs if choosing else [],
        "taken_here": [pk for pk, places in taken.items() if place in places],
        "ideas": [line for line in theirs if place in taken.get(line.pk, ())],
        "others": [one for one in here.places if place is None or one.pk != place.pk],
        "mine": [line for line in lines if seat and line.seat_id == seat.pk],
        "asked": [line for line in ours if line.agreed == Agreed.ASKED],
    }
