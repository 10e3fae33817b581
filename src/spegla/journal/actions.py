"""Write to the journal: an event, a share begun or ended, a letter, a click. Always in the caller's transaction."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from spegla.journal.models import Event, Letter, PageAnswer, Share
from spegla.journal.queries import is_uncertain, letters_given_up, letters_to_send


def record(
    what: str, thing: Any, *, by: Any, now: dt.datetime, round_id: int | None = None,
    organisation_id: int | None = None, **details: Any,
) -> Event:
    """Note that something happened to `thing` (any model row). `details` must be JSON: words and numbers."""
    return Event.objects.create(
        at=now, by_id=by.pk if by else None, what=what, thing=thing._meta.model_name, thing_id=thing.pk,
        round_id=round_id, organisation_id=organisation_id, details=details,
    )


def share(
    thing: Any, *, audience: str, audience_id: int | None, organisation_id: int, version: int, by: Any,
    now: dt.datetime, with_comments: bool = False, with_not_working: bool = False,
) -> Share:
    """Show a version of a thing to an audience; an earlier standing share to the same audience ends."""
    name = thing._meta.model_name
    end_shares(name, thing.pk, by=by, now=now, audience=audience, audience_id=audience_id)
    begun = Share.objects.create(
        thing=name, thing_id=thing.pk, audience=audience, audience_id=audience_id, organisation_id=organisation_id,
        version=version, with_comments=with_comments, with_not_working=with_not_working, by_id=by.pk, since=now,
    )
    record("shared", thing, by=by, now=now, organisation_id=organisation_id, audience=audience,
           audience_id=audience_id, version=version)
    return begun


def end_shares(
    thing: str, thing_id: int, *, by: Any, now: dt.datetime, audience: str | None = None, audience_id: int | None = None
) -> int:
    """End what stands; the rows stay as the trace of who could see what, and when. Returns how many ended."""
    standing = Share.objects.filter(thing=thing, thing_id=thing_id, until__isnull=True)
    if audience:
        standing = standing.filter(audience=audience, audience_id=audience_id)
    ended = standing.update(until=now, ended_by_id=by.pk)
    if ended:
        Event.objects.create(at=now, by_id=by.pk, what="unshared", thing=thing, thing_id=thing_id,
                             details={"audience": audience or "all", "ended": ended})
    return ended


def write_letter(
    *, to: Any, kind: str, once: str, subject: str, body: str, now: dt.datetime, calendar: str = ""
) -> Letter:
    """A letter to a person, written in the act's transaction; the same `once` is never written twice.

    `calendar` is an iCalendar file that goes with it, so that mail programs can put it where it belongs.
    """
    letter, _ = Letter.objects.get_or_create(
        once=once,
        defaults={"to": to.email, "person_id": to.pk, "kind": kind, "language": to.language, "subject": subject,
                  "body": body, "calendar": calendar, "written_at": now},
    )
    return letter


def take_letter(letter: Letter, *, now: dt.datetime) -> bool:
    """Claim a letter for one attempt. False when somebody else has it, it is sent, or it is not due."""
    mine = letters_to_send(now).filter(pk=letter.pk, attempts=letter.attempts)
    return bool(mine.order_by().update(attempts=letter.attempts + 1, claimed_at=now, last_error=""))


def mark_sent(letter: Letter, *, body: str, now: dt.datetime) -> None:
    """It is sent; `body` is what is kept of it."""
    kept = {"body": body, "calendar": ""}
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, claimed_at=None, due_at=None, last_error="", **kept)


def mark_failed(letter: Letter, error: str, *, now: dt.datetime) -> None:
    """It did not go away, and that is certain. It is due again after 5, 15, 45 … minutes: eight attempts last almost four
    days, so that a mail server may be down over a weekend."""
    pause = dt.timedelta(minutes=5 * 3**letter.attempts)
    Letter.objects.filter(pk=letter.pk).update(claimed_at=None, due_at=now + pause, last_error=error[:300])


def mark_uncertain(letter: Letter, error: str) -> None:
    """The mail server fell silent after the letter was handed over. It stays claimed, so that nothing is sent twice."""
    Letter.objects.filter(pk=letter.pk).update(last_error=error[:300])


@transaction.atomic
def send_again(letter: Letter, *, by: Any, now: dt.datetime) -> bool:
    """A person has a letter sent again that is uncertain or was given up. Pressed twice it is sent once."""
    stuck = Letter.objects.filter(is_uncertain(now) | Q(pk__in=letters_given_up()), pk=letter.pk)
    again = bool(stuck.update(claimed_at=None, due_at=None, attempts=0, last_error=""))
    if again:
        record("letter-sent-again", letter, by=by, now=now)
    return again


def answer_page(page: str, *, helped: bool, now: dt.datetime) -> PageAnswer:
    return PageAnswer.objects.create(page=page, helped=helped, at=now)
