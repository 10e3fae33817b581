"""The task: a file and what it is to be read against in, what was understood out. Runs in the child process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from spegla.documents.guard import guard
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import Expected, Notice, Reading, Sheet, Why
from spegla.documents.reading.understanding import understand

MOST_READ = 2_000_000  # bytes that wait for their reader


def payload_of(expected: Expected, data: bytes) -> bytes:
    """What the task takes: one line of JSON, and the file as it is."""
    return msgspec.json.encode(expected) + b"\n" + data


def read_answers(payload: bytes) -> bytes:
    """Raises DocumentError when the file is refused, or holds nothing that looks like a checklist."""
    told, _, data = payload.partition(b"\n")
    expected = msgspec.json.decode(told, type=Expected)
    with no_collecting():
        sheets, properties, notices, kind = open_file(data)
        reading = understand(sheets, expected, kind=kind, properties=properties, notices=notices)
    if not (reading.tabs or reading.reasons) and all(one.why is Why.NO_TABLE for one in reading.not_understood):
        raise DocumentError(Trouble.NOTHING_TO_READ)
    made = msgspec.json.encode(reading)
    if len(made) > MOST_READ:
        raise DocumentError(Trouble.TOO_MUCH_TEXT)
    return made


@contextmanager
def no_collecting() -> Iterator[None]:
    """While a file is read everything that is built is kept: to look for garbage takes a fifth of the time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def reading_of(answer: bytes | str) -> Reading:
    """What the task gave."""
    return msgspec.json.decode(answer, type=Reading)


def open_file(data: bytes) -> tuple[list[Sheet], dict[str, str], list[Notice], str]:
    """The tables of a file that the guard lets through. The library of its kind is loaded here and not before."""
    guarded = guard(data)
    if guarded.kind == "workbook":
        from spegla.documents.reading.workbooks import read_workbook

        return *read_workbook(data, guarded), guarded.kind
    if guarded.kind == "word":
        from spegla.documents.reading.word import read_word

        return read_word(data), {}, [], guarded.kind
    from spegla.documents.reading.texts import read_text

    return read_text(data), {}, [], guarded.kind
