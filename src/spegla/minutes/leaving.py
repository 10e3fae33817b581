"""Before leaving: were the aims reached, what was good and bad. Nobody's answer can be told from another's.

Words are kept without person, device and time, each by itself under a number drawn by lot. That somebody has answered is
noted so that nobody answers twice. What was written in a room is shown all at once, a day after it closed, when at least three
have answered: nobody's words can be found by looking before and after.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from spegla.core.blind import may_show
from spegla.meetings.models import Meeting
from spegla.minutes.models import AimCount, FeedbackCount, FeedbackWords, MeetingRoom, Seat
from spegla.minutes.rooms import tell

Kind, Value = FeedbackWords.Kind, AimCount.Value
OPEN_FOR = dt.timedelta(days=1)  # after the room has closed: what a telephone kept without a net still counts


class AimsShownError(Exception):
    """The numbers have been shown."""


class TooFewJudgedError(Exception):
    """No aim has been judged by so many that nobody can be worked out."""


class FeedbackOverError(Exception):
    """What was written has been shown; more would be found by subtraction."""


@transaction.atomic
def give_feedback(seat: Seat, room: MeetingRoom, words: Mapping[str, str], *, now: dt.datetime) -> bool:
    """Keep what one person says, once; sent again it does nothing. Raises FeedbackOverError."""
    if not is_open(room, now=now):
        raise FeedbackOverError
    if not Seat.objects.filter(pk=seat.pk, gave_feedback=False).update(gave_feedback=True):
        return False
    _keep(room, words)
    return True


@transaction.atomic
def give_paper_feedback(room: MeetingRoom, words: Mapping[str, str], *, now: dt.datetime) -> None:
    """What stood on one slip of paper, written off by whoever takes the notes. Raises FeedbackOverError."""
    if not is_open(room, now=now):
        raise FeedbackOverError
    _keep(room, words)


def _keep(room: MeetingRoom, words: Mapping[str, str]) -> None:
    FeedbackCount.objects.get_or_create(room=room)
    FeedbackCount.objects.filter(room=room).update(many=F("many") + 1)
    for kind, text in words.items():
        if text.strip():
            FeedbackWords.objects.create(room=room, kind=Kind(kind), text=text)
    tell(room.meeting_id)


def feedback_count(room: MeetingRoom) -> int:
    """How many have given feedback here."""
    return FeedbackCount.objects.filter(room=room).values_list("many", flat=True).first() or 0


def is_open(room: MeetingRoom, *, now: dt.datetime) -> bool:
    """Whether feedback is still taken; when it is not, it is shown."""
    return now < closes_at(room)


def closes_at(room: MeetingRoom) -> dt.datetime:
    return (room.closed_at or room.opened_at + room.LASTS) + OPEN_FOR


def feedback_of(meeting: Meeting, *, kinds: Iterable[str], now: dt.datetime) -> tuple[int, dict[str, list[str]]]:
    """How many have answered, and the words of these kinds that may be shown, in no order. Two queries."""
    rooms = list(MeetingRoom.objects.filter(meeting=meeting).select_related("feedback_count"))
    counts = {room.pk: room.feedback_count.many if hasattr(room, "feedback_count") else 0 for room in rooms}
    shown = [room.pk for room in rooms if may_show(counts[room.pk]) and not is_open(room, now=now)]
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    rows = FeedbackWords.objects.filter(room__in=shown, kind__in=found).order_by("pk")
    for kind, text in rows.values_list("kind", "text"):
        found[kind].append(text)
    return sum(counts.values()), found


@transaction.atomic
def judge_aims(seat: Seat, room: MeetingRoom, answers: Mapping[str, str]) -> bool:
    """Count what one person thinks of each aim, once; sent again it does nothing. Only the numbers are kept.

    Raises AimsShownError: what came after would be found by subtraction.
    """
    if MeetingRoom.objects.filter(pk=room.pk, aims_shown_at__isnull=False).exists():
        raise AimsShownError
    if not Seat.objects.filter(pk=seat.pk, judged_aims=False).update(judged_aims=True):
        return False
    for aim, value in answers.items():
        _count(room.meeting, aim, Value(value), 1)
    tell(room.meeting_id)
    return True


@transaction.atomic
def show_aims(room: MeetingRoom, *, now: dt.datetime) -> None:
    """From now on everybody sees the numbers. Raises TooFewJudgedError when somebody could be worked out."""
    if not any(may_show(sum(said.values())) for said in aims_of(room.meeting).values()):
        raise TooFewJudgedError
    _show(room, now)


@transaction.atomic
def count_hands(room: MeetingRoom, aim: str, counts: Mapping[str, int], *, now: dt.datetime) -> None:
    """What raised hands said of one aim, instead of what was counted before. Everybody has seen them."""
    for value in Value:
        row, _ = AimCount.objects.get_or_create(meeting=room.meeting, aim=aim, value=value)
        AimCount.objects.filter(pk=row.pk).update(many=max(0, counts.get(value, 0)))
    _show(room, now)


def _show(room: MeetingRoom, now: dt.datetime) -> None:
    MeetingRoom.objects.filter(pk=room.pk, aims_shown_at__isnull=True).update(aims_shown_at=now)
    tell(room.meeting_id, phones=True)


def _count(meeting: Meeting, aim: str, value: str, many: int) -> None:
    row, _ = AimCount.objects.get_or_create(meeting=meeting, aim=aim, value=value)
    AimCount.objects.filter(pk=row.pk).update(many=F("many") + many)


def aims_of(meeting: Meeting) -> dict[str, dict[str, int]]:
    """By aim, how many said what. One query."""
    found: dict[str, dict[str, int]] = {}
    for aim, value, many in AimCount.objects.filter(meeting=meeting).values_list("aim", "value", "many"):
        found.setdefault(aim, {})[value] = many
    return found
