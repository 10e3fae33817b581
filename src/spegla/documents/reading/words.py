"""Words as they are compared, and the headings that people give their columns, in Swedish and English."""

import re
from functools import lru_cache

from spegla.documents.workbook import HEADINGS, Column

OTHER_HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("nr", "nummer", "no", "number", "#", "moment nr", "punkt nr"),
    Column.TITLE: ("moment", "punkt", "rubrik", "område", "item", "title", "checklista", "checklist", "delmoment"),
    Column.STATEMENT: ("påstående", "påståenden", "statement", "statements", "fråga", "question", "beskrivning", "vad"),
    Column.SCORE: ("poäng", "bedömning", "nivå", "skattning", "självskattning", "betyg", "värde", "score", "level", "rating",
                   "assessment", "resultat", "points", "vår bedömning", "gemensam bedömning", "uppskattning"),
    Column.REASON: ("motivering", "skäl", "arbetssätt", "så gör vi", "hur gör vi", "reason", "way of working", "motivation",
                    "beskriv arbetssättet", "nuläge"),
    Column.OTHER_VIEW: ("annan syn", "other view"),
    Column.NOT_WORKING: ("fungerar inte", "det som inte fungerar", "vad som inte fungerar", "not working", "hinder",
                         "svårigheter", "brister", "obstacles"),
    Column.EVIDENCE: ("belägg", "bevis", "källa", "underlag", "visas genom", "exempel", "evidence", "proof", "source"),
    Column.DONE_SINCE: ("gjort sedan sist", "gjort sedan förra träffen", "done since", "åtgärder sedan sist"),
    Column.COMMENT: ("kommentar", "kommentarer", "anteckning", "anteckningar", "comment", "comments", "notes", "note",
                     "övrigt"),
    Column.KEY: ("kod", "nyckel", "key", "code"),
}
OCCASION_HEADINGS = ("tillfälle", "träff", "mättillfälle", "occasion", "meeting", "flik")
SUMS = ("summa", "totalt", "total", "sum", "totalsumma", "medel", "medelvärde", "genomsnitt", "average", "poängsumma",
        "med poäng", "with a score")
NUMBERED = re.compile(
    r"(?:(?:moment|punkt|fråga|påstående|item|statement|question|nr|no)\.?\s*)?(\d{1,3})\s*(?:[.):–—-]\s*(.*))?",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Small letters and digits with single spaces; what stands in brackets at the end is left out."""
    text = re.sub(r"\([^()]*\)\s*$", "", text[:600].casefold().strip())
    return " ".join(re.findall(r"[^\W_]+|#", text))


def heading_columns() -> dict[str, Column]:
    """Headings as they are compared, and what each means."""
    known = {normal(word): column for column, words in OTHER_HEADINGS.items() for word in words}
    return known | {normal(word): column for column, words in HEADINGS.items() for word in words.values()}


KNOWN = heading_columns()


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds: the whole heading, without figures after it, else its part before a sign."""
    for part in (heading, heading.rstrip("0123456789 –-"), *re.split(r"[\n/:,–]| - | och | and ", heading)):
        if found := KNOWN.get(normal(part)):
            return found
    return None


def is_sum(text: str) -> bool:
    """Whether a row beginning like this adds up the others."""
    return normal(text).removesuffix(" poäng") in SUMS


def numbered(text: str) -> tuple[int | None, str]:
    """The number in front of a wording, and the wording without it: "3. Politiken frågar" gives 3 and the rest."""
    found = NUMBERED.fullmatch(text.strip())
    return (int(found[1]), (found[2] or "").strip()) if found else (None, text)
