"""Writes the reminders and digests of a day. Run twice, stopped in the middle or run again, nothing is written twice."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spegla.journal.models import Letter
from spegla.people.models import Person
from spegla.people.wishes import DIGEST, REMINDER, who_want_no, write_wanted_letter
from spegla.reporting.digests import Digest, digest_for, people_with_places
from spegla.reporting.reminding import Reminder, reminders_of
from spegla.rounds.models import Round


def write_reminders(*, today: dt.date, now: dt.datetime) -> int:
    """For all open rounds, one after the other. How many letters were written."""
    unwanted = who_want_no(REMINDER)
    rounds: QuerySet[Round] = Round.objects.filter(closed_at__isnull=True).order_by("pk")
    return sum(
        _write([one for one in reminders_of(round_, today=today, now=now) if one.person_id not in unwanted], now=now)
        for round_ in rounds
    )


def _write(reminders: list[Reminder], *, now: dt.datetime) -> int:
    written = set(Letter.objects.filter(once__in=[one.once for one in reminders]).values_list("once", flat=True))
    new = [one for one in reminders if one.once not in written]
    people = Person.objects.filter(is_active=True).in_bulk({one.person_id for one in new})
    for one in new:
        if one.person_id in people:
            _write_one(one, people[one.person_id], now=now)
    return len(new)


def _write_one(one: Reminder, person: Person, *, now: dt.datetime) -> None:
    with translation.override(person.language):
        names = {
            "organisation": one.place.organisation.name,
            "meeting": one.toward.in_language(person.language),
            "due": formats.date_format(one.due, "j F Y"),
            "missing": ", ".join(one.missing),
        }
        subject, parts = (_to_organiser if one.missing else _to_maker)(one, names)
        page = reverse("participant:step", args=[one.place.pk, one.step.key])
        if one.missing and one.place.round.office_id in _acts_for(person, now):
            page = reverse("office:progress", args=[one.place.round_id])
        body = "\n\n".join([_("Hej %(name)s!") % {"name": person.first_name}, *parts, settings.SITE_ADDRESS.rstrip("/") + page])
    write_wanted_letter(to=person, kind=REMINDER, once=one.once, subject=subject, body=body, now=now)


def _to_maker(one: Reminder, names: dict[str, str]) -> tuple[str, list[str]]:
    subject = _("Dela presentationen senast den %(due)s") % names
    return subject, [
        _("Presentationen från %(organisation)s inför %(meeting)s ska delas med klustret senast den %(due)s. "
          "Den är inte delad än.") % names,
        _("Mycket av den är redan ifyllt. Räkna med tjugo minuter. Det ni inte hinner kan ni hoppa över."),
    ]


def _to_organiser(one: Reminder, names: dict[str, str]) -> tuple[str, list[str]]:
    count = len(one.missing)
    subject = ngettext("En presentation saknas inför träffen", "%(count)s presentationer saknas inför träffen", count)
    return subject % {"count": count}, [
        _("Sista dagen att dela presentationerna inför %(meeting)s var den %(due)s. Här är de som inte har delat än: "
          "%(missing)s.") % names,
        _("Hör gärna av dig och fråga om de behöver hjälp."),
    ]


def _acts_for(person: Person, now: dt.datetime) -> set[int]:
    return set(person.appointments.filter(until=None, since__lte=now).values_list("organisation_id", flat=True))


def write_digests(*, today: dt.date, now: dt.datetime) -> int:
    """What waits for each person: once a week, and in the week before a meeting on days when something has changed."""
    unwanted = who_want_no(DIGEST)
    people: Iterable[Person] = (one for one in people_with_places(now=now) if one.pk not in unwanted)
    return sum(_write_digest(one, today=today, now=now) for one in people)


def _write_digest(person: Person, *, today: dt.date, now: dt.datetime) -> int:
    digest = digest_for(person, today=today, now=now)
    if digest is None:
        return 0
    with translation.override(person.language):
        subject, body = _told(person, digest)
    write_wanted_letter(to=person, kind=DIGEST, once=digest.once, subject=subject, body=body, now=now)
    return 1


def _told(person: Person, digest: Digest) -> tuple[str, str]:
    lines = [
        f"– {one.text.in_language(person.language)} "
        + _("(%(organisation)s, senast den %(due)s)")
        % {"organisation": one.organisation, "due": formats.date_format(one.due, "j F Y")}
        for one in digest.things
    ]
    count = len(digest.things)
    subject = ngettext("En sak väntar på dig i Spegla", "%(count)s saker väntar på dig i Spegla", count) % {"count": count}
    opening = ngettext("Det här väntar på dig:", "De här sakerna väntar på dig:", count)
    parts = [_("Hej %(name)s!") % {"name": person.first_name}, opening, "\n".join(lines),
             settings.SITE_ADDRESS.rstrip("/") + reverse("participant:now")]
    return subject, "\n\n".join(parts)
