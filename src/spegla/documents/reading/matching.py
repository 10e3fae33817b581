"""Which item a row is about: by its key, its wording, its number, by being alike, or by the order of the rows."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from spegla.documents.reading.shapes import How, Item
from spegla.documents.reading.words import normal, numbered

ALIKE, CLEARLY = 0.72, 0.08  # how alike two wordings must be, and how much more so than the next
MOST_COMPARED = 400  # wordings that are compared letter by letter
LONG_ENOUGH = 4

Found = tuple[str, How]
NOT_FOUND: Found = ("", How.NOT)


class Finder:
    """Recognises the items of one checklist."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.keys = {item.key for item in items}
        self.by_number = {item.number: item.key for item in items}
        self.wordings = [(normal(word), item.key) for item in items for word in item.words if word.strip()]
        told: dict[str, set[str]] = {}
        for word, key in self.wordings:
            told.setdefault(word, set()).add(key)
        self.by_words = {word: keys.pop() for word, keys in told.items() if len(keys) == 1}
        self.letters = [(set(_long(word)), word, key) for word, key in self.wordings]
        self.compared: dict[str, str] = {}

    def find(self, words: Iterable[str], *, number: str = "", key: str = "") -> Found:
        """The item that a row with these wordings, this number and this key is about."""
        if key in self.keys:
            return key, How.KEY
        told, texts = self._parts(words, number)
        for text in texts:
            if text in self.by_words:
                return self.by_words[text], How.WORDS
        for text in texts:
            if alike := self._alike(text):
                return alike, How.ALIKE
        return (self.by_number[told], How.NUMBER) if told in self.by_number else NOT_FOUND

    def _parts(self, words: Iterable[str], number: str) -> tuple[int | None, list[str]]:
        told, _ = numbered(number)
        texts = []
        for word in words:
            texts.append(normal(word))
            first, rest = numbered(word)
            if first is not None:
                told = first if told is None else told
                texts.append(normal(rest))
        return told, [text for text in texts if text]

    def _alike(self, text: str) -> str:
        if text not in self.compared:
            self.compared[text] = self._compare(text) if len(self.compared) < MOST_COMPARED else ""
        return self.compared[text]

    def _compare(self, text: str) -> str:
        words = set(_long(text))
        near: dict[str, float] = {}
        for theirs, other, key in self.letters:
            if len(words & theirs) * 3 >= min(len(words), len(theirs)) > 0:
                near[key] = max(near.get(key, 0.0), SequenceMatcher(None, text[:300], other[:300]).ratio())
        best = sorted(near.items(), key=lambda pair: -pair[1])[:2]
        if not best or best[0][1] < ALIKE or (len(best) > 1 and best[0][1] - best[1][1] < CLEARLY):
            return ""
        return best[0][0]


def by_order(found: Sequence[Found], items: Sequence[Item]) -> list[Found]:
    """When there are exactly as many rows as items, and those recognised stand in their places, the others do so too."""
    keys = [item.key for item in items]
    if len(found) != len(keys) or any(key and key != keys[place] for place, (key, _) in enumerate(found)):
        return list(found)
    return [one if one[0] else (keys[place], How.ORDER) for place, one in enumerate(found)]


def _long(text: str) -> list[str]:
    return [word for word in text.split() if len(word) >= LONG_ENOUGH]
