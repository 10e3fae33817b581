"""A presentation as what `documents` writes: slides as they are shown, with words for those who listen to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils.text import Truncator

from spegla.documents import deck
from spegla.documents.child import run_task
from spegla.files.models import StoredFile
from spegla.presentations.content import Chart, Content, Slide
from spegla.reporting.workbooks import language_now

SECONDS, MEGABYTES = 30, 700
READING = 300  # megabytes for what somebody else has made
FEW, LONGEST = 5, 44


@dataclass(frozen=True, slots=True)
class About:
    """What stands on the first slide."""

    title: str
    meeting: str
    organisation: str
    day: str


def deck_of(about: About, slides: Sequence[Slide], *, language: str = "") -> deck.Deck:
    """What the documents are written from, in this language or else the reader's. One query, and the pictures' files."""
    pictures = _pictures({one.content.picture for one in slides if one.content.picture})
    return deck.Deck(
        title=about.title, subtitle=about.meeting, organisation=about.organisation, date=about.day,
        language="en" if (language or language_now()).startswith("en") else "sv",
        slides=tuple(_slide(one, pictures) for one in slides),
    )


def as_powerpoint(made_of: deck.Deck, master: StoredFile | None) -> bytes:
    """A .pptx in the organisation's master, or in ours. Raises DocumentError."""
    theirs = _bytes_of(master) if master else None
    answer = run_task("write-deck", deck.order_of(made_of, theirs), seconds=SECONDS, megabytes=MEGABYTES)
    return deck.made_of(answer).pptx


def as_pdf(made_of: deck.Deck) -> bytes:
    """A tagged PDF. Raises DocumentError."""
    return run_task("write-deck-pdf", deck.payload_of(made_of), seconds=SECONDS, megabytes=MEGABYTES)


def look_at_master(data: bytes) -> deck.Report:
    """What a master has and lacks. Raises DocumentError when nothing can be written in it."""
    return deck.report_of(run_task("check-master", data, seconds=SECONDS, megabytes=READING))


def look_at_deck(data: bytes) -> deck.Checked:
    """What is in somebody's own presentation. Raises DocumentError when it cannot be shown to others."""
    return deck.checked_of(run_task("read-deck", data, seconds=SECONDS, megabytes=READING))


def chart_in_words(chart: Chart) -> str:
    """Everything a chart shows, as text: each line of it with its values, a dash where there is none."""
    if chart.kind == "dots":
        pairs = zip(chart.categories, chart.series[0].values, strict=True)
        return "; ".join(f"{category}: {number(value)}" for category, value in pairs) + "."
    return "; ".join(f"{one.name}: {' → '.join(map(number, one.values))}" for one in chart.series) + "."


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _slide(one: Slide, pictures: dict[int | None, deck.Picture]) -> deck.Slide:
    """Its words first, then what is to be looked at."""
    content = one.content
    parts: list[deck.Part] = _words(one)
    if content.rows:
        parts.append(deck.Table(content.rows[0], content.rows[1:], one.title))
    if content.chart:
        parts.append(_chart(content.chart))
    if content.picture in pictures:
        parts.append(deck.Picture(pictures[content.picture].data, pictures[content.picture].media_type, content.alt))
    return deck.Slide(key=one.slot, title=one.title, parts=tuple(parts), notes=_notes(content))


def _words(one: Slide) -> list[deck.Part]:
    if not one.lines:
        return []
    return [deck.Bullets(tuple(one.lines))] if one.kind == "bullets" else [deck.Text("\n".join(one.lines))]


def _chart(chart: Chart) -> deck.Chart:
    """A few lines as slopes. Many lie on top of each other: then bars, a group for each of what the lines are about."""
    words, series = chart_in_words(chart), tuple(deck.Series(one.name, one.values) for one in chart.series)
    if chart.kind == "slope" and len(series) <= FEW:
        return deck.Chart("slope", chart.categories, series, words, chart.low, chart.high)
    if chart.kind == "dots":
        return deck.Chart("bars", tuple(map(_short, chart.categories)), series, words, 0, chart.high)
    times = tuple(
        deck.Series(time, tuple(one.values[at] for one in chart.series)) for at, time in enumerate(chart.categories)
    )
    return deck.Chart("bars", tuple(_short(one.name) for one in chart.series), times, words, 0, chart.high)


def _short(name: str) -> str:
    """As much of a name as there is room for beside a bar. The whole of it stands in the words."""
    return Truncator(name).chars(LONGEST)


def _notes(content: Content) -> str:
    """For the one who speaks: what a chart shows, to say it aloud."""
    return chart_in_words(content.chart) if content.chart else ""


def _pictures(wanted: Collection[int | None]) -> dict[int | None, deck.Picture]:
    """Those that have not been removed, without their words."""
    rows = StoredFile.objects.filter(pk__in=[pk for pk in wanted if pk], removed_at=None)
    return {row.pk: deck.Picture(_bytes_of(row), row.media_type, "") for row in rows}


def _bytes_of(file: StoredFile) -> bytes:
    with default_storage.open(file.storage_name) as content:
        return bytes(content.read())
