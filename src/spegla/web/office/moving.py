"""The page where days are set, for the office and for a cluster: the form, the preview of what follows, the saving."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from spegla.core.calendar import ROOT, Awkward, CalendarError, awkward
from spegla.programme.schema import Date
from spegla.rounds.actions import move_dates
from spegla.rounds.dating import MovedMeanwhileError
from spegla.rounds.models import Cluster, Round
from spegla.rounds.moves import Consequence, DatePlan, Disorder, Pin, Scope, consequences, disorders
from spegla.web.office.forms import DayField
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date in the form. `own` is what is set here, `wanted` what stands in the field, `set_by` where its day comes from."""

    date: Date
    on: dt.date
    own: str
    wanted: str
    set_by: str  # "here", "round", "start" or "counted"
    anchor: Date | None
    offset: str
    error: str = ""

    @property
    def awkward(self) -> tuple[Awkward, ...]:
        return awkward(self.on, meeting=self.date.kind == "meeting")


@dataclass(frozen=True, slots=True)
class Told:
    """A consequence with its date and the names of the clusters it concerns; no names: all of them."""

    date: Date
    move: Consequence
    clusters: tuple[str, ...]

    @property
    def awkward(self) -> tuple[Awkward, ...]:
        return awkward(self.move.new, meeting=self.date.kind == "meeting")


@dataclass
class Moving:
    """The dates of a round as one scope (a cluster, or None for the round) has them, and what somebody wants them to be.

    Only the dates among `keys` can be set.
    """

    round: Round
    plan: DatePlan
    clusters: Mapping[int, Cluster]
    scope: Scope
    keys: Collection[str]
    written: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = {key: on.isoformat() for key, on in self.plan.own_pins(self.scope).items()}
        if self.scope is None:
            self.own[ROOT] = self.plan.dates()[ROOT].isoformat()
        self.changes = [pin for key in self.keys if (pin := self._change(key))]

    @property
    def cluster(self) -> Cluster | None:
        return self.clusters[self.scope] if self.scope is not None else None

    def _change(self, key: str) -> Pin | None:
        """What the person changed: another day than the field held when she got it."""
        value = self.written.get(f"on-{key}")
        if value is None or value == self.written.get(f"was-{key}", ""):
            return None
        try:
            on = DayField(required=self.scope is None and key == ROOT).clean(value)
        except ValidationError as error:
            self.errors[key] = error.messages[0]
            return None
        return Pin(self.scope, key, on)

    @property
    def after(self) -> DatePlan:
        return self.plan.changed(self.changes)

    def rows(self) -> list[DateRow]:
        dates, by_key = self.plan.dates(self.scope), {day.key: day for day in self.plan.programme.date}
        return [self._row(by_key[key], by_key.get(by_key[key].anchor), dates[key]) for key in by_key if key in self.keys]

    def _row(self, date: Date, anchor: Date | None, on: dt.date) -> DateRow:
        own = self.own.get(date.key, "")
        inherited = self.scope is not None and date.key in self.plan.own_pins(None)
        set_by = "start" if not anchor and self.scope is None else "here" if own else "round" if inherited else "counted"
        offset = date.offset.get(self.plan.variant, date.offset.get("*", ""))
        wanted = self.written.get(f"on-{date.key}", own)
        return DateRow(date, on, own, wanted, set_by, anchor, offset, self.errors.get(date.key, ""))

    def meetings(self) -> list[DateRow]:
        return [row for row in self.rows() if row.date.kind == "meeting"]

    def others(self) -> list[DateRow]:
        return [row for row in self.rows() if row.date.kind != "meeting"]

    def others_matter(self) -> bool:
        """Whether one of them is set, or has to be mended: then they are shown from the start."""
        return any(row.own or row.error or row.wanted for row in self.others())

    def preview(self) -> dict[str, Any]:
        """What would move, what stays, what looks wrong. Raises CalendarError."""
        after = self.after
        found = [self._told(row) for row in consequences(self.plan, after)]
        moves = [told for told in found if not told.move.stays]
        return {
            "moves": moves,
            "stays": [told for told in found if told.move.stays],
            "disorders": self._disorders(after),
            "awkward": [told for told in moves if told.awkward and told.date.kind == "meeting"],
            "weekends": sum(bool(told.awkward) and told.date.kind != "meeting" for told in moves),
            "only_set": self.changes and not found,
        }

    def _told(self, row: Consequence) -> Told:
        by_key = {day.key: day for day in self.plan.programme.date}
        return Told(by_key[row.key], row, names_of(row, self.clusters))

    def _disorders(self, after: DatePlan) -> list[tuple[Date, Date]]:
        by_key = {day.key: day for day in self.plan.programme.date}
        scopes = after.scopes if self.scope is None else (self.scope,)
        found: dict[Disorder, None] = {}
        for scope in scopes:
            found |= dict.fromkeys(disorders(after.programme, after.dates(scope)))
        return [(by_key[one.key], by_key[one.before]) for one in found]

    def as_written(self) -> list[tuple[str, str]]:
        """The changed fields, for the preview's hidden ones."""
        names = [f"{prefix}-{pin.key}" for pin in self.changes for prefix in ("on", "was")]
        return [(name, self.written.get(name, "")) for name in names]


def names_of(row: Consequence, clusters: Mapping[int, Cluster]) -> tuple[str, ...]:
    """The clusters a consequence concerns; nobody named when it concerns all."""
    if len(row.scopes) == len(clusters) + 1:
        return ()
    return tuple(clusters[scope].name for scope in row.scopes if scope is not None) or (_("omgången i övrigt"),)


def moving_of(
    request: Request, round_: Round, plan: DatePlan, clusters: Iterable[Cluster], scope: Scope, keys: Collection[str]
) -> Moving:
    written = {name: value.strip() for name, value in request.POST.items() if isinstance(value, str)}
    return Moving(round_, plan, {one.pk: one for one in clusters}, scope, keys, written, request.POST.get("seen", ""))


def save_moves(request: Request, moving: Moving) -> bool:
    """True when it is saved; False when the dates have changed since the preview, which then has to be seen again."""
    try:
        move_dates(moving.round, moving.changes, seen=moving.seen, by=request.user, now=request.now)
    except MovedMeanwhileError:
        return False
    return True


def step_of(request: Request, moving: Moving) -> tuple[str, dict[str, Any]]:
    """Which page answers: "form", "preview" or "saved", and what it shows."""
    act = request.POST.get("act", "")
    if request.method != "POST" or moving.errors or act == "edit":
        return "form", {}
    if not moving.changes:
        return "form", {"nothing": True}
    try:
        shown = moving.preview()
    except CalendarError as error:
        moving.errors[moving.changes[0].key] = _("Då kan %(key)s inte räknas fram. Välj en annan dag.") % {"key": error.key}
        return "form", {}
    if act != "save":
        return "preview", shown
    return ("saved", {}) if save_moves(request, moving) else ("preview", shown | {"meanwhile": True})
