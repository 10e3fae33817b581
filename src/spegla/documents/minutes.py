"""What the notes of a meeting say, section by section, in their reader's language already. How they look: writing/."""

import msgspec

from spegla.documents.deck import Bullets, Language, Table, Text


class Section(msgspec.Struct, frozen=True):
    heading: str
    parts: tuple[Text | Bullets | Table, ...]


class Minutes(msgspec.Struct, frozen=True):
    """The notes of one meeting. `cluster` names who met; `day` and `place` stand as words under the title."""

    title: str
    cluster: str
    day: str
    place: str
    language: Language
    sections: tuple[Section, ...]

    @property
    def about(self) -> str:
        """The line under the title."""
        return " · ".join(word for word in (self.cluster, self.day, self.place) if word.strip())


def payload_of(minutes: Minutes) -> bytes:
    """The payload of write-minutes-docx and write-minutes-pdf, which answer with the file itself."""
    return msgspec.msgpack.encode(minutes)
