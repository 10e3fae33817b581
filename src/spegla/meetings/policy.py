"""Who organises, hosts, leads and takes notes at a meeting, as the edition says, and who may therefore do what."""

from collections.abc import Sequence
from dataclasses import dataclass

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.meetings.models import Meeting
from spegla.programme.schema import Step
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing

OFFICE, HOST, MENTOR = "office", "host", "mentor"
PARTS = ("organises", "hosts", "leads", "notes")


@dataclass(frozen=True, slots=True)
class Party:
    """Who has one part in a meeting: the office, or organisations of the cluster; without any it is not settled."""

    role: str  # as the edition calls it
    places: tuple[Participation, ...] = ()

    @property
    def is_office(self) -> bool:
        return self.role == OFFICE


@dataclass(frozen=True, slots=True)
class Roles:
    """The four parts of a meeting. They are separate: the host need not lead, the organiser need not take notes."""

    organises: Party
    hosts: Party
    leads: Party
    notes: Party


def is_for_all(step: Step) -> bool:
    """Whether the whole round meets, not each cluster for itself: then the office is the host."""
    return bool(step.roles and step.roles.hosts == OFFICE)


def roles_at(step: Step, members: Sequence[Participation], host: int | None) -> Roles:
    """`host` is the participation that hosts. Where the cluster has no mentor, the host does the mentor's part."""
    going_on = [place for place in members if not place.has_ended]
    hosting = tuple(place for place in going_on if place.pk == host)
    mentors = tuple(place for place in going_on if place.is_mentor)

    def party(role: str) -> Party:
        if role == MENTOR and mentors:
            return Party(role, mentors)
        return Party(OFFICE) if role == OFFICE else Party(HOST if role == MENTOR else role, hosting)

    said = step.roles
    keys = [getattr(said, part) for part in PARTS] if said else [OFFICE if not members else HOST] * len(PARTS)
    return Roles(*map(party, keys))


def may_see(meeting: Meeting, standing: Standing) -> Verdict:
    """The cluster with its mentors, and the office; a meeting of the whole round is for everybody in it."""
    if meeting.round_id in standing.offices:
        return YES
    inside = meeting.cluster_id in standing.clusters if meeting.cluster_id else meeting.round_id in standing.rounds
    return YES if inside else no(Why.NOT_YOURS)


def may_do(part: Party, meeting: Meeting, standing: Standing) -> Verdict:
    """May the reader do what belongs to this part? As long as nobody has it, everybody in the cluster may."""
    seen = may_see(meeting, standing)
    if not seen:
        return seen
    if part.is_office:
        allowed = meeting.round_id in standing.offices
    elif part.places:
        allowed = any(place.organisation_id in standing.organisations for place in part.places)
    else:
        allowed = meeting.cluster_id in standing.clusters
    if not allowed:
        return no(Why.NOT_OFFICE if part.is_office else Why.NOT_ORGANISER)
    return no(Why.CLOSED) if meeting.round.closed_at else YES


def may_organise(meeting: Meeting, roles: Roles, standing: Standing) -> Verdict:
    """Who organises and who hosts do the practical work together."""
    organising = may_do(roles.organises, meeting, standing)
    return organising or (YES if may_do(roles.hosts, meeting, standing) else organising)
