"""The tasks that are run in a process of their own: bytes in, bytes out. Nothing heavy is loaded before it is asked for."""

from collections.abc import Callable
from importlib import import_module

TASKS = {  # name: module and function
    "echo": "spegla.documents.tasks:echo",
    "read-deck": "spegla.documents.reading.decks:read_deck",
    "read-wordings": "spegla.documents.reading.wordings:read_wordings",
    "read-answers": "spegla.documents.reading.task:read_answers",
    "check-master": "spegla.documents.writing.trial:check_master",
    "write-deck": "spegla.documents.writing.slides:write_deck",
    "write-deck-pdf": "spegla.documents.writing.shown:write_deck_pdf",
    "write-minutes-docx": "spegla.documents.writing.word:write_minutes",
    "write-minutes-pdf": "spegla.documents.writing.pdf:write_minutes",
    "write-paper": "spegla.documents.writing.pdf:write_paper",
    "write-result": "spegla.documents.writing.pdf:write_result",
    "write-workbook": "spegla.documents.writing.excel:write_workbook",
}


def task_named(name: str) -> Callable[[bytes], bytes]:
    module, _, function = TASKS[name].partition(":")
    found: Callable[[bytes], bytes] = getattr(import_module(module), function)
    return found


def echo(payload: bytes) -> bytes:
    """What came in. It tells whether processes can be started at all."""
    return payload
