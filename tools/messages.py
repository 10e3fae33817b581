"""Gathers the Swedish texts of pages and code, brings the English catalogue up to date, and builds what Django reads.

    make messages

Needs no gettext on the machine. Texts without a translation are listed; a test holds the catalogue complete.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "spegla"
FOLDER = SOURCE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NO_DATE = datetime(2027, 1, 1, tzinfo=UTC)  # a real date would change the file for no reason
HEADER = "# The English of Spegla's pages. Swedish is written in the pages themselves; `make messages` gathers it here."


def gather() -> Catalog:
    """Every text that is marked for translation, with the files it stands in."""
    catalog = _empty()
    for path, text in _sources():
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            catalog.add(message, locations=[(str(path.relative_to(ROOT)), 0)], context=context)
    return catalog


def _sources() -> Iterator[tuple[Path, str]]:
    """Code as it is; templates as Django's own tool turns them into something like code."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, path.read_text()
    for path in sorted([*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        calls = templatize(path.read_text(), origin=str(path))
        yield path, "\n".join(line.strip() for line in calls.splitlines())


def _empty() -> Catalog:
    return Catalog(locale="en", domain="django", project="Spegla", charset="utf-8", fuzzy=False, header_comment=HEADER)


def kept() -> Catalog:
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def lacking(catalog: Catalog) -> list[Message]:
    """Texts without a translation, or with one that nobody has looked at."""
    return [one for one in catalog if one.id and (one.fuzzy or not all(_forms(one.string)))]


def _forms(string: "str | tuple[str, ...] | list[str] | None") -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def built(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def bring_up_to_date() -> Catalog:
    """The kept translations for the texts that are there now; what is not in the code any more is dropped."""
    catalog = kept()
    catalog.update(gather(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = HEADER
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def main() -> int:
    catalog = bring_up_to_date()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    MO.write_bytes(built(catalog))
    missing = lacking(catalog)
    print(f"{len(catalog)} texts in {PO.relative_to(ROOT)}, {len(missing)} without a translation.")
    for message in missing:
        print(f"  {message.id!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
