"""A roster as an office keeps it in a spreadsheet: who takes part, in which cluster, with whom. Looks nothing up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from spegla.people.models import Function, Organisation
from spegla.rounds.csvfile import Problem, Row, Table, plain, read_table
from spegla.rounds.models import Participation

FUNCTIONS = {
    Function.ELECTED_OFFICIAL: ("förtroendevald", "politiker", "elected official", "politician"),
    Function.SENIOR_MANAGER: ("hög chef", "chef", "senior manager", "manager"),
    Function.KEY_PERSON: ("nyckelperson", "key person"),
    Function.STRATEGIST: ("strateg", "strategist"),
    Function.SERVICE_REPRESENTATIVE: ("verksamhetsföreträdare", "service representative"),
    Function.OTHER: ("annan deltagare", "annan", "other"),
}
KINDS = {
    Organisation.Kind.MUNICIPALITY: ("kommun", "municipality"),
    Organisation.Kind.REGION: ("region",),
    Organisation.Kind.ADMINISTRATION: ("förvaltning", "stadsdel", "stadsdelsförvaltning", "administration", "district"),
    Organisation.Kind.MUNICIPAL_ASSOCIATION: ("kommunalförbund", "kommunförbund", "municipal association"),
    Organisation.Kind.COMPANY: ("bolag", "företag", "company"),
    Organisation.Kind.AGENCY: ("myndighet", "agency"),
    Organisation.Kind.ASSOCIATION: ("förening", "association"),
}
ROLES = {
    Participation.Role.PARTICIPANT: ("deltagare", "participant"),
    Participation.Role.MENTOR: ("mentor",),
    Participation.Role.SUPPORTING_MENTOR: ("stödjande mentor", "stödmentor", "supporting mentor", "support mentor"),
}
ADDRESSES = ("e-post", "e-postadress", "epost", "mejl", "mail", "email", "e-mail")
HEADINGS: dict[str, tuple[str, ...]] = {
    "organisation": ("organisation", "organisationens namn", "organization", "kommun", "kommun/region"),
    "kind": ("typ", "organisationstyp", "type", "kind"),
    "parent": ("överordnad", "överordnad organisation", "del av", "parent"),
    "cluster": ("kluster", "cluster"),
    "role": ("roll", "roll i klustret", "role", "role in the cluster"),
    "function": ("funktion", "function"),
    "name": ("namn", "name", "person"),
    "email": ADDRESSES,
} | {
    f"{function}{suffix}": tuple(f"{word} {more}".strip() for word in words for more in endings)
    for function, words in FUNCTIONS.items()
    for suffix, endings in (("", ("", "namn", "name")), (":email", ADDRESSES))
}


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who is to have a function; without an address she can only be named, not appointed."""

    function: str
    name: str
    email: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation as all its lines together tell it. What is not told is empty."""

    line: int
    name: str
    kind: str = ""
    parent: str = ""
    cluster: str = ""
    role: str = ""
    people: tuple[Seeker, ...] = ()


@dataclass(frozen=True)
class Roster:
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass
class _Reading:
    """The table on its way to a roster."""

    table: Table
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, line: int, key: str, message: str) -> None:
        self.problems.append(Problem(line, self.table.headings.get(key, ""), message))


def parse_roster(text: str) -> Roster:
    """The roster in the text, with what has to be mended by line and column. Raises UnreadableError when it is no table."""
    table = read_table(text, HEADINGS)
    reading = _Reading(table, problems=list(table.problems))
    if "organisation" not in table.headings:
        reading.complain(1, "", _("Rubriken ”Organisation” saknas på första raden."))
        return Roster(problems=tuple(reading.problems), unknown=table.unknown)
    for row in table.rows:
        _read_row(reading, row)
    if not reading.entries and not reading.problems:
        reading.complain(0, "", _("Under rubrikerna finns inga organisationer."))
    return Roster(tuple(reading.entries.values()), tuple(reading.problems), table.unknown)


def _read_row(reading: _Reading, row: Row) -> None:
    name = row["organisation"]
    if not name or len(name) > 120:
        reading.complain(row.line, "organisation", _("Skriv organisationens namn, högst 120 tecken."))
        return
    if len(row["cluster"]) > 80:
        reading.complain(row.line, "cluster", _("Klustrets namn får ha högst 80 tecken."))
    entry = Entry(
        row.line, name, _word(reading, row, "kind", KINDS), row["parent"], row["cluster"],
        _word(reading, row, "role", ROLES), tuple(_people(reading, row)),
    )
    key = (name.casefold(), entry.parent.casefold())
    reading.entries[key] = _joined(reading, reading.entries[key], entry) if key in reading.entries else entry


def _word(reading: _Reading, row: Row, key: str, words: dict) -> str:
    """The value that a cell's word stands for; empty when the cell is."""
    cell = row[key]
    for value, known in words.items():
        if plain(cell) in map(plain, (*known, str(value))):
            return str(value)
    if cell:
        choices = ", ".join(known[0] for known in words.values())
        reading.complain(row.line, key, _("”%(cell)s” känns inte igen. Skriv ett av: %(choices)s.")
                         % {"cell": cell, "choices": choices})
    return ""


def _people(reading: _Reading, row: Row) -> Iterator[Seeker]:
    """Those of the line's own function, and those of a column for each function."""
    if row["function"] or row["name"] or row["email"]:
        function = _word(reading, row, "function", FUNCTIONS)
        if function:
            yield from _seeker(reading, row, function, "name", "email")
        elif not row["function"]:
            reading.complain(row.line, "function", _("Skriv vilken funktion personen har."))
    for function in FUNCTIONS:
        if row[function] or row[f"{function}:email"]:
            yield from _seeker(reading, row, function, function, f"{function}:email")


def _seeker(reading: _Reading, row: Row, function: str, name_key: str, email_key: str) -> Iterator[Seeker]:
    """A cell may hold the name, the address, or both as in `Anna Ek <anna@ek.example>`."""
    name, email = row[name_key], row[email_key].lower()
    if "@" in name and not email:
        name, email = parseaddr(name)
        email = email.lower()
    if not name and not email:
        return
    if email and not _is_address(email):
        reading.complain(row.line, email_key if row[email_key] else name_key,
                         _("”%(email)s” är ingen e-postadress.") % {"email": email})
    elif not name or len(name) > 120:
        reading.complain(row.line, name_key, _("Skriv personens namn, högst 120 tecken."))
    else:
        yield Seeker(str(function), name, email, row.line)


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


def _joined(reading: _Reading, first: Entry, more: Entry) -> Entry:
    """One organisation told on two lines: the people of both; what one line leaves out, the other may tell."""
    told = {}
    for key in ("kind", "cluster", "role"):
        had, has = getattr(first, key), getattr(more, key)
        if had and has and had.casefold() != has.casefold():
            reading.complain(more.line, key, _("%(name)s står också på rad %(line)s, med något annat i den här kolumnen.")
                             % {"name": first.name, "line": first.line})
        told[key] = had or has
    return replace(first, **told, people=_once([*first.people, *more.people]))


def _once(people: Iterable[Seeker]) -> tuple[Seeker, ...]:
    found: dict[tuple[str, str], Seeker] = {}
    for one in people:
        found.setdefault((one.function, one.email or one.name.casefold()), one)
    return tuple(found.values())
