"""Names in Swedish order (å, ä, ö last), the same in SQLite as in PostgreSQL. Only the order of names lives here."""

import unicodedata
from typing import Any

from django.db.models import F, Func
from django.db.models.functions import Collate

SWEDISH = "sv-x-icu"  # PostgreSQL's own name for it; SQLite is given one with the same name
OWN_PLACE = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3", "ü": "y"}  # "{" comes right after "z"


def by_name(field: str = "name") -> Func:
    """Sort by this field of names: `order_by(by_name("organisation__name"))`."""
    return Collate(F(field), SWEDISH)


def swedish_key(name: str) -> tuple[str, str, str]:
    """What to sort a name by: letters first, then accents, then small before capital letters."""
    folded = unicodedata.normalize("NFC", name).lower()
    letters = "".join(OWN_PLACE.get(letter) or _bare(letter) for letter in folded)
    return letters, folded, name.swapcase()


def compare(one: str, other: str) -> int:
    mine, theirs = swedish_key(one), swedish_key(other)
    return (mine > theirs) - (mine < theirs)


def teach_sqlite(connection: Any, **signal: Any) -> None:
    """Give a new SQLite connection the Swedish order."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, compare)


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
