"""What a cluster of four takes to a meeting and home from it: twelve slides each, notes, an invitation for everybody."""

import datetime as dt
import io

from PIL import Image

from spegla.documents.calendars import Entry, Method, Person, local
from spegla.documents.deck import Bullets, Chart, Deck, Picture, Series, Slide, Table, Text
from spegla.documents.minutes import Minutes, Section

ORGANISATIONS = ("Ängby", "Sjövik", "Norrhamn", "Lillåsa")
SENTENCE = "Nämnden frågar efter resultatet två gånger om året, och förvaltningen svarar med siffror för kvinnor och män."
QUESTIONS = tuple(f"Fråga {n}" for n in range(1, 11))
DAY, AT = dt.date(2027, 3, 11), dt.datetime(2027, 2, 25, 8, tzinfo=dt.UTC)


def decks() -> list[Deck]:
    return [
        Deck("Inför andra träffen", "Vad har hänt sedan sist?", name, "sv", "11 mars 2027", _slides(number))
        for number, name in enumerate(ORGANISATIONS)
    ]


def _slides(number: int) -> tuple[Slide, ...]:
    """Eleven, after the first one that every presentation has."""
    times = ("BM 1", "BM 2", "BM 3")
    levels = tuple(Series(name, (1 + n % 3, 1 + (n + number) % 3, 3)) for n, name in enumerate(QUESTIONS))
    days = tuple(Series(name, tuple(5.0 + n + number for n in range(4))) for name in ("Kvinnor", "Män"))
    rows = tuple((question, "2 – Behöver utvecklas", "3 – Finns och används", SENTENCE[:60]) for question in QUESTIONS[:6])
    text, bullets = Text(f"{SENTENCE}\n{SENTENCE}"), Bullets((SENTENCE, SENTENCE[:60], SENTENCE[:40]))
    shift = Chart("slope", times, levels, SENTENCE, 1, 3)
    bars = Chart("bars", ("2023", "2024", "2025", "2026"), days, SENTENCE, 0, 20)
    beside = tuple(Series(name, tuple(1 + n % 3 for n in range(10))) for name in ORGANISATIONS)
    dots = Chart("dots", QUESTIONS, beside, SENTENCE, 1, 3)
    table = Table(("Fråga", "Före", "Efter", "Vad vi gjorde"), rows, SENTENCE)
    parts = (
        (text,), (bullets,), (_picture(number),), (table,), (shift,), (bars,), (dots,), (text, bullets),
        (Text(SENTENCE), bars), (table,), (bullets,),
    )
    return tuple(Slide(f"slot-{n}", f"Rubrik {n} för det vi gjort", part, SENTENCE) for n, part in enumerate(parts))


def _picture(number: int) -> Picture:
    out = io.BytesIO()
    Image.effect_mandelbrot((1200, 700), (-2.2 + number / 10, -1.2, 1, 1.2), 40).save(out, "PNG")
    return Picture(out.getvalue(), "image/png", SENTENCE)


def minutes() -> Minutes:
    ideas = Table(("Idé", "Från", "Vem prövar"), tuple((SENTENCE, name, SENTENCE[:50]) for name in ORGANISATIONS * 5), SENTENCE)
    there = Table(("Organisation", "Funktion"), tuple((name, "Nyckelperson") for name in ORGANISATIONS * 3), SENTENCE)
    sections = (
        Section("Vilka var med?", (there,)), Section("Beslut", (Text(SENTENCE), Bullets((SENTENCE,) * 5))),
        Section("Idéer", (ideas,)), Section("Frågor kvar", (Bullets((SENTENCE,) * 8),)),
    )
    return Minutes("Minnesanteckningar: andra träffen", "Kluster Norr", "11 mars 2027", "Rådhuset", "sv", sections)


def invitations() -> list[Entry]:
    """To each of twenty people, and a change and a cancellation of the same."""
    people = tuple(Person(f"Person {n}", f"person{n}@example.org") for n in range(20))
    return [
        Entry(
            uid="meeting-7@example.org", sequence=sequence, method=method, title="Andra träffen", starts=local(DAY, dt.time(9)),
            ends=local(DAY, dt.time(16)), at=AT, place="Rådhuset, Ängby", url="https://example.org/m/7", text=SENTENCE,
            organiser=people[0], attendees=(person,),
        )
        for sequence, method in ((0, Method.REQUEST), (1, Method.REQUEST), (2, Method.CANCEL)) for person in people
    ]
