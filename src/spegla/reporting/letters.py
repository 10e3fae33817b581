"""Which letters went to the people of a round: to whom, when, whether they went away. Never what a letter said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

from spegla.journal.models import Letter
from spegla.journal.queries import MOST_ATTEMPTS
from spegla.people.models import Person
from spegla.people.queries import standing_appointments
from spegla.rounds.models import Round

State = Literal["sent", "waiting", "trying", "failed"]
NOT_SENT = Q(sent_at__isnull=True, attempts__gt=0)


@dataclass(frozen=True, slots=True)
class LetterNote:
    """What may be said of a letter. `trying`: it failed and is tried again; `failed`: it is tried no more."""

    to: str
    name: str
    kind: str
    written_at: dt.datetime
    sent_at: dt.datetime | None
    attempts: int
    error: str

    @property
    def state(self) -> State:
        if self.sent_at:
            return "sent"
        if not self.attempts:
            return "waiting"
        return "failed" if self.attempts >= MOST_ATTEMPTS else "trying"


def letters_of_round(round_: Round, *, not_sent: bool = False, now: dt.datetime) -> QuerySet[Letter, Any]:
    """Rows for `notes`, the latest first, to everybody who has a function for an organisation that takes part now."""
    organisations = round_.participations.filter(ended_at=None).values("organisation_id")
    people = standing_appointments(now).filter(organisation_id__in=organisations).values("person_id")
    found = Letter.objects.filter(person_id__in=people).order_by("-written_at", "-pk")
    found = found.filter(NOT_SENT) if not_sent else found
    return found.values("to", "person_id", "kind", "written_at", "sent_at", "attempts", "last_error")


def notes(rows: Iterable[Any]) -> list[LetterNote]:
    """The rows with the names of those they went to. One query."""
    rows = list(rows)
    names = dict(Person.objects.filter(pk__in={row["person_id"] for row in rows}).values_list("pk", "name"))
    return [
        LetterNote(row["to"], names.get(row["person_id"], ""), row["kind"], row["written_at"], row["sent_at"],
                   row["attempts"], row["last_error"])
        for row in rows
    ]
