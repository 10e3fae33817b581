"""The page of a meeting: when, where, who does what, and what those who organise it do next."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from spegla.core.agenda import times
from spegla.core.verdict import Why, no
from spegla.meetings.announcing import told_of
from spegla.meetings.asked import asked_to
from spegla.meetings.policy import is_for_all
from spegla.meetings.polled import open_poll_of
from spegla.meetings.queries import chores_of, turns_of
from spegla.meetings.times import moment
from spegla.minutes.agenda import agenda_of
from spegla.rounds.queries import members_of
from spegla.steps.policy import may_work_together
from spegla.web.meetings.at import At
from spegla.web.meetings.attending import own_reply, who_comes
from spegla.web.meetings.words import roles_in_words, room_in_words
from spegla.web.participant.steps.forms import HostForm


def meeting(at: At) -> HttpResponse:
    has, lacks = room_in_words(at.meeting)
    page: dict[str, Any] = {
        "roles": roles_in_words(at),
        "cost": at.programme.edition.meeting_cost,
        "room_has": has,
        "room_lacks": lacks,
        **_agenda(at),
        "poll": open_poll_of(at.meeting),
        "gathering_url": at.url("gathering") if is_for_all(at.step) else "",
        **_hosting(at),
    }
    told, asked = told_of(at.meeting), asked_to(at.meeting, now=at.request.now)
    page |= {"told": told, "differences": told.differences(at.meeting, at.on), **who_comes(at, told, asked)}
    page["invited"], page["reply_form"] = own_reply(at, told, asked)
    if at.organising:
        chores = chores_of(at.meeting, at.on)
        page["chores_done"], page["chores_all"] = sum(bool(chore.tick) for chore in chores), len(chores)
    return at.render("meeting", page)


def _agenda(at: At) -> dict[str, Any]:
    """What the meeting will go through, with when each item begins if the meeting has a time."""
    items = agenda_of(at.meeting)
    entries = [item.entry for item in items]
    begins = moment(at.on, at.meeting.starts) if at.meeting.starts else None
    hours, minutes = divmod(sum(item.minutes for item in items), 60)
    return {
        "agenda": items,
        "clock": times(entries, begins) if begins else {},
        "agenda_length": _("%(hours)s tim %(minutes)s min") % {"hours": hours, "minutes": minutes},
    }


def _hosting(at: At) -> dict[str, Any]:
    """Whose turn it is, where the hosting goes round in the cluster."""
    if at.place is None or at.cluster is None or at.roles.hosts.is_office:
        return {}
    form = HostForm(members=members_of(at.cluster), initial={"host": next((p.pk for p in at.roles.hosts.places), None)})
    allowed = no(Why.REHEARSAL) if at.request.rehearsal else may_work_together(at.cluster, at.request.standing)
    return {"turns": turns_of(at.cluster), "host_form": form, "hosts_chosen_by": allowed}
