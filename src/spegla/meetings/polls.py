"""Find a day together: times are proposed, those who are asked say what suits, one time is chosen and becomes the day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from spegla.core.verdict import Verdict, Why, no, require
from spegla.journal.actions import write_letter
from spegla.journal.versions import save_version
from spegla.meetings.actions import note
from spegla.meetings.asked import ask_all, asked_to
from spegla.meetings.letters import decided_letter, poll_letter, reader_of
from spegla.meetings.models import DatePoll, Invitee, Meeting, PollAnswer, PollTime
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import roles_of, step_of
from spegla.meetings.times import check_times
from spegla.rounds.clusters import own_meetings
from spegla.rounds.content import programme_of
from spegla.rounds.dating import move_dates
from spegla.rounds.moves import Pin
from spegla.rounds.policy import may_run, may_set_meetings
from spegla.rounds.standing import Standing

FEWEST, MOST = 2, 12
Suits = PollAnswer.Suits


class PollClosedError(Exception):
    """A day has been decided, or the question was taken back. Nothing was saved."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time as somebody proposes it."""

    on: dt.date
    starts: dt.time
    ends: dt.time


def may_choose(meeting: Meeting, standing: Standing) -> Verdict:
    """Who may set the day in the calendar: the cluster's key persons and strategists, the office for what it arranges."""
    if meeting.cluster_id is None:
        return may_run(meeting.round, standing)
    if step_of(meeting).meeting not in own_meetings(programme_of(meeting.round)):
        return no(Why.NOT_OFFICE)
    mine = [place for place in standing.participations if place.cluster_id == meeting.cluster_id]
    verdicts = [may_set_meetings(place, standing) for place in mine] or [no(Why.NOT_YOURS)]
    return next(filter(None, verdicts), verdicts[-1])


def check_proposals(proposals: Sequence[Proposal], answer_by: dt.date, *, fewest: int, today: dt.date) -> None:
    """Raises ValidationError: too few or many, twice the same, past, skipped by the clocks, or to be answered too late."""
    if not fewest <= len(proposals) <= MOST:
        raise ValidationError(_("Föreslå minst %(fewest)s och högst %(most)s tider.") % {"fewest": fewest, "most": MOST})
    if len({(one.on, one.starts) for one in proposals}) < len(proposals):
        raise ValidationError(_("Samma tid står två gånger."))
    for one in proposals:
        if one.on <= today:
            raise ValidationError(_("Föreslå dagar som inte har varit. I dag är för sent."))
        check_times(one.on, one.starts, one.ends)
    if not today <= answer_by < min(one.on for one in proposals):
        raise ValidationError({"answer_by": _("Sista svarsdag ska ligga före den första av tiderna, och inte ha varit.")})


@transaction.atomic
def open_poll(
    meeting: Meeting, proposals: Sequence[Proposal], *, answer_by: dt.date, message: str, standing: Standing, now: dt.datetime
) -> DatePoll:
    """Ask everybody the meeting is for. As long as one question is out, another press gives the one that is out."""
    require(may_organise(meeting, roles_of(meeting), standing))
    check_proposals(proposals, answer_by, fewest=FEWEST, today=timezone.localdate(now))
    poll, made = DatePoll.objects.get_or_create(
        meeting=meeting, closed_at=None,
        defaults={"opened_at": now, "opened_by": standing.person, "answer_by": answer_by, "message": message},
    )
    if made:
        _propose(poll, proposals)
        _ask(poll, standing, now)
        note(meeting, "poll-opened", by=standing.person, now=now, times=len(proposals))
    return poll


@transaction.atomic
def propose_more(poll: DatePoll, proposals: Sequence[Proposal], *, standing: Standing, now: dt.datetime) -> DatePoll:
    """More times in a question that is out; everybody is asked once more. Raises PollClosedError."""
    require(may_organise(poll.meeting, roles_of(poll.meeting), standing))
    poll = _open_one(poll)
    there = {(time.on, time.starts) for time in poll.times.all()}
    new = [one for one in proposals if (one.on, one.starts) not in there]
    check_proposals(new, min(poll.answer_by, *(one.on - dt.timedelta(days=1) for one in new)) if new else poll.answer_by,
                    fewest=1, today=timezone.localdate(now))
    if len(there) + len(new) > MOST:
        raise ValidationError(_("Fler tider än %(most)s går det inte att föreslå.") % {"most": MOST})
    _propose(poll, new)
    _ask(poll, standing, now)
    note(poll.meeting, "poll-extended", by=standing.person, now=now, times=len(new))
    return poll


def _propose(poll: DatePoll, proposals: Sequence[Proposal]) -> None:
    PollTime.objects.bulk_create([PollTime(poll=poll, on=one.on, starts=one.starts, ends=one.ends) for one in proposals])


def _ask(poll: DatePoll, standing: Standing, now: dt.datetime) -> None:
    """A letter to everybody: the same one once, however often it is pressed."""
    times = list(poll.times.all())
    for one in ask_all(poll.meeting, by=standing.person, now=now):
        subject, body = poll_letter(poll, times, one.invitee, by=standing.person)
        once = f"poll:{poll.pk}:{len(times)}:{one.invitee.pk}"
        write_letter(to=reader_of(one.invitee), kind="meeting-poll", once=once, subject=subject, body=body, now=now)


@transaction.atomic
def answer_poll(poll: DatePoll, invitee: Invitee, answers: Mapping[int, str], *, now: dt.datetime) -> None:
    """What one who is asked says, by time. What she says nothing of stays as it was. Raises PollClosedError."""
    poll = _open_one(poll)
    for time in poll.times.all():
        if answers.get(time.pk) in Suits.values:
            PollAnswer.objects.update_or_create(
                time=time, invitee=invitee, defaults={"suits": answers[time.pk], "at": now}
            )


@transaction.atomic
def end_poll(poll: DatePoll, *, standing: Standing, now: dt.datetime) -> None:
    """Take the question back without choosing. Ended twice it is ended once."""
    require(may_organise(poll.meeting, roles_of(poll.meeting), standing))
    if DatePoll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=now, closed_by=standing.person):
        note(poll.meeting, "poll-ended", by=standing.person, now=now)


@transaction.atomic
def choose_time(poll: DatePoll, time: PollTime, *, seen: str, standing: Standing, now: dt.datetime) -> None:
    """The time becomes the meeting's day in the calendar and its time of day, and all who were asked are told.

    `seen` is the fingerprint of the calendar that was previewed. Raises PollClosedError, MovedMeanwhileError when the
    calendar is another one now, and ValidationError when the day has come meanwhile.
    """
    meeting = poll.meeting
    require(may_organise(meeting, roles_of(meeting), standing))
    require(may_choose(meeting, standing))
    poll = DatePoll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    if poll.closed_at and poll.chosen_id == time.pk:
        return
    if poll.closed_at:
        raise PollClosedError
    if time.on <= timezone.localdate(now):
        raise ValidationError(_("Den dagen har redan varit. Välj en annan tid."))
    pin = Pin(meeting.cluster_id, step_of(meeting).meeting, time.on)
    move_dates(meeting.round, [pin], seen=seen, by=standing.person, now=now)
    _keep_times(meeting, time, standing, now)
    poll.chosen, poll.closed_at, poll.closed_by = time, now, standing.person
    poll.save(update_fields=["chosen", "closed_at", "closed_by"])
    note(meeting, "poll-decided", by=standing.person, now=now, on=time.on.isoformat())
    for one in asked_to(meeting, now=now):
        if one.is_current:
            subject, body = decided_letter(meeting, time, one.invitee, by=standing.person)
            write_letter(to=reader_of(one.invitee), kind="meeting-day", once=f"poll-decided:{poll.pk}:{one.invitee.pk}",
                         subject=subject, body=body, now=now)


def _keep_times(meeting: Meeting, time: PollTime, standing: Standing, now: dt.datetime) -> None:
    rows = Meeting.objects.filter(pk=meeting.pk)
    save_version(rows, {"starts": time.starts, "ends": time.ends}, based_on=rows.get().version,
                 request_key=f"poll-{time.pk}", by=standing.person, now=now)


def _open_one(poll: DatePoll) -> DatePoll:
    """The poll, held while something is written in it. Raises PollClosedError."""
    held = DatePoll.objects.select_for_update(of=("self",)).select_related("meeting__round", "meeting__cluster")
    found = held.filter(pk=poll.pk, closed_at=None).first()
    if found is None:
        raise PollClosedError
    return found


def said_by(poll: DatePoll, invitee: Invitee) -> dict[int, str]:
    """What one has said, by time. One query."""
    return dict(PollAnswer.objects.filter(time__poll=poll, invitee=invitee).values_list("time_id", "suits"))
