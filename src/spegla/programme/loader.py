"""One programme, checklist or other part out of library folders: whole, or refused with its problems."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from spegla.programme.library import EditionFiles, edition_folders, read_edition
from spegla.programme.reading import Problem, S, read_file
from spegla.programme.schema import Checklist, Mapping, Method, Programme, Source

OURS = Path(__file__).parent


class LibraryError(ValueError):
    """A library that cannot be used as it stands; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def library_folders(extra: str | Path = "") -> tuple[Path, ...]:
    """Our folder and, where one is named, a deployer's after it."""
    return (OURS, Path(extra).resolve()) if str(extra) else (OURS,)


def edition_keys(folders: Iterable[Path] = (OURS,)) -> list[str]:
    return sorted(folder.name for root in folders for folder in edition_folders(root))


def load_programme(key: str, folders: Iterable[Path] = (OURS,)) -> Programme:
    """The edition with all its parts. Raises LibraryError when it is unknown, doubled or broken."""
    found = [folder for root in folders for folder in edition_folders(root) if folder.name == key]
    problems: list[Problem] = []
    files = read_edition(_only(found, "edition", key), problems)
    if problems:
        raise LibraryError(problems)
    return whole_programme(files)


def whole_programme(files: EditionFiles) -> Programme:
    """The parts of an edition put together, its steps in order. The files must be whole."""
    if not (files.edition and files.calendar):
        raise LibraryError([Problem(str(files.folder), "", "lacks edition.toml or calendar.toml")])
    return Programme(
        edition=files.edition.content,
        step=tuple(sorted((sheet.content for sheet in files.steps), key=lambda step: step.number)),
        variant=files.calendar.content.variant,
        date=files.calendar.content.date,
        agenda=files.agendas.content.agenda if files.agendas else (),
        heading=files.report.content.heading if files.report else (),
        chore=files.organising.content.chore if files.organising else (),
        presentation=files.presentations.content.presentation if files.presentations else (),
    )


def load_checklist(key: str, folders: Iterable[Path] = (OURS,)) -> Checklist:
    """The checklist; raises LibraryError when it is unknown, doubled or broken."""
    found = [path for root in folders if (path := root / "checklists" / f"{key}.toml").exists()]
    return _load(_only(found, "checklist", key), Checklist)


def load_mappings(folders: Iterable[Path] = (OURS,)) -> list[Mapping]:
    """All mappings between checklists; raises LibraryError when one is broken."""
    return [_load(path, Mapping) for root in folders for path in sorted((root / "mappings").glob("*.toml"))]


def load_sources(folders: Iterable[Path] = (OURS,)) -> list[Source]:
    """All source texts, point by point; raises LibraryError when one is broken."""
    return [_load(path, Source) for root in folders for path in sorted((root / "sources").glob("*.toml"))]


def load_method(folders: Iterable[Path] = (OURS,)) -> Method:
    """The page on the method, later folders' sections last; raises LibraryError when one is broken."""
    pages = [_load(path, Method) for root in folders if (path := root / "method.toml").exists()]
    return Method(section=tuple(section for page in pages for section in page.section))


def _load(path: Path, shape: type[S]) -> S:
    content, problems = read_file(path, shape)
    if content is None or problems:
        raise LibraryError(problems)
    return content


def _only(found: Sequence[Path], what: str, key: str) -> Path:
    if len(found) != 1:
        where = ", ".join(str(path) for path in found)
        why = f"there are several with this key: {where}" if found else f"there is no such {what}"
        raise LibraryError([Problem(str(found[-1]) if found else what, key, why)])
    return found[0]
