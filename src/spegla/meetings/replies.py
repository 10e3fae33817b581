"""Who comes, what they need, and who was there. What somebody needs is the host's to read, and nobody else's."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from spegla.core.verdict import Verdict, Why, no, require
from spegla.journal.forgetting import forget_guests_letters
from spegla.journal.prepared import Prepared
from spegla.meetings.actions import note
from spegla.meetings.announcing import Told, told_of
from spegla.meetings.links import KINDS
from spegla.meetings.models import Invitee, Meeting, Need, Presence, Reply
from spegla.meetings.policy import Roles, may_do, may_organise
from spegla.meetings.queries import day_of, roles_of
from spegla.meetings.times import moment
from spegla.people.models import Person
from spegla.rounds.standing import Standing

GUESTS_KEPT = dt.timedelta(days=30)
Comes, How = Reply.Comes, Presence.How


class NotAskedError(Exception):
    """There is nothing to answer: it has not been told, it is called off, or it has been."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody needs to take part."""

    diet: str = ""
    hearing_loop: bool = False
    other: str = ""

    @property
    def are_some(self) -> bool:
        return bool(self.diet or self.hearing_loop or self.other)


@transaction.atomic
def reply(invitee: Invitee, comes: str, needs: Needs, *, now: dt.datetime) -> Reply:
    """What she says replaces what she said. Raises NotAskedError. Nothing of her needs is written anywhere else."""
    stands = told_of(invitee.meeting).stands
    if stands is None or moment(stands.on, stands.ends) <= now:
        raise NotAskedError
    values = {"comes": Comes(comes), "sequence": stands.sequence, "at": now}
    given, _made = Reply.objects.update_or_create(invitee=invitee, defaults=values)
    if needs.are_some and comes != Comes.NO:
        written = {"diet": needs.diet, "hearing_loop": needs.hearing_loop, "other": needs.other}
        Need.objects.update_or_create(invitee=invitee, defaults=written)
    else:
        Need.objects.filter(invitee=invitee).delete()
    return given


def standing_reply(invitee: Invitee, told: Told) -> Reply | None:
    """What she has said of the time that holds; an answer to another time is none. She must come with her reply at hand."""
    given = getattr(invitee, "reply", None)
    return given if given and told.stands and given.sequence >= told.asked_from else None


@dataclass(frozen=True, slots=True)
class Invited:
    """One's own invitation: for which place, and the announcement that one has answered."""

    place: int | None
    answered: int | None

    def has_answered(self, told: Told) -> bool:
        """Said of the time that holds."""
        return self.answered is not None and self.answered >= told.asked_from


def invitations_of(person: Person, meetings: Collection[int]) -> dict[int, Invited]:
    """One's own, by meeting id. One query; none when there are no meetings."""
    rows = _invited(person=person.pk, meetings=meetings) if meetings else []
    return {meeting: Invited(place, answered) for meeting, place, answered in rows}


@Prepared
def _invited(person: int, meetings: Collection[int]) -> QuerySet[Any, Any]:
    rows = Invitee.objects.filter(person=person, meeting__in=meetings)
    return rows.values_list("meeting_id", "participation_id", "reply__sequence")


def need_of(invitee: Invitee) -> Need | None:
    """Her own, for her own page."""
    return Need.objects.filter(invitee=invitee).first()


def may_read_needs(meeting: Meeting, roles: Roles, standing: Standing) -> Verdict:
    """The host alone. As long as there is no host, nobody."""
    if not roles.hosts.is_office and not roles.hosts.places:
        return no(Why.NOT_HOST)
    allowed = may_do(roles.hosts, meeting, standing)
    return allowed if allowed or allowed.why is Why.CLOSED else no(Why.NOT_HOST)


def needs_at(meeting: Meeting, *, standing: Standing) -> list[Need]:
    """What those who come need, for the host. Raises RefusedError for everybody else."""
    require(may_read_needs(meeting, roles_of(meeting), standing))
    if meeting.pk is None:
        return []
    found = Need.objects.filter(invitee__meeting=meeting).exclude(invitee__reply__comes=Comes.NO)
    return list(found.select_related("invitee__person").order_by("invitee"))


@transaction.atomic
def note_presence(
    meeting: Meeting, present: Mapping[int, str], *, standing: Standing, now: dt.datetime
) -> None:
    """Who was there, by invitee id; an empty word takes it back. From the day of the meeting on."""
    require(may_organise(meeting, roles_of(meeting), standing))
    require(may_note_presence(meeting, today=timezone.localdate(now)))
    there = set(Invitee.objects.filter(meeting=meeting, pk__in=present).values_list("pk", flat=True))
    for invitee in there:
        if present[invitee] in How.values:
            said = {"how": present[invitee], "at": now, "by": standing.person}
            Presence.objects.update_or_create(invitee_id=invitee, defaults=said)
        else:
            Presence.objects.filter(invitee=invitee).delete()
    note(meeting, "presence-noted", by=standing.person, now=now, people=len(there))


def may_note_presence(meeting: Meeting, *, today: dt.date) -> Verdict:
    return no(Why.NOT_OPEN) if day_of(meeting) > today else Verdict(True)


def forget_needs(*, now: dt.datetime) -> int:
    """Remove what people need from meetings that are over or called off, the day after. Returns how many."""
    today, count = timezone.localdate(now), 0
    meetings = Meeting.objects.filter(invitees__need__isnull=False).distinct()
    for meeting in meetings.select_related("round", "cluster"):
        told = told_of(meeting)
        last = max([day_of(meeting), *([told.stands.on] if told.stands else [])])
        if last < today or told.is_called_off:
            count += Need.objects.filter(invitee__meeting=meeting).delete()[0]
    return count


def forget_addresses(*, now: dt.datetime) -> int:
    """A month after the meeting nobody writes to its guests any more: their addresses go, here and in what was sent to
    them. Returns how many."""
    before, count = timezone.localdate(now) - GUESTS_KEPT, 0
    meetings = Meeting.objects.filter(invitees__person=None, invitees__email__gt="").distinct()
    for meeting in meetings.select_related("round", "cluster"):
        if day_of(meeting) < before:
            for guest in Invitee.objects.filter(meeting=meeting, person=None).exclude(email=""):
                _forget_address(guest)
                count += 1
    return count


def _forget_address(guest: Invitee) -> None:
    """Her letters too, unless she is a guest of another meeting that still lies ahead."""
    address = guest.email
    Invitee.objects.filter(pk=guest.pk).update(email="")
    if not Invitee.objects.filter(email=address).exists():
        forget_guests_letters(address, kinds=KINDS)
