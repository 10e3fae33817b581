"""What of meetings a reader may see: notes, plans, reports, each as its rule in policy says, here as a filter."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from spegla.meetings.models import Meeting
from spegla.minutes.models import MentorReport, Notes, PlanLine, Seat
from spegla.rounds.models import Participation
from spegla.rounds.queries import in_order, members_of
from spegla.rounds.standing import Standing


def notes_visible_to(standing: Standing, *, now: dt.datetime) -> QuerySet[Notes]:
    """Those that stand, of meetings for her; drafts of meetings where she was. (Who holds a meeting sees its draft too.)"""
    if standing.person is None:
        return Notes.objects.none()
    was_there = Exists(Seat.objects.filter(meeting=OuterRef("meeting"), person=standing.person))
    ready = Q(drafted_at__lte=now - Notes.DRAFT) | (Q(drafted_at__isnull=False) & was_there)
    return Notes.objects.filter(_for(standing), ready).select_related("meeting__round", "meeting__cluster")


def plans_visible_to(standing: Standing, *, now: dt.datetime) -> QuerySet[PlanLine]:
    """Her own organisations', and those of the organisations they met with once the notes stand."""
    own = Q(place__organisation_id__in=standing.organisations)
    stands = Q(meeting__notes__drafted_at__lte=now - Notes.DRAFT)
    rows = PlanLine.objects.filter(own | (_for(standing) & stands), struck_at=None)
    return rows.select_related("place__organisation", "meeting")


def reports_visible_to(standing: Standing) -> QuerySet[MentorReport]:
    """Her own organisations' as they stand; what others have sent to the offices she acts for."""
    own = Q(place__organisation_id__in=standing.organisations)
    sent = Q(place__round_id__in=standing.offices, sent_at__isnull=False)
    return MentorReport.objects.filter(own | sent).select_related("place__organisation", "meeting__round", "meeting__cluster")


def _for(standing: Standing) -> Q:
    """Meetings of her clusters, and of the whole of the rounds she takes part in or runs."""
    whole = Q(meeting__cluster__isnull=True, meeting__round_id__in=standing.rounds | standing.offices)
    return Q(meeting__cluster_id__in=standing.clusters) | whole


def places_at(meeting: Meeting) -> list[Participation]:
    """The organisations that meet and whose participation goes on, participants before mentors. One query."""
    if meeting.cluster:
        return [place for place in members_of(meeting.cluster) if not place.has_ended]
    rows = Participation.objects.filter(round=meeting.round_id, ended_at=None)
    return list(in_order(rows.select_related("organisation", "cluster", "round")))
