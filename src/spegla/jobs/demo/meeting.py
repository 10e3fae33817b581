"""The demo's acts that plan a meeting: time and place, the question about days, the invitation, answers, who was there."""

import datetime as dt

from spegla.jobs.demo.script import Act, Record
from spegla.jobs.demo.stage import Stage, minutes, send_in_time, stamp, stands
from spegla.journal.models import Letter
from spegla.meetings import actions, asked, polls, replies
from spegla.meetings.announcing import told_of
from spegla.meetings.links import KINDS
from spegla.meetings.models import Invitee, Meeting
from spegla.meetings.polled import latest_poll
from spegla.meetings.polls import Proposal
from spegla.meetings.queries import day_of
from spegla.people.models import Person
from spegla.reporting.invitations import send_announcement
from spegla.rounds.calendar import date_plan_of

PAUSE = 7  # minutes between two who answer


def arrange(stage: Stage, act: Act) -> None:
    meeting = _meeting(stage, act)
    said: Record = {name: act.data[name] for name in ("place", "travel", "link", "room") if name in act.data}
    said |= {name: dt.time.fromisoformat(act.data[name]) for name in ("starts", "ends") if name in act.data}
    said |= dict.fromkeys(act.data.get("has", ()), True)
    actions.arrange(meeting, said, based_on=meeting.version, request_key=act.key(), **stands(stage, act))


def chores(stage: Stage, act: Act) -> None:
    for number, key in enumerate(act.data["keys"]):
        actions.tick_chore(_meeting(stage, act), key, done=True, standing=stage.standing(act), now=minutes(act, PAUSE * number))


def poll(stage: Stage, act: Act) -> None:
    span = [dt.time.fromisoformat(act.data[name]) for name in ("starts", "ends")]
    days = [act.data[name] for name in ("on1", "on2", "on3") if name in act.data]
    said = {"answer_by": act.data["answer_by"], "message": act.data.get("message", "")}
    polls.open_poll(_meeting(stage, act), [Proposal(day, *span) for day in days], **said, **stands(stage, act))
    _went_away(act)


def poll_answers(stage: Stage, act: Act) -> None:
    """By name, what each says of the times in order: yes, maybe or no."""
    words = {"yes": polls.Suits.YES, "maybe": polls.Suits.IF_NEED_BE, "no": polls.Suits.NO}
    meeting = _meeting(stage, act)
    found = latest_poll(meeting)
    assert found
    for number, (name, said) in enumerate(act.data["says"].items()):
        answers = {time.pk: words[word] for time, word in zip(found.times.all(), said.split(), strict=True)}
        polls.answer_poll(found, _invitee(stage, meeting, name), answers, now=minutes(act, PAUSE * number))


def choose_day(stage: Stage, act: Act) -> None:
    meeting = _meeting(stage, act)
    found = latest_poll(meeting)
    assert found
    time = list(found.times.all())[act.data["time"] - 1]
    polls.choose_time(found, time, seen=date_plan_of(meeting.round).fingerprint, **stands(stage, act))
    _went_away(act)


def guest(stage: Stage, act: Act) -> None:
    place = stage.places[act.data["round"], act.data["for"]] if "for" in act.data else None
    asked.ask_guest(_meeting(stage, act), name=act.data["name"], email=act.data["email"], place=place,
                    function=act.data["function"], **stands(stage, act))


def invite(stage: Stage, act: Act) -> None:
    meeting = _meeting(stage, act)
    send_announcement(meeting, day_of(meeting), seen=told_of(meeting).sequence, message=act.data.get("message", ""),
                      **stands(stage, act))
    _went_away(act)


def reply(stage: Stage, act: Act) -> None:
    """By name, whether each comes; under `needs`, what the host is to arrange."""
    meeting, needs = _meeting(stage, act), act.data.get("needs", {})
    for number, (name, comes) in enumerate(act.data["says"].items()):
        needed, now = replies.Needs(**needs.get(name, {})), minutes(act, PAUSE * number)
        replies.reply(_invitee(stage, meeting, name), comes, needed, now=now)


def presence(stage: Stage, act: Act) -> None:
    meeting = _meeting(stage, act)
    there = {_invitee(stage, meeting, name).pk: how for name, how in act.data["was"].items()}
    replies.note_presence(meeting, there, **stands(stage, act))


def _meeting(stage: Stage, act: Act) -> Meeting:
    by = stamp(stage, act)["by"] if "by" in act.data else stage.rounds[act.data["round"]].opened_by
    return actions.meeting_at(stage.round(act), stage.cluster(act), act.data["step"], by=by, now=act.at)


def _invitee(stage: Stage, meeting: Meeting, name: str) -> Invitee:
    """Of somebody in the demo, or of a guest."""
    person: Person | None = stage.people.get(name)
    who = {"person": person} if person else {"name": name}
    return Invitee.objects.select_related("meeting__round", "meeting__cluster").get(meeting=meeting, **who)


def _went_away(act: Act) -> None:
    send_in_time(Letter.objects.filter(kind__in=KINDS, sent_at=None), act)
