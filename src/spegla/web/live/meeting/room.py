"""From an address to a meeting's room and who is asking. Who has no business there learns nothing."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from spegla.core.verdict import Verdict, Why, no
from spegla.meetings.models import Meeting
from spegla.meetings.policy import may_see, roles_at
from spegla.meetings.queries import step_of
from spegla.minutes.agenda import Item, agenda_of
from spegla.minutes.models import MeetingRoom, Seat
from spegla.minutes.policy import may_hold
from spegla.minutes.queries import places_at
from spegla.minutes.rooms import room_at
from spegla.minutes.seats import guest_seat_of, seat_of
from spegla.programme.schema import Step
from spegla.rounds.models import Participation
from spegla.steps.queries import hosts_of
from spegla.web.live.meeting.tokens import device_key
from spegla.web.live.room import AwayError
from spegla.web.live.tokens import device_of
from spegla.web.requests import Request

View = Callable[..., HttpResponse]


class Here:
    """A room, who asks in it, and what of it a page asks for (each thing once)."""

    def __init__(self, request: Request, room: MeetingRoom, seat: Seat | None, *, of_us: bool) -> None:
        self.request, self.room, self.seat, self.of_us = request, room, seat, of_us

    @property
    def meeting(self) -> Meeting:
        return self.room.meeting

    @cached_property
    def over(self) -> bool:
        return self.room.is_over(now=self.request.now)

    @cached_property
    def step(self) -> Step:
        return step_of(self.meeting)

    @cached_property
    def agenda(self) -> list[Item]:
        return agenda_of(self.meeting)

    @property
    def item(self) -> Item | None:
        """The one that is on."""
        return next((item for item in self.agenda if item.key == self.room.item), None)

    def neighbour(self, step: int) -> Item | None:
        """The item so many steps away; the first one before any is on."""
        at = next((n for n, item in enumerate(self.agenda) if item.key == self.room.item), -1) + step
        return self.agenda[at] if 0 <= at < len(self.agenda) else None

    @cached_property
    def places(self) -> list[Participation]:
        return places_at(self.meeting)

    @cached_property
    def place(self) -> Participation | None:
        """Whom the asker comes from: as she said when she came in, else her own organisation's place here."""
        known = {place.pk: place for place in self.places}
        if self.seat and self.seat.place_id in known:
            return known[self.seat.place_id]
        own = (place.pk for place in self.request.standing.participations) if self.of_us else ()
        return next((known[pk] for pk in own if pk in known), None)

    @cached_property
    def holds(self) -> Verdict:
        """May the asker run the room? A guest never does."""
        if not self.of_us:
            return no(Why.NOT_YOURS)
        cluster = self.meeting.cluster_id
        host = hosts_of([cluster]).get((cluster, self.meeting.step)) if cluster else None
        return may_hold(self.meeting, roles_at(self.step, self.places if cluster else (), host), self.request.standing)


def here_at(request: Request, pk: int) -> Here:
    """404 for who is signed in and has no business here; AwayError for who is nobody, whether or not the room exists."""
    room = room_at(pk)
    if room and may_see(room.meeting, request.standing):
        return Here(request, room, seat_of(room.meeting, request.user), of_us=True)
    seat = guest_seat_of(room, device_of(request, device_key(room))) if room else None
    if room and seat:
        return Here(request, room, seat, of_us=False)
    if request.user.is_authenticated:
        raise Http404
    raise AwayError


def in_meeting(view: View) -> View:
    """Gives the view what is here, or shows the asker to the door."""

    @wraps(view)
    def inner(request: Request, room: int, **more: Any) -> HttpResponse:
        try:
            here = here_at(request, room)
        except AwayError:
            return redirect("live:enter")
        return view(request, here, **more)

    return inner


def for_holders(view: View) -> View:
    """Only for who may run the room; for all others there is nothing here."""

    @in_meeting
    @wraps(view)
    def inner(request: Request, here: Here, **more: Any) -> HttpResponse:
        if not here.holds:
            raise Http404
        return view(request, here, **more)

    return inner
