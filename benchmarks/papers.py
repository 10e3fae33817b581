"""Making one cluster's presentations, notes and invitations: what ours costs beside the bare libraries, same content."""

from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import patch

from benchmarks import bare, cluster
from benchmarks.documents import Race
from spegla.documents import deck as decks
from spegla.documents import minutes as notes
from spegla.documents.calendars import invitation
from spegla.documents.child import run_task
from spegla.documents.writing import pdf, shown, slides, word

Work = Callable[[], bytes]


def papers() -> list[Race]:
    """Four presentations, the same as PDF, the notes both ways, sixty invitations."""
    held, made, sent = cluster.decks(), cluster.minutes(), cluster.invitations()
    orders, payloads, told = _payloads(decks.order_of, held), _payloads(decks.payload_of, held), [notes.payload_of(made)]
    set_decks, set_notes = _ready(shown, shown.write_deck_pdf, payloads), _ready(pdf, pdf.write_minutes, told)
    looks, plain = (_all(one, held) for one in (bare.dressed_deck, bare.plain_deck))
    looks_notes, plain_notes = (_all(one, [made]) for one in (bare.dressed_notes, bare.plain_notes))
    bare_sent = _all(bare.sent, sent)
    return [
        Race("4 presentations of 12 slides", _all(slides.write_deck, orders), _apart("write-deck", orders), looks, plain),
        Race("the same as PDF", _all(shown.write_deck_pdf, payloads), _apart("write-deck-pdf", payloads), set_decks, set_decks),
        Race("the notes as Word", _all(word.write_minutes, told), _apart("write-minutes-docx", told), looks_notes, plain_notes),
        Race("the notes as PDF", _all(pdf.write_minutes, told), _apart("write-minutes-pdf", told), set_notes, set_notes),
        Race("60 invitations", _all(invitation, sent), _all(invitation, sent[:1]), bare_sent, bare_sent),
    ]


def everything(races: Iterable[Race]) -> Race:
    """All of it as one."""
    held = list(races)
    ours, limit, plain = ([getattr(race, name) for race in held] for name in ("ours", "limit", "plain"))
    return Race("all of it", _together(ours), _together([race.apart for race in held]), _together(limit), _together(plain))


def _together(works: list[Work]) -> Work:
    return lambda: b"".join(work() for work in works)


def _all(make: Callable[[Any], bytes], contents: list[Any]) -> Work:
    return lambda: b"".join(make(content) for content in contents)


def _payloads(pack: Callable[[Any], bytes], contents: list[Any]) -> list[bytes]:
    return [pack(content) for content in contents]


def _apart(task: str, payloads: list[bytes]) -> Work:
    """The first of them, in a process of its own, as it is done when a person asks for it."""
    return lambda: run_task(task, payloads[0], seconds=60, megabytes=700)


def _ready(module: Any, make: Callable[[bytes], bytes], payloads: list[bytes]) -> Work:
    """The typesetter alone: the same sources, with everything that we work out for them at hand."""
    with patch.object(module, "typeset", return_value=b"") as asked:
        for payload in payloads:
            make(payload)
    return lambda: b"".join(pdf.typeset(*call.args) for call in asked.call_args_list)
