"""From an address to the live assessment, what it is about, and who is asking. Who has no business there learns nothing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from spegla.assessments.actions import Paper
from spegla.assessments.live_queries import guest_of, live_at, sheet_in
from spegla.assessments.models import LiveAssessment, OwnSheet
from spegla.assessments.sheets import items_for, level_for
from spegla.assessments.shown import Shown
from spegla.programme.lookup import statement_at
from spegla.programme.schema import Checklist, Item, Text
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Participation
from spegla.web.live.tokens import device_of
from spegla.web.participant.assessments.functions import functions_at
from spegla.web.participant.assessments.sheet import one_or_404
from spegla.web.participant.assessments.spreads import spread_of
from spegla.web.participant.assessments.wording import levels_of
from spegla.web.requests import Visit
from spegla.web.templatetags.wording import text

CHANGED = "?bytt"  # what the door is told when the code has been changed


class AwayError(Exception):
    """Somebody who is not signed in and has not come in by the code, or by one that has been `changed`: to the door."""

    def __init__(self, *, changed: bool = False) -> None:
        super().__init__()
        self.changed = changed


@dataclass(frozen=True, slots=True)
class Room:
    """A live assessment with what it is about. `position` is that of the item all look at; -1 before the first."""

    live: LiveAssessment
    checklist: Checklist
    checklists: list[Checklist]
    items: tuple[Item, ...]

    @property
    def place(self) -> Participation:
        return self.live.participation

    @property
    def paper(self) -> Paper:
        return Paper(self.place, self.live.unit_id, self.checklist, self.live.occasion)

    @property
    def title(self) -> Text:
        return one_or_404(programme_of(self.place.round).edition.occasion, self.live.occasion).title

    @property
    def position(self) -> int:
        return next((n for n, item in enumerate(self.items) if item.key == self.live.item), -1)

    @property
    def item(self) -> Item | None:
        return self.items[self.position] if self.position >= 0 else None

    def neighbour(self, step: int) -> str:
        """The key of the item so many steps away, or nothing where the list ends."""
        at = self.position + step
        return self.items[at].key if 0 <= at < len(self.items) else ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who is in the room: one of the organisation (`of_us`), or a guest. `sheet` is there once she has come in."""

    room: Room
    of_us: bool
    sheet: OwnSheet | None

    @property
    def is_guest(self) -> bool:
        return not self.of_us


def room_of(live: LiveAssessment) -> Room:
    place = live.participation
    checklists = checklists_of(place.round)
    checklist = one_or_404(checklists, live.checklist)
    return Room(live, checklist, checklists, items_for(checklist, place, live.unit_id))


def seat_at(request: Visit, pk: int) -> Seat:
    """The asker's seat. Who is signed in and has none gets a 404; who is nobody raises AwayError, whether or not it exists."""
    live = live_at(pk)
    if live and request.user.is_authenticated and is_of_us(request, live):
        return Seat(room_of(live), True, sheet_in(live, request.user))
    guest = guest_of(live, device_of(request, pk)) if live else None
    if live and guest and guest.code == live.code:
        return Seat(room_of(live), False, guest)
    if request.user.is_authenticated and not guest:
        raise Http404
    raise AwayError(changed=bool(guest))


def is_of_us(request: Visit, live: LiveAssessment) -> bool:
    return any(place.pk == live.participation_id for place in request.standing.participations)


def in_room(view: Any) -> Any:
    """Gives the view the asker's seat, or shows her to the door."""

    def inner(request: Visit, live: int, **more: Any) -> Any:
        try:
            seat = seat_at(request, live)
        except AwayError as away:
            return redirect(f"{reverse('live:enter')}{CHANGED if away.changed else ''}")
        return view(request, seat, **more)

    return inner


def spread_in(room: Room, shown: Shown) -> dict[str, Any]:
    """How differently the group answered, as on the page of the joint assessment."""
    return spread_of(shown, levels_of(room.checklist), functions_at(room.place))


def words_of(room: Room, item: Item) -> dict[str, Any]:
    """An item as a page of the room says it."""
    statement = statement_at(item, level_for(room.checklist, room.place, room.live.unit_id))
    number = next(n for n, one in enumerate(room.items, start=1) if one is item)
    return {"key": item.key, "number": number, "of": len(room.items), "title": text(item.title),
            "statement": text(statement.text), "evidence_hint": text(statement.evidence)}
