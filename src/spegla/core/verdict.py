"""A refusal has a reason: the answer every rule gives, shown on the page where the button would be."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why something is refused. The sentences for people stand in web/wording.py, one for each."""

    FINE = "fine"
    NOT_YOURS = "not-yours"
    NOT_KEY_PERSON = "not-key-person"
    NOT_SHARED = "not-shared"
    NOT_SHARED_NOW = "not-shared-now"
    NOT_BOTH = "not-both"
    ENDED = "ended"
    CLOSED = "closed"
    NOT_OPEN = "not-open"
    OWN_OVER = "own-over"
    ANSWERED = "answered"
    NOT_OFFICE = "not-office"
    NOT_ORGANISER = "not-organiser"
    NOT_HOST = "not-host"
    REHEARSAL = "rehearsal"
    NOT_SIGNED_IN = "not-signed-in"
    NOT_LEADING = "not-leading"
    LIVE_OVER = "live-over"
    ROOM_OVER = "room-over"
    NOTES_STAND = "notes-stand"


@dataclass(frozen=True, slots=True)
class Verdict:
    ok: bool
    why: Why = Why.FINE

    def __bool__(self) -> bool:
        return self.ok


YES = Verdict(True)


def no(why: Why) -> Verdict:
    return Verdict(False, why)


class RefusedError(Exception):
    """An act that the rules refuse; carries the verdict so that the door can say why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.why)
        self.verdict = verdict


def require(verdict: Verdict) -> None:
    if not verdict:
        raise RefusedError(verdict)
