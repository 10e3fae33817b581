"""The door to all checks of a library folder or of one edition folder. The single rules live in `check_*`."""

from pathlib import Path

from spegla.programme.check_calendar import calendar_problems
from spegla.programme.check_checklists import checklist_problems, mapping_problems
from spegla.programme.check_editions import edition_problems
from spegla.programme.check_organising import organising_problems
from spegla.programme.check_presentations import presentation_problems
from spegla.programme.check_sources import method_problems, source_problems
from spegla.programme.check_texts import known_points, text_problems
from spegla.programme.library import ORGANISING, Library, add_edition, add_folder, read_library
from spegla.programme.loader import OURS
from spegla.programme.reading import Problem


def check_folder(path: Path | str) -> list[Problem]:
    """All that is wrong in a library folder or in one edition folder; files are named as seen from there.

    What it refers to may also lie in our library and, for an edition folder, in the library around it.
    """
    folder = Path(path).resolve()
    if not folder.is_dir():
        return [Problem(str(path), "", "there is no such folder")]
    library, root = _library_around(folder)
    problems = [] if root else [Problem(".", "", "is neither a library folder nor an edition folder")]
    return problems + [
        problem._replace(file=str(Path(problem.file).relative_to(folder)))
        for problem in check_library(library)
        if Path(problem.file).is_relative_to(folder)
    ]


def check_library(library: Library) -> list[Problem]:
    """All that is wrong in a library, file by file; files are named by their full path."""
    problems = list(library.problems)
    points = known_points(library)
    shelves = (library.checklists, library.mappings, library.sources)
    sheets = [sheet for files in library.editions.values() for sheet in files.sheets]
    sheets += [sheet for shelf in shelves for sheet in shelf.values()]
    sheets += [*library.method, *library.organising]
    for sheet in sheets:
        problems += text_problems(sheet, points)
    for files in library.editions.values():
        problems += edition_problems(files, library)
        problems += calendar_problems(files)
        problems += presentation_problems(files, library)
    problems += checklist_problems(library)
    problems += mapping_problems(library)
    problems += source_problems(library)
    problems += method_problems(library)
    problems += organising_problems(library)
    return sorted(set(problems))


def _library_around(folder: Path) -> tuple[Library, bool]:
    """The library that the folder belongs to, read together with ours; and whether it is one at all."""
    lone = (folder / "edition.toml").exists()
    root = folder.parent.parent if lone and folder.parent.name == "editions" else folder
    library = read_library((OURS,) if root in (OURS, OURS.resolve()) else (OURS, root))
    if lone and root == folder:
        add_folder(library, folder.parent)
        add_edition(library, folder)
    known = any((root / name).exists() for name in ("editions", "checklists", "mappings", "sources", "method.toml", ORGANISING))
    return library, lone or known
