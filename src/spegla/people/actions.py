"""Write people: organisations, functions and their handovers, forgetting. Signing in is `signing_in`'s."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from spegla.journal.actions import record, write_letter
from spegla.journal.forgetting import forget_in_events
from spegla.journal.queries import was_written
from spegla.people import letters
from spegla.people.models import Appointment, Function, Organisation, Person, SignInLink
from spegla.people.persons import person_for, plain_name, rename, set_language
from spegla.people.queries import standing_appointments
from spegla.people.signing_in import LinkError, make_link, use_link

__all__ = [
    "LinkError",
    "add_organisation",
    "appoint",
    "end_appointment",
    "hand_over",
    "invite_again",
    "make_link",
    "pseudonymise",
    "read_brief",
    "rename",
    "set_language",
    "use_link",
]


@transaction.atomic
def add_organisation(
    name: str, kind: str, *, parent: Organisation | None = None, by: Person | None, now: dt.datetime
) -> Organisation:
    """Raises ValidationError by field: name empty, too long or taken under the parent; kind unknown."""
    name = plain_name(name)
    if kind not in Organisation.Kind.values:
        raise ValidationError({"kind": _("Välj en av organisationstyperna i listan.")})
    if Organisation.objects.filter(name__iexact=name, parent=parent).exists():
        raise ValidationError({"name": _("Det finns redan en organisation som heter %(name)s.") % {"name": name}})
    organisation = Organisation.objects.create(name=name, kind=kind, parent=parent)
    record("organisation-added", organisation, by=by, now=now, organisation_id=organisation.pk, kind=kind)
    return organisation


@transaction.atomic
def appoint(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    function: str,
    by: Person | None,
    now: dt.datetime,
    invite: bool = True,
) -> Appointment:
    """Give somebody a function for an organisation; who has it already keeps it, and nothing is written twice.

    A new address makes a new person; the name of a known person is never changed from here. With `invite` the
    letter is written in the same transaction. Raises ValidationError by field.
    """
    if function not in Function.values:
        raise ValidationError({"function": _("Välj en av funktionerna i listan.")})
    person = person_for(email, name)
    appointment, made = Appointment.objects.get_or_create(
        person=person,
        organisation=organisation,
        function=function,
        until=None,
        defaults={"since": now, "appointed_by": by},
    )
    if made:
        record(
            "appointed",
            appointment,
            by=by,
            now=now,
            organisation_id=organisation.pk,
            function=function,
            person=person.pk,
        )
        if invite:
            _invite(appointment, by=by, now=now, once=f"invitation:{appointment.pk}")
        _tell_team(appointment, by=by, now=now)
    return appointment


@transaction.atomic
def invite_again(appointment: Appointment, *, by: Person, now: dt.datetime) -> None:
    """Send the invitation once more; at most one a day, so that a double press sends one letter."""
    _invite(appointment, by=by, now=now, once=f"invitation:{appointment.pk}:{now.date().isoformat()}")


@transaction.atomic
def end_appointment(appointment: Appointment, *, by: Person, now: dt.datetime) -> Appointment:
    """The function ends now and stays in the history. Ending what has ended does nothing.

    Raises ValidationError for an organisation's last programme officer, who can only hand over.
    """
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if appointment.until is None:
        if appointment.function == Function.PROGRAMME_OFFICER and _is_last(appointment, now):
            raise ValidationError(
                _("Någon måste ha programledningen. Lämna över funktionen i stället för att avsluta den.")
            )
        _end(appointment, successor=None, by=by, now=now)
    return appointment


@transaction.atomic
def hand_over(appointment: Appointment, *, email: str, name: str, by: Person, now: dt.datetime) -> Appointment:
    """End the function for one person and give it to another, who is invited and gets a brief of what is open.

    Handing over once more to the same person returns what stands. Raises ValidationError by field.
    """
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    newcomer = person_for(email, name)
    if appointment.until is not None:
        if appointment.successor and appointment.successor.person_id == newcomer.pk:
            return appointment.successor
        raise ValidationError(_("Den här funktionen är redan avslutad eller överlämnad."))
    if newcomer.pk == appointment.person_id:
        raise ValidationError(
            {"email": _("Den här personen har redan funktionen. Skriv adressen till den som ska ta över.")}
        )
    successor, made = Appointment.objects.get_or_create(
        person=newcomer,
        organisation=appointment.organisation,
        function=appointment.function,
        until=None,
        defaults={"since": now, "appointed_by": by},
    )
    _end(appointment, successor=successor, by=by, now=now)
    if made:
        _invite(successor, by=by, now=now, once=f"invitation:{successor.pk}", taking_over=True)
        _tell_team(successor, by=by, now=now)
    return successor


@transaction.atomic
def read_brief(appointment: Appointment, *, by: Person, now: dt.datetime) -> None:
    """The newcomer has read what is open after a handover."""
    if Appointment.objects.filter(pk=appointment.pk, brief_read_at__isnull=True).update(brief_read_at=now):
        record("brief-read", appointment, by=by, now=now, organisation_id=appointment.organisation_id)


@transaction.atomic
def pseudonymise(person: Person, *, by: Person | None, now: dt.datetime) -> Person:
    """Nobody can tell who it was; what was written stays. Done twice it changes nothing.

    Name and address go from the person, from letters and from the journal, the password and links too, and all functions
    end. Raises ValidationError when the clock stands before one of them began.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.pseudonymised_at:
        return person
    for appointment in person.appointments.filter(until__isnull=True):
        _end(appointment, successor=None, by=by, now=now)
    person.links.all().delete()
    alias = f"Person {person.pk}"
    address = f"person-{person.pk}@pseudonym.invalid"
    letters.forget(person, alias=alias, address=address)
    forget_in_events(person.name, alias=alias)
    person.name, person.email, person.is_active = alias, address, False
    person.pseudonymised_at, person.last_login = now, None
    person.set_unusable_password()
    person.save()
    record("pseudonymised", person, by=by, now=now)
    return person


def _invite(
    appointment: Appointment, *, by: Person | None, now: dt.datetime, once: str, taking_over: bool = False
) -> None:
    if was_written(once):
        return
    token = make_link(appointment.person, SignInLink.Purpose.INVITATION, now=now)
    subject, body = letters.invitation(appointment, token, by=by, now=now, taking_over=taking_over)
    write_letter(to=appointment.person, kind="invitation", once=once, subject=subject, body=body, now=now)


def _tell_team(appointment: Appointment, *, by: Person | None, now: dt.datetime) -> None:
    """Whoever is appointed reads all drafts: when somebody outside the team appoints, those in it before are told by letter."""
    held = standing_appointments(now).filter(organisation=appointment.organisation)
    if by is None or held.filter(person=by).exists():
        return
    held = held.filter(since__lt=now)
    for person in Person.objects.filter(pk__in=held.values("person")).exclude(pk=appointment.person_id).order_by("pk"):
        subject, body = letters.appointed_from_outside(appointment, person, by=by)
        once = f"appointed:{appointment.pk}:{person.pk}"
        write_letter(to=person, kind="appointed", once=once, subject=subject, body=body, now=now)


def _is_last(appointment: Appointment, now: dt.datetime) -> bool:
    same = standing_appointments(now).filter(organisation=appointment.organisation_id, function=appointment.function)
    return not same.exclude(pk=appointment.pk).exists()


def _end(appointment: Appointment, *, successor: Appointment | None, by: Person | None, now: dt.datetime) -> None:
    """Raises ValidationError when the clock stands before the day it began."""
    if now < appointment.since:
        raise ValidationError(
            _("Funktionen börjar först den %(day)s. Den kan inte avslutas före det; se efter vilken dag klockan står på.")
            % {"day": formats.date_format(timezone.localdate(appointment.since), "j F Y")}
        )
    appointment.until, appointment.successor = now, successor
    appointment.save(update_fields=["until", "successor"])
    record(
        "handed-over" if successor else "appointment-ended",
        appointment,
        by=by,
        now=now,
        organisation_id=appointment.organisation_id,
        function=appointment.function,
        successor=successor.pk if successor else None,
    )
