"""`spegla editions check|coverage|list`: the editions at hand, on the terminal. The rules are programme's."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from spegla.programme.checks import check_folder
from spegla.programme.coverage import coverage, missing
from spegla.programme.library import read_library
from spegla.programme.loader import (
    LibraryError,
    edition_keys,
    library_folders,
    load_programme,
)


class Command(BaseCommand):
    help = "Check the programme editions, count how they cover their sources, or list them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="name everything that is wrong in a library or an edition")
        check.add_argument("folder", nargs="?", default="", help="without one: ours and SPEGLA_EDITIONS")
        cover = actions.add_parser("coverage", help="list every point of the sources beside what carries it")
        cover.add_argument(
            "edition", nargs="?", default="", help="only the sources that this edition carries"
        )
        actions.add_parser("list", help="name the editions that a round can be opened from")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        about = {key: options[key] for key in ("folder", "edition") if key in options}
        getattr(self, f"do_{action}")(**about)

    def do_check(self, folder: str) -> None:
        folders = [folder] if folder else [str(path) for path in self.folders()]
        found = 0
        for path in folders:
            problems = check_folder(path)
            found += len(problems)
            for problem in problems:
                self.stdout.write(str(problem))
        if found:
            raise CommandError(f"{found} {'problem' if found == 1 else 'problems'} in {', '.join(folders)}")
        self.stdout.write(f"Nothing wrong in {', '.join(folders)}")

    def do_coverage(self, edition: str) -> None:
        library = read_library(self.folders())
        if library.problems:
            self.stderr.write(
                "Some files are not read whole and carry less than they will: see `editions check`."
            )
        rows = coverage(library, edition)
        if edition and not rows:
            raise CommandError(f'No source is carried by "{edition}".')
        for row in rows:
            carried = ", ".join(row.keys) or "MISSING"
            self.stdout.write(f"{row.source}:{row.n}\t{row.where}\t{row.gist}\t{carried}")
        lost = missing(rows)
        if lost:
            raise CommandError(f"{len(lost)} of {len(rows)} points are carried by nothing")
        self.stdout.write(f"All {len(rows)} points are carried.")

    def do_list(self) -> None:
        broken = []
        for key in edition_keys(self.folders()):
            try:
                edition = load_programme(key, self.folders()).edition
            except LibraryError as error:
                broken.append(f"{key}: {len(error.problems)} problems")
                continue
            self.stdout.write(f"{key}\t{edition.published}\t{edition.title.sv}")
        if broken:
            raise CommandError("No round can be opened from these:\n" + "\n".join(broken))

    def folders(self) -> tuple[Any, ...]:
        return library_folders(getattr(settings, "SPEGLA_EDITIONS", ""))
