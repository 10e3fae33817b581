"""Meetings as calendar entries: the file that goes with an invitation, and a person's own feed."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from spegla.documents.calendars import Entry, Method, Status, feed, invitation
from spegla.documents.calendars import Person as Named
from spegla.meetings.announcing import Told, told_in
from spegla.meetings.letters import Reader, title_of
from spegla.meetings.links import address_of
from spegla.meetings.models import Announcement, Meeting
from spegla.meetings.queries import MeetingDay, meeting_days, planned_in
from spegla.meetings.times import is_skipped, moment
from spegla.people.models import Person
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.standing import Standing, standing_of

METHODS = {Announcement.Kind.CANCEL: Method.CANCEL}


def uid_of(meeting: Meeting) -> str:
    """The same for ever: a calendar knows the meeting by it, whatever else changes."""
    return f"traff-{meeting.pk}@{urlsplit(settings.SITE_ADDRESS).hostname or 'spegla'}"


def file_of(announcement: Announcement, organiser: Person, reader: Reader, place: Participation | None) -> str:
    """The calendar file for one who is asked. `organiser` is who invited first: calendars take changes from her only."""
    entry = Entry(
        uid=uid_of(announcement.meeting), sequence=announcement.sequence, title=title_of(announcement.meeting),
        starts=moment(announcement.on, announcement.starts), ends=moment(announcement.on, announcement.ends),
        at=announcement.at, method=METHODS.get(Announcement.Kind(announcement.kind), Method.REQUEST),
        place=announcement.place, url=page_of(announcement.meeting, place), text=text_of(announcement),
        organiser=Named(organiser.name, organiser.email), attendees=(Named(reader.name, reader.email),),
    )
    return invitation(entry).decode()


def text_of(announcement: Announcement) -> str:
    """What stands in the calendar under the time; never anybody's own link, since others look into calendars."""
    link = [_("Vara med på länk: %(link)s") % {"link": announcement.link}] if announcement.link else []
    return "\n\n".join(filter(None, [announcement.message, *link]))


def page_of(meeting: Meeting, place: Participation | None) -> str:
    """The meeting's page, which asks who one is; a guest has none."""
    return address_of("participant:meeting", place.pk, meeting.step) if place else ""


def own_feed(person: Person, *, now: dt.datetime) -> bytes:
    """Every meeting that is hers, as it stands now. It names nobody."""
    with translation.override(person.language):
        return feed(_entries(standing_of(person, now=now)), _("Träffar i Spegla"))


def _entries(standing: Standing) -> Iterator[Entry]:
    """Those of her places that go on, and those that the whole of a round she runs meets for."""
    for place in standing.participations:
        if not place.has_ended and not place.round.closed_at:
            clusters = [place.cluster] if place.cluster else []
            yield from _of_round(place.round, clusters, standing, place)
    for round_ in Round.objects.filter(pk__in=standing.offices - standing.rounds, closed_at=None).order_by("pk"):
        yield from _of_round(round_, [], standing, None)


def _of_round(
    round_: Round, clusters: list[Cluster], standing: Standing, place: Participation | None
) -> Iterator[Entry]:
    planned, told = planned_in(round_, standing), told_in(round_)
    for day in meeting_days(round_, clusters):
        meeting = planned.get((day.cluster.pk if day.cluster else None, day.step.key))
        yield _entry(round_, day, meeting, told.get(meeting.pk, Told()) if meeting else Told(), place)


def _entry(round_: Round, day: MeetingDay, meeting: Meeting | None, told: Told, place: Participation | None) -> Entry:
    """As the calendar of the round has it: certain once it is announced so, gone once it is called off."""
    shown = meeting or Meeting(round=round_, cluster=day.cluster, step=day.step.key)
    starts, ends = (shown.starts, shown.ends) if _has_time(shown, day.on) else (None, None)
    certain = told.stands is not None and not told.differences(shown, day.on)
    status = Status.CANCELLED if told.is_called_off else Status.CONFIRMED if certain else Status.TENTATIVE
    url = page_of(shown, place) or address_of("office:meeting", round_.pk, day.step.key)
    return Entry(
        uid=uid_of(meeting) if meeting else f"{_uid(round_, day)}", sequence=max(told.sequence, 0), title=title_of(shown),
        starts=moment(day.on, starts) if starts else day.on, ends=moment(day.on, ends) if ends else day.on,
        at=told.last.at if told.last else shown.changed_at or round_.opened_at, place=shown.place, url=url, status=status,
        text=shown.link and _("Vara med på länk: %(link)s") % {"link": shown.link},
    )


def _has_time(meeting: Meeting, on: dt.date) -> bool:
    """A time that the night skips, after the day was moved, is no time."""
    known = [time for time in (meeting.starts, meeting.ends) if time]
    return len(known) == 2 and not any(is_skipped(on, time) for time in known)


def _uid(round_: Round, day: MeetingDay) -> str:
    """Of a meeting that nobody has begun to plan. In a feed, what is called something else is simply another entry."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "spegla"
    return f"traff-{round_.pk}-{day.cluster.pk if day.cluster else 0}-{day.step.key}@{host}"
