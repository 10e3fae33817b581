"""A checklist in other words: wording and order out of somebody's own file, on the scale and the levels of one we know."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from spegla.programme.schema import Checklist, Item, Statement, Text

LONGEST_KEY = 60
LONGEST_TITLE = 120
OWN = "own-"


@dataclass(frozen=True, slots=True)
class Worded:
    """One item in its own words. `item` is the key of the item it is, in the checklist we know; empty for a new one."""

    item: str
    title: str
    text: str


def reworded(base: Checklist, title: str, items: Iterable[Worded]) -> Checklist:
    """The checklist that these wordings make. What is asked of whom comes along from the items they are.

    The words stand alike in both languages: they are one organisation's own. The same wordings give the same key.
    It says which checklist it is derived from, the first one where the base was made this way itself.
    """
    wanted = list(items)
    known = {item.key: item for item in base.item}
    taken = {one.item for one in wanted}
    made = []
    for number, one in enumerate(wanted, 1):
        key = one.item or _new_key(one.title or one.text, taken)
        taken.add(key)
        made.append(_item(base, key, number, one, known.get(one.item)))
    return Checklist(
        key=_key(base, title, wanted), derived_from=root_of(base), origin="imported", title=_same(title), summary=_same(title),
        version=base.version,
        perspective=base.perspective, sum=base.sum, scale=base.scale, answer_level=base.answer_level, item=tuple(made),
        precondition=base.precondition,
    )


def root_of(checklist: Checklist) -> str:
    """The key under which a mapping knows the checklist: its own, or that of the one it says in other words."""
    return checklist.derived_from or checklist.key


def is_own(item: str) -> bool:
    """Whether the item was new in somebody's own checklist, so that no other checklist has it."""
    return item.startswith(OWN)


def _item(base: Checklist, key: str, number: int, one: Worded, was: Item | None) -> Item:
    title, text = _shortened(one.title or one.text), one.text or one.title
    statements = tuple(Statement(origin="imported", level=level.key, text=_same(text)) for level in base.answer_level)
    return Item(
        key=key, number=number, origin="imported", title=_same(title), statement=statements, ask=was.ask if was else ()
    )


def _same(words: str) -> Text:
    return Text(sv=words, en=words)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _key(base: Checklist, title: str, items: list[Worded]) -> str:
    mark = sha256(repr((base.key, title, items)).encode()).hexdigest()[:8]
    return f"{base.key[: LONGEST_KEY - 9]}-{mark}"


def _new_key(words: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    stem = OWN + ("-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "item")
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
