"""What may be wrong with a document, as a key and its details. The sentences for people stand in the web, one for each key."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why a document cannot be read or made."""

    # the file as a whole
    EMPTY = "empty"
    TOO_LARGE = "too-large"  # most (megabytes)
    UNKNOWN_TYPE = "unknown-type"
    OLD_FORMAT = "old-format"
    OPEN_DOCUMENT = "open-document"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    CUT_SHORT = "cut-short"
    DOCTYPE = "doctype"
    STRANGE_PARTS = "strange-parts"
    # how much there is of it
    TOO_MANY_PARTS = "too-many-parts"
    UNPACKS_TOO_LARGE = "unpacks-too-large"  # most (megabytes)
    TOO_MANY_ROWS = "too-many-rows"  # most
    TOO_MANY_CELLS = "too-many-cells"  # most
    TOO_FAR_OUT = "too-far-out"  # cell
    TOO_WIDE = "too-wide"  # cell: an area joined or linked that covers too much
    TOO_MUCH_TEXT = "too-much-text"
    TOO_MANY_SLIDES = "too-many-slides"  # most
    # what is in it
    NOTHING_TO_READ = "nothing-to-read"
    BAD_LINE = "bad-line"  # line
    NO_MASTER = "no-master"  # a PDF where a presentation is wanted to write in
    NO_LAYOUTS = "no-layouts"
    NO_SLIDES = "no-slides"
    # what happened while it was read or made
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    BROKEN = "broken"
    BUSY = "busy"


class DocumentError(Exception):
    """A document that cannot be read or made. `details` are plain words and numbers for the sentence."""

    def __init__(self, trouble: Trouble, **details: str | int) -> None:
        super().__init__(trouble, details)
        self.trouble = trouble
        self.details = details
