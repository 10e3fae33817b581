"""`spegla rounds list|open|import|dates`: run a round from the terminal. Each shows what it would do; --yes does it."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from spegla.config.clock import read_clock
from spegla.core.calendar import Awkward, CalendarError, awkward
from spegla.core.verdict import Verdict, Why, no
from spegla.people.models import Function, Organisation, Person
from spegla.people.queries import person_with_address, standing_appointments
from spegla.programme.content import content_of
from spegla.programme.loader import LibraryError, library_folders, load_checklist, load_programme
from spegla.programme.lookup import date_by_key
from spegla.programme.schema import Date, Programme
from spegla.rounds.actions import move_dates, open_round
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.content import programme_of
from spegla.rounds.csvfile import MOST_BYTES, Problem, UnreadableError, decoded
from spegla.rounds.datefile import parse_dates
from spegla.rounds.import_plan import PlannedPlace, plan_import
from spegla.rounds.importing import import_roster, read_known
from spegla.rounds.models import Round
from spegla.rounds.moves import DatePlan, consequences
from spegla.rounds.policy import may_open_rounds, may_run
from spegla.rounds.roster import parse_roster
from spegla.rounds.standing import Standing, standing_of

AWKWARD = {
    Awkward.WEEKEND: "a weekend", Awkward.SUMMER: "in high summer", Awkward.CHRISTMAS: "around Christmas and New Year",
}


def day(said: str) -> dt.date:
    try:
        return dt.date.fromisoformat(said)
    except ValueError as error:
        raise ArgumentTypeError(f"{said} is not a date; write it as 2027-03-01") from error


class Command(BaseCommand):
    help = "List and open rounds, read a roster or real dates from a CSV file. Without --yes nothing is saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="the rounds there are, with their numbers")
        opens = actions.add_parser("open", help="open a round from an edition")
        opens.add_argument("name")
        opens.add_argument("--edition", required=True)
        opens.add_argument("--checklist", action="append", help="instead of the edition's own; may be given several times")
        opens.add_argument("--variant", help="without it the edition's first")
        opens.add_argument("--start", type=day, required=True)
        opens.add_argument("--office", required=True, help="the organisation that runs it, by name")
        opens.add_argument("--inside", default="", help="for an internal round: the organisation whose parts take part")
        for name, what in (("import", "read a roster"), ("dates", "set real dates (key;cluster;date)")):
            reads = actions.add_parser(name, help=what)
            reads.add_argument("file", type=Path)
            reads.add_argument("--round", type=int, required=True, help="its number in `spegla rounds list`")
        actions.choices["import"].add_argument("--without-letters", action="store_true", help="invite nobody yet")
        for name in ("open", "import", "dates"):
            actions.choices[name].add_argument("--by", default="", help="the officer's e-mail, if there are several")
            actions.choices[name].add_argument("--yes", action="store_true", help="do it")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        with translation.override("en"):
            try:
                getattr(self, f"do_{action}")(options, read_clock())
            except (LibraryError, UnreadableError) as error:
                raise CommandError(str(error)) from error
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error

    def do_list(self, options: dict[str, Any], now: dt.datetime) -> None:
        for one in Round.objects.select_related("office").order_by("pk"):
            self.stdout.write(f"{one.pk}  {one.name}, {one.office.name}, starts {one.start_on}")

    def do_open(self, options: dict[str, Any], now: dt.datetime) -> None:
        folders = library_folders(settings.SPEGLA_EDITIONS)
        programme = load_programme(options["edition"], folders)
        checklists = [load_checklist(key, folders) for key in options["checklist"] or programme.edition.checklists]
        office, inside = _organisation(options["office"]), options["inside"] and _organisation(options["inside"])
        officer = _officer(office, options["by"], now)
        _require(may_open_rounds(officer) if office.pk in officer.office_organisations else no(Why.NOT_OFFICE), officer)
        variant = _variant(programme, options["variant"])
        dates = DatePlan(programme, variant, options["start"], {}).dates()
        for date in programme.date:
            self.stdout.write(f"{dates[date.key]}  {date.key}{_remark(date, dates[date.key])}")
        if self._goes_on(options):
            made = open_round(
                name=options["name"], office=office, start_on=options["start"], variant=variant,
                programme=content_of(programme), checklists=[content_of(one) for one in checklists],
                inside=inside or None, by=officer.person, now=now,
            )
            self.stdout.write(f"Opened {made.name}: round {made.pk}.")

    def do_import(self, options: dict[str, Any], now: dt.datetime) -> None:
        round_, officer = _round(options, now)
        roster = parse_roster(_text(options["file"]))
        plan = plan_import(roster, read_known(round_, roster, now=now), round_.inside)
        self._stop_at(plan.problems)
        for place in plan.places:
            if place.changes:
                self.stdout.write(f"line {place.entry.line}: {_told(place)}")
        self.stdout.write(f"{sum(place.changes for place in plan.places)} of {len(plan.places)} organisations change; "
                          f"new clusters: {', '.join(plan.clusters) or 'none'}; "
                          f"letters: {0 if options['without_letters'] else plan.letters}.")
        if plan.changes and self._goes_on(options):
            import_roster(round_, roster, seen=plan.fingerprint, invite=not options["without_letters"],
                          by=officer.person, now=now)
            self.stdout.write("Done.")

    def do_dates(self, options: dict[str, Any], now: dt.datetime) -> None:
        round_, officer = _round(options, now)
        names = dict(round_.clusters.values_list("pk", "name"))
        read = parse_dates(_text(options["file"]), programme_of(round_), {name: pk for pk, name in names.items()})
        self._stop_at(read.problems)
        before = date_plan_of(round_)
        after = before.changed(read.pins)
        try:
            rows = consequences(before, after)
        except CalendarError as error:
            raise CommandError(str(error)) from error
        for row in rows:
            some = ", ".join(names.get(scope or 0, "the round") for scope in row.scopes)
            who = "all" if len(row.scopes) == len(names) + 1 else some
            new = "stays" if row.stays else f"-> {row.new}{_remark(date_by_key(after.programme, row.key), row.new)}"
            self.stdout.write(f"{row.key}: {row.old} {new} ({who})")
        if after == before:
            self.stdout.write("All dates are as in the file already.")
        elif self._goes_on(options):
            move_dates(round_, read.pins, seen=before.fingerprint, by=officer.person, now=now)
            self.stdout.write("Done.")

    def _goes_on(self, options: dict[str, Any]) -> bool:
        if not options["yes"]:
            self.stdout.write("Nothing is saved. Run it again with --yes to do it.")
        return bool(options["yes"])

    def _stop_at(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            where = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stderr.write(f"{where}: {problem.message}" if problem.line else problem.message)
        if problems:
            raise CommandError(f"{len(problems)} things to mend; nothing is saved.")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return decoded(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _organisation(name: str) -> Organisation:
    found = [one for one in Organisation.objects.all() if one.name.casefold() == name.casefold()]
    if len(found) != 1:
        raise CommandError(f"There {'are several organisations' if found else 'is no organisation'} called {name}.")
    return found[0]


def _variant(programme: Programme, wanted: str | None) -> str:
    keys = [one.key for one in programme.variant]
    if wanted and wanted not in keys:
        raise CommandError(f"{programme.edition.key} has no variant {wanted}; it has {', '.join(keys)}.")
    return wanted or keys[0]


def _round(options: dict[str, Any], now: dt.datetime) -> tuple[Round, Standing]:
    """The round and who acts, when she may run it."""
    found = Round.objects.select_related("office", "inside").filter(pk=options["round"]).first()
    if found is None:
        raise CommandError(f"There is no round {options['round']}; see `spegla rounds list`.")
    officer = _officer(found.office, options["by"], now)
    _require(may_run(found, officer), officer)
    return found, officer


def _officer(office: Organisation, email: str, now: dt.datetime) -> Standing:
    """The one with this address, else the only programme officer of the organisation."""
    if email:
        named = person_with_address(email)
        if named is None:
            raise CommandError(f"Nobody has the address {email}.")
        return standing_of(named, now=now)
    held = standing_appointments(now).filter(organisation=office, function=Function.PROGRAMME_OFFICER)
    people = list(Person.objects.filter(pk__in=held.values("person")))
    if len(people) != 1:
        raise CommandError(f"{office.name} has {len(people)} programme officers; say who acts with --by.")
    return standing_of(people[0], now=now)


def _require(verdict: Verdict, officer: Standing) -> None:
    if not verdict:
        raise CommandError(f"{officer.person.email} may not do this ({verdict.why}).")


def _remark(date: Date, on: dt.date) -> str:
    why = " and ".join(AWKWARD[one] for one in awkward(on, meeting=date.kind == "meeting"))
    return f", {why}" if why else ""


def _told(place: PlannedPlace) -> str:
    said = [place.entry.name, "new" if place.organisation is None else "", place.role, place.cluster or "no cluster"]
    if place.was and place.moves:
        said.append(f"was {place.was[1]} in {place.was[0] or 'no cluster'}")
    said += [f"{one.seeker.function} {one.seeker.email}" for one in place.people if one.appointed]
    return ", ".join(part for part in said if part)
