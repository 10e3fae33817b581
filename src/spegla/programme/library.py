"""Library folders: which files there are, and what could be read in them. What it means is the checks'.

A library folder holds editions/, checklists/, mappings/, sources/, method.toml and organising.toml; each may be left out.
Several folders make one library: later ones add to the first; a key present in two is a problem.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from spegla.programme.reading import Problem, S, read_file
from spegla.programme.schema import (
    Agenda,
    Checklist,
    Chore,
    Date,
    Edition,
    Heading,
    Mapping,
    Method,
    PresentationTemplate,
    Shape,
    Source,
    Step,
    Variant,
)

T = TypeVar("T")
ORGANISING = "organising.toml"


class Calendar(Shape, frozen=True, kw_only=True):
    """What stands in calendar.toml."""

    variant: tuple[Variant, ...]
    date: tuple[Date, ...]


class Agendas(Shape, frozen=True, kw_only=True):
    """What stands in agendas.toml."""

    agenda: tuple[Agenda, ...] = ()


class Organising(Shape, frozen=True, kw_only=True):
    """What stands in organising.toml: of one edition, or of the whole library for those that have none."""

    chore: tuple[Chore, ...] = ()


class Report(Shape, frozen=True, kw_only=True):
    """What stands in report.toml."""

    heading: tuple[Heading, ...] = ()


class Presentations(Shape, frozen=True, kw_only=True):
    """What stands in presentations.toml."""

    presentation: tuple[PresentationTemplate, ...] = ()


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """What one file holds."""

    path: Path
    content: T

    @property
    def file(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class EditionFiles:
    """The files of one edition folder that could be read; `whole` when nothing in them was wrong."""

    folder: Path
    whole: bool
    edition: Sheet[Edition] | None
    calendar: Sheet[Calendar] | None
    steps: tuple[Sheet[Step], ...]
    agendas: Sheet[Agendas] | None
    report: Sheet[Report] | None
    organising: Sheet[Organising] | None
    presentations: Sheet[Presentations] | None = None

    @property
    def sheets(self) -> list[Sheet[Any]]:
        """Those of the edition's own folder."""
        own = self.organising if self.organising and self.organising.path.parent == self.folder else None
        found = (self.edition, self.calendar, *self.steps, self.agendas, self.report, own, self.presentations)
        return [sheet for sheet in found if sheet]


@dataclass
class Library:
    """Everything in the folders that could be read, by key (file or folder name), and what could not."""

    editions: dict[str, EditionFiles] = field(default_factory=dict)
    checklists: dict[str, Sheet[Checklist]] = field(default_factory=dict)
    mappings: dict[str, Sheet[Mapping]] = field(default_factory=dict)
    sources: dict[str, Sheet[Source]] = field(default_factory=dict)
    method: list[Sheet[Method]] = field(default_factory=list)
    organising: list[Sheet[Organising]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def edition_folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in (root / "editions").glob("*/edition.toml"))


def read_library(folders: Iterable[Path]) -> Library:
    """Read all that is in the folders; what is wrong stands in `problems`."""
    library = Library()
    for root in folders:
        add_folder(library, root)
    return library


def add_folder(library: Library, root: Path) -> None:
    for folder in edition_folders(root):
        add_edition(library, folder)
    for shelf, name, shape in (
        (library.checklists, "checklists", Checklist),
        (library.mappings, "mappings", Mapping),
        (library.sources, "sources", Source),
    ):
        for path in sorted((root / name).glob("*.toml")):
            _put(library, shelf, path.stem, path, _sheet(path, shape, library.problems))
    method = root / "method.toml"
    if method.exists():
        sheet = _sheet(method, Method, library.problems)
        library.method += [sheet] if sheet else []
    shared = _sheet(root / ORGANISING, Organising, library.problems, may_miss=True)
    library.organising += [shared] if shared else []


def add_edition(library: Library, folder: Path) -> None:
    problems: list[Problem] = []
    files = read_edition(folder, problems)
    library.problems += problems
    _put(library, library.editions, folder.name, folder / "edition.toml", files)


def read_edition(folder: Path, problems: list[Problem]) -> EditionFiles:
    """The files of an edition folder; what is wrong is added to `problems`."""
    before = len(problems)
    known = {
        folder / "edition.toml",
        folder / "calendar.toml",
        folder / "agendas.toml",
        folder / "report.toml",
        folder / ORGANISING,
        folder / "presentations.toml",
    }
    for path in sorted(set(folder.glob("*.toml")) - known):
        problems.append(Problem(str(path), "", "is not a file that an edition has"))
    steps = [_sheet(path, Step, problems) for path in sorted((folder / "steps").glob("*.toml"))]
    edition = _sheet(folder / "edition.toml", Edition, problems)
    calendar = _sheet(folder / "calendar.toml", Calendar, problems)
    agendas = _sheet(folder / "agendas.toml", Agendas, problems, may_miss=True)
    report = _sheet(folder / "report.toml", Report, problems, may_miss=True)
    organising = _sheet(organising_file(folder), Organising, problems, may_miss=True)
    presentations = _sheet(folder / "presentations.toml", Presentations, problems, may_miss=True)
    whole = len(problems) == before
    return EditionFiles(
        folder, whole, edition, calendar, tuple(step for step in steps if step), agendas, report, organising, presentations
    )


def organising_file(folder: Path) -> Path:
    """The edition's own, else the one of the library it lies in, else ours."""
    places = (folder, folder.parent.parent, Path(__file__).parent)
    return next((path for place in places if (path := place / ORGANISING).exists()), folder / ORGANISING)


def _sheet(path: Path, shape: type[S], problems: list[Problem], may_miss: bool = False) -> Sheet[S] | None:
    if may_miss and not path.exists():
        return None
    content, found = read_file(path, shape)
    problems += found
    return None if content is None else Sheet(path, content)


def _put(library: Library, shelf: dict[str, Any], key: str, path: Path, entry: Any) -> None:
    if key in shelf and entry:
        library.problems.append(Problem(str(path), key, "this key is already taken in an earlier folder"))
    elif entry:
        shelf[key] = entry
