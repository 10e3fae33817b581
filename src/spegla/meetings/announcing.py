"""What is told of a meeting: first an invitation, then each change of it, or that it is called off. Numbered in order."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spegla.core.verdict import require
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.meetings.actions import note
from spegla.meetings.models import Announcement, Meeting
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import roles_of
from spegla.meetings.times import check_times, moment
from spegla.rounds.models import Round
from spegla.rounds.standing import Standing

Kind = Announcement.Kind
WHEN = ("on", "starts", "ends")
PLAIN = Joined(Announcement)


class ToldMeanwhileError(Exception):
    """Somebody else has told it, or something else, since the page was shown. Nothing was sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that has been told of a meeting, first things first."""

    announcements: tuple[Announcement, ...] = ()

    @property
    def last(self) -> Announcement | None:
        return self.announcements[-1] if self.announcements else None

    @property
    def stands(self) -> Announcement | None:
        """What holds for those who are asked; nothing before the invitation and after it has been called off."""
        return self.last if self.last and self.last.kind != Kind.CANCEL else None

    @property
    def is_called_off(self) -> bool:
        return bool(self.last and self.last.kind == Kind.CANCEL)

    @property
    def sequence(self) -> int:
        """The number of the last one; -1 when nothing is told."""
        return self.last.sequence if self.last else -1

    @property
    def asked_from(self) -> int:
        """The first announcement that the answers of today answer: a new day or time, or a new invitation, asks anew."""
        found = 0
        for before, after in zip(self.announcements, self.announcements[1:], strict=False):
            anew = before.kind == Kind.CANCEL or any(getattr(before, name) != getattr(after, name) for name in WHEN)
            found = after.sequence if anew else found
        return found

    def differences(self, meeting: Meeting, on: dt.date) -> list[str]:
        """What of it is another now than was told last: names of the announcement's fields."""
        now_ = {"on": on} | {name: getattr(meeting, name) for name in Announcement.TOLD if name != "on"}
        return [name for name in Announcement.TOLD if self.stands and getattr(self.stands, name) != now_[name]]


def told_of(meeting: Meeting) -> Told:
    """One query; none for a meeting that nobody has needed yet."""
    if meeting.pk is None:
        return Told()
    return Told(tuple(Announcement.objects.filter(meeting=meeting).select_related("by").order_by("sequence")))


def told_in(round_: Round) -> dict[int, Told]:
    """All that has been told of the round's meetings, by meeting id. One query."""
    return _by_meeting(Announcement.objects.filter(meeting__round=round_))


def told_of_meetings(meetings: Collection[int]) -> dict[int, Told]:
    """The same of these meetings, without who told it at hand. One query; none when there are none."""
    found: dict[int, list[Announcement]] = {}
    for row in _told(meetings=meetings) if meetings else ():
        one = PLAIN.instance(row)
        found.setdefault(one.meeting_id, []).append(one)
    return {meeting: Told(tuple(announcements)) for meeting, announcements in found.items()}


@Prepared
def _told(meetings: Collection[int]) -> QuerySet[Any, Any]:
    return Announcement.objects.filter(meeting__in=meetings).order_by("meeting", "sequence").values_list(*PLAIN.columns)


def invited_steps(clusters: Iterable[int]) -> set[tuple[int, str]]:
    """The meetings of these clusters that have been told and stand, as (cluster id, step). One query."""
    rows = Announcement.objects.filter(meeting__cluster__in=list(clusters)).order_by("sequence")
    last = {(row[0], row[1]): row[2] for row in rows.values_list("meeting__cluster_id", "meeting__step", "kind")}
    return {(cluster, step) for (cluster, step), kind in last.items() if cluster and kind != Kind.CANCEL}


def _by_meeting(rows: QuerySet[Announcement]) -> dict[int, Told]:
    found: dict[int, list[Announcement]] = {}
    for one in rows.select_related("by").order_by("meeting", "sequence"):
        found.setdefault(one.meeting_id, []).append(one)
    return {meeting: Told(tuple(announcements)) for meeting, announcements in found.items()}


def kind_of_next(told: Told, *, cancel: bool) -> str:
    if cancel:
        return Kind.CANCEL
    return Kind.UPDATE if told.stands else Kind.REQUEST


def next_announcement(
    meeting: Meeting, on: dt.date, told: Told, *, message: str, cancel: bool, standing: Standing, now: dt.datetime
) -> Announcement:
    """What would be told now, not saved. Raises ValidationError: no time yet, a day that has been, nothing to call off."""
    if cancel:
        if told.stands is None:
            raise ValidationError(_("Träffen är redan inställd, eller så är ingen bjuden än."))
        kept = {name: getattr(told.stands, name) for name in Announcement.TOLD}
    else:
        kept = {"on": on} | {name: getattr(meeting, name) for name in Announcement.TOLD if name != "on"}
        check_can_be_told(meeting, on, now=now)
    return Announcement(meeting=meeting, sequence=told.sequence + 1, kind=kind_of_next(told, cancel=cancel), message=message,
                        at=now, by=standing.person, **kept)


def check_can_be_told(meeting: Meeting, on: dt.date, *, now: dt.datetime) -> None:
    if meeting.starts is None or meeting.ends is None:
        raise ValidationError(_("Skriv först när träffen börjar och slutar."))
    check_times(on, meeting.starts, meeting.ends)
    if moment(on, meeting.starts) <= now:
        raise ValidationError(_("Träffens dag har redan varit. Ändra dagen i kalendern först."))


@transaction.atomic
def announce(announcement: Announcement, *, standing: Standing, now: dt.datetime) -> Announcement:
    """Save it, if nothing else has been told since. Raises ToldMeanwhileError. The letters are the caller's, in the same
    transaction."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("round", "cluster").get(pk=announcement.meeting_id)
    require(may_organise(meeting, roles_of(meeting), standing))
    if told_of(meeting).sequence != announcement.sequence - 1:
        raise ToldMeanwhileError
    announcement.save()
    note(meeting, f"meeting-{announcement.kind}", by=standing.person, now=now, sequence=announcement.sequence,
         on=announcement.on.isoformat())
    return announcement


def changes_between(announcements: Sequence[Announcement]) -> tuple[str, ...]:
    """What the last of them changed of the one before: names of fields."""
    if len(announcements) < 2:
        return ()
    before, after = announcements[-2:]
    return tuple(name for name in Announcement.TOLD if getattr(before, name) != getattr(after, name))
