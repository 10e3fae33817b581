"""What a roster would do to a round: what is made, what is there already, what has to be mended first. Looks nothing up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from spegla.people.models import Organisation
from spegla.rounds.csvfile import Problem
from spegla.rounds.models import Cluster, Participation
from spegla.rounds.roster import Entry, Roster, Seeker

PARTICIPANT = Participation.Role.PARTICIPANT


@dataclass(frozen=True)
class Known:
    """What is there already."""

    organisations: Mapping[str, list[Organisation]]  # by name in small letters
    clusters: Mapping[str, Cluster]
    places: Mapping[int, Participation]  # by organisation
    names: Mapping[str, str]  # of people, by address
    held: frozenset[tuple[int, str, str]]  # organisation, function, address
    led_by_others: frozenset[int] = frozenset()  # organisations whose team this office may not change


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    seeker: Seeker
    has_it: bool
    known_as: str  # the name she has here, when it is another than in the file

    @property
    def appointed(self) -> bool:
        """Whether the import gives her the function: it takes an address."""
        return bool(self.seeker.email) and not self.has_it


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """One organisation. `organisation` is None when it is made (under `parent`, which may be made as well, by that name);
    `was` is where it sits in the round, if it does."""

    entry: Entry
    organisation: Organisation | None
    parent: Organisation | str | None
    cluster: str
    role: str
    was: tuple[str, str] | None
    people: tuple[PlannedPerson, ...]

    @property
    def joins(self) -> bool:
        return self.was is None

    @property
    def moves(self) -> bool:
        return self.was is not None and self.was != (self.cluster, self.role)

    @property
    def changes(self) -> bool:
        return self.organisation is None or self.joins or self.moves or any(p.appointed for p in self.people)

    @property
    def other_kind(self) -> bool:
        """The file says another type than the one it has here, which stays."""
        return bool(self.organisation and self.entry.kind and self.organisation.kind != self.entry.kind)


@dataclass(frozen=True)
class ImportPlan:
    places: tuple[PlannedPlace, ...]
    clusters: tuple[str, ...]  # names of those that are made
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> bool:
        return any(place.changes for place in self.places)

    @property
    def letters(self) -> int:
        """How many functions are given, each with an invitation."""
        return sum(person.appointed for place in self.places for person in place.people)

    @property
    def fingerprint(self) -> str:
        told = [(p.entry, p.organisation and p.organisation.pk, str(p.parent), p.cluster, p.role, p.was, p.people)
                for p in self.places]
        return sha256(repr((told, self.clusters)).encode()).hexdigest()[:20]


@dataclass
class _Planning:
    roster: Roster
    known: Known
    inside: Organisation | None
    problems: list[Problem] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)

    def complain(self, entry: Entry, message: str) -> None:
        self.problems.append(Problem(entry.line, "", f"{entry.name}: {message}"))


def plan_import(roster: Roster, known: Known, inside: Organisation | None = None) -> ImportPlan:
    """What the roster would do to the round, with what has to be mended first. `inside`: the round's own organisation."""
    planning = _Planning(roster, known, inside, list(roster.problems))
    names: dict[str, str] = {key: cluster.name for key, cluster in known.clusters.items()}
    places = []
    for entry in roster.entries:
        cluster = names.setdefault(entry.cluster.casefold(), entry.cluster) if entry.cluster else ""
        places.append(_place(planning, entry, cluster))
    new = tuple(name for key, name in names.items() if key not in known.clusters)
    return ImportPlan(tuple(places), new, tuple(sorted(planning.problems, key=lambda problem: problem.line)))


def _place(planning: _Planning, entry: Entry, cluster: str) -> PlannedPlace:
    parent = _parent(planning, entry)
    organisation = _find(planning, entry, parent)
    place = planning.known.places.get(organisation.pk) if organisation else None
    was = (place.cluster.name if place.cluster else "", place.role) if place else None
    if place and place.has_ended:
        planning.complain(entry, _("deltagandet är avslutat. Ångra det först, eller ta bort raden."))
    told = any(problem.line == entry.line for problem in planning.roster.problems)
    if organisation is None and not entry.kind and not told:
        planning.complain(entry, _("är ny här. Skriv vilken typ av organisation det är."))
    people = tuple(_person(planning.known, one, organisation) for one in entry.people)
    if organisation and organisation.pk in planning.known.led_by_others and any(one.appointed for one in people):
        planning.complain(entry, _("Bara de som är utsedda för organisationen kan ändra här."))
    return PlannedPlace(
        entry, organisation, parent, cluster or (was[0] if was else ""), entry.role or (was[1] if was else PARTICIPANT),
        was, people,
    )


def _parent(planning: _Planning, entry: Entry) -> Organisation | str | None:
    """What it belongs to: in an internal round the round's own organisation, else what the file says."""
    name, inside = entry.parent.casefold(), planning.inside
    if inside and name not in ("", inside.name.casefold()):
        planning.complain(entry, _("omgången är intern för %(name)s. Där deltar bara dess egna delar.") % {"name": inside.name})
    if inside or not name:
        return inside
    if name == entry.name.casefold():
        planning.complain(entry, _("kan inte höra till sig själv."))
        return entry.parent
    known = _one(planning, entry, planning.known.organisations.get(name, []))
    if known is None and not any(one.name.casefold() == name and not one.parent for one in planning.roster.entries):
        why = _("hör till %(parent)s, som inte finns här. Lägg till en rad för den.")
        planning.complain(entry, why % {"parent": entry.parent})
    return known or entry.parent


def _find(planning: _Planning, entry: Entry, parent: Organisation | str | None) -> Organisation | None:
    """The organisation that is meant; None when it is a new one."""
    key = (entry.name.casefold(), str(parent or "").casefold())
    if key in planning.told:
        planning.complain(entry, _("står på flera rader som inte hör ihop. Skriv samma överordnade på alla."))
    planning.told.add(key)
    found = planning.known.organisations.get(key[0], [])
    if parent is None:
        return _one(planning, entry, found)
    return next((one for one in found if isinstance(parent, Organisation) and one.parent_id == parent.pk), None)


def _one(planning: _Planning, entry: Entry, found: list[Organisation]) -> Organisation | None:
    """The one at the top of the tree, else the only one there is."""
    at_top = [one for one in found if one.parent_id is None]
    if not at_top and len(found) > 1:
        planning.complain(entry, _("flera organisationer heter så. Skriv också vilken den hör till."))
    return next(iter(at_top or found), None)


def _person(known: Known, seeker: Seeker, organisation: Organisation | None) -> PlannedPerson:
    name = known.names.get(seeker.email, seeker.name)
    has_it = organisation is not None and (organisation.pk, seeker.function, seeker.email) in known.held
    return PlannedPerson(seeker, has_it, "" if name == seeker.name else name)
