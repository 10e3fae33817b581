"""Which letters went to the people of a round: to whom, when, whether they went away. Never what a letter said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Case, Q, QuerySet, When

from spegla.journal.models import Letter
from spegla.journal.queries import MOST_ATTEMPTS, is_uncertain
from spegla.people.models import Person
from spegla.people.queries import standing_appointments
from spegla.rounds.models import Round

State = Literal["sent", "waiting", "trying", "failed", "uncertain"]
NOT_SENT = Q(sent_at__isnull=True, attempts__gt=0)


@dataclass(frozen=True, slots=True)
class LetterNote:
    """What may be said of a letter. `trying`: it failed and is tried again; `failed`: it is tried no more; `uncertain`: it was
    cut off while it was handed over, and may have arrived or not."""

    pk: int
    to: str
    name: str
    kind: str
    written_at: dt.datetime
    sent_at: dt.datetime | None
    attempts: int
    error: str
    uncertain: bool

    @property
    def state(self) -> State:
        if self.sent_at:
            return "sent"
        if self.uncertain:
            return "uncertain"
        if not self.attempts:
            return "waiting"
        return "failed" if self.attempts >= MOST_ATTEMPTS else "trying"

    @property
    def stuck(self) -> bool:
        """Whether it goes no further unless a person has it sent again."""
        return self.state in ("uncertain", "failed")


def letters_of_round(round_: Round, *, not_sent: bool = False, now: dt.datetime) -> QuerySet[Letter, Any]:
    """Rows for `notes`, the latest first, to everybody who has a function for an organisation that takes part now."""
    organisations = round_.participations.filter(ended_at=None).values("organisation_id")
    people = standing_appointments(now).filter(organisation_id__in=organisations).values("person_id")
    found = Letter.objects.filter(person_id__in=people).order_by("-written_at", "-pk")
    found = found.filter(NOT_SENT) if not_sent else found
    stuck = Case(When(is_uncertain(now), then=True), default=False)
    return found.values("pk", "to", "person_id", "kind", "written_at", "sent_at", "attempts", "last_error", uncertain=stuck)


def notes(rows: Iterable[Any]) -> list[LetterNote]:
    """The rows with the names of those they went to. One query."""
    rows = list(rows)
    names = dict(Person.objects.filter(pk__in={row["person_id"] for row in rows}).values_list("pk", "name"))
    return [
        LetterNote(row["pk"], row["to"], names.get(row["person_id"], ""), row["kind"], row["written_at"], row["sent_at"],
                   row["attempts"], row["last_error"], row["uncertain"])
        for row in rows
    ]


def letter_of_round(round_: Round, pk: int, *, now: dt.datetime) -> Letter | None:
    """One of them as a row to act on."""
    mine = letters_of_round(round_, now=now).filter(pk=pk).values("pk")
    return Letter.objects.filter(pk__in=mine).first()
