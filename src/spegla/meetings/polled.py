"""What those who are asked have said of the times: how many, and which functions would be missing."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from spegla.journal.prepared import Prepared
from spegla.meetings.asked import Asked, Lacking
from spegla.meetings.gaps import Gap
from spegla.meetings.models import DatePoll, Meeting, PollAnswer, PollTime
from spegla.meetings.queries import meeting_places, step_of
from spegla.people.models import Person
from spegla.rounds.models import Participation

Suits = PollAnswer.Suits


@dataclass(frozen=True, slots=True)
class TimeResult:
    """How a time suits: how many say what, and which functions would be missing."""

    time: PollTime
    yes: int
    if_need_be: int
    no: int
    waits: int
    gaps: tuple[tuple[Participation, Gap], ...]
    answers: Mapping[int, str]  # by invitee

    @property
    def rank(self) -> tuple[int, int, int]:
        """The least first: where fewest functions would be missing, then fewest people, then fewest that would have to."""
        return sum(not gap.waits for _, gap in self.gaps), self.no, self.if_need_be


def latest_poll(meeting: Meeting) -> DatePoll | None:
    """The question that is out, or else the latest. One query."""
    if meeting.pk is None:
        return None
    return DatePoll.objects.filter(meeting=meeting).select_related("opened_by", "closed_by", "chosen").first()


def open_poll_of(meeting: Meeting) -> DatePoll | None:
    """The question that is out. One query."""
    poll = latest_poll(meeting)
    return poll if poll and poll.closed_at is None else None


def polls_waiting_for(person: Person) -> dict[int, dt.date]:
    """Questions that are out and that she is asked and has not answered: the last day to, by meeting id. One query."""
    return dict(_waiting(asked=person.pk, silent=person.pk))


@Prepared
def _waiting(asked: int, silent: int) -> QuerySet[Any, Any]:
    answered = PollAnswer.objects.filter(time__poll=OuterRef("pk"), invitee__person=silent)
    rows = DatePoll.objects.filter(~Exists(answered), closed_at=None, meeting__invitees__person=asked)
    return rows.order_by().values_list("meeting_id", "answer_by")


def results_of(poll: DatePoll, meeting: Meeting, asked: Sequence[Asked]) -> list[TimeResult]:
    """Time by time. A fixed number of queries."""
    said: dict[int, dict[int, str]] = {}
    for time, invitee, suits in PollAnswer.objects.filter(time__poll=poll).values_list("time_id", "invitee_id", "suits"):
        said.setdefault(time, {})[invitee] = suits
    current, places = [one for one in asked if one.is_current], meeting_places(meeting)
    return [_result(time, said.get(time.pk, {}), current, Lacking(step_of(meeting), places)) for time in poll.times.all()]


def _result(time: PollTime, said: Mapping[int, str], asked: Sequence[Asked], lacking: Lacking) -> TimeResult:
    here = {one.invitee.pk: said[one.invitee.pk] for one in asked if one.invitee.pk in said}
    many = Counter(here.values())
    comes = {invitee: word != Suits.NO for invitee, word in here.items()}
    return TimeResult(time, many[Suits.YES], many[Suits.IF_NEED_BE], many[Suits.NO], len(asked) - len(here),
                      tuple(lacking.among(asked, comes)), here)


def best_of(results: Collection[TimeResult]) -> TimeResult | None:
    """The time that suits best so far; none as long as nobody has answered."""
    answered = [result for result in results if result.answers]
    return min(answered, key=lambda result: result.rank) if answered else None
