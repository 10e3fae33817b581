"""A presentation in short: one slide of every kind, and the notes of the meeting it was made for."""

import struct
import zlib

import msgspec

from spegla.documents.deck import Bullets, Chart, Deck, Picture, Series, Slide, Table, Text
from spegla.documents.minutes import Minutes, Section


def png(width: int = 40, height: int = 20) -> bytes:
    """A plain picture of that size."""
    rows = (b"\0" + b"\x0d\x53\x62" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


TEXT = Text("Vi har börjat med elevhälsan.\nDär såg vi den största skillnaden.")
BULLETS = Bullets(("Beslut i nämnden", "Statistik uppdelad på kön", "Ett första test i mars"))
PICTURE = Picture(png(), "image/png", "Styrkedjan från mål till effekt.")
TABLE = Table(("Vad", "Före", "Efter"), (("Kvinnor", "12 dagar", "9 dagar"), ("Män", "8 dagar", "8 dagar")), "Väntetid före och efter.")
SLOPE = Chart("slope", ("BM 1", "BM 2", "BM 3"), (Series("Fråga 1", (1, 2, 3)), Series("Fråga 2", (2, None, 1))), "Fråga 1 har flyttat upp.", 1, 3)
BARS = Chart("bars", ("2024", "2025"), (Series("Kvinnor", (12.5, 9.0)), Series("Män", (8.0, None))), "Väntetid i dagar.", 0, 20)
DOTS = Chart("dots", ("Fråga 1", "Fråga 2"), (Series("Ängby", (1, 3)), Series("Sjövik", (2, 3))), "Två organisationer.", 1, 4)


def slide(title: str, *parts, notes: str = "") -> Slide:
    return Slide(title.lower(), title, parts, notes)


def a_deck(**changes) -> Deck:
    made = Deck(
        title="Inför andra träffen", subtitle="Vad har hänt sedan sist?", organisation="Ängby kommun", language="sv", date="11 mars 2027",
        slides=(
            slide("Så gör vi", TEXT, notes="Säg något om nämnden."), slide("Beslut", BULLETS), slide("Styrkedjan", PICTURE),
            slide("Väntetid", TABLE), slide("Förflyttning", SLOPE), slide("Dagar", BARS), slide("Bredvid varandra", DOTS),
        ),
    )
    return msgspec.structs.replace(made, **changes)


def minutes(**changes) -> Minutes:
    made = Minutes(
        title="Minnesanteckningar: andra träffen", cluster="Kluster Norr", day="11 mars 2027", place="Rådhuset, Ängby", language="sv",
        sections=(
            Section("Vilka var med?", (Table(("Organisation", "Funktion"), (("Ängby", "Chef"), ("Sjövik", "Nyckelperson")), "De som var med."),)),
            Section("Beslut", (Text("Nästa träff är i maj."), Bullets(("Sjövik är värd.", "Ängby skriver.")))),
        ),
    )
    return msgspec.structs.replace(made, **changes)
