"""Plan a meeting for all, contribute to it, publish it, come to it. The rules about who may are policy's."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from spegla.conference.models import Contribution, Gathering, Registration, Session
from spegla.conference.policy import may_come_as_guest, may_contribute, may_plan, may_register, may_see
from spegla.conference.queries import GUESTS_KEPT, day_of, find_gathering
from spegla.core.verdict import require
from spegla.journal.actions import record
from spegla.journal.versions import first_version, save_tracked, save_version
from spegla.people.models import Person
from spegla.rounds.models import Participation, Round
from spegla.rounds.standing import Standing


@transaction.atomic
def gathering_at(round_: Round, step: str, *, by: Person, now: dt.datetime) -> Gathering:
    """The contents of this step's meeting, made when somebody first needs them."""
    first_version(Gathering, round=round_, step=step, by=by, now=now)
    return find_gathering(round_, step)


@transaction.atomic
def plan(
    gathering: Gathering, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> Gathering:
    """Say what it is for and for whom. Raises StaleError when somebody else saved."""
    require(may_plan(gathering, standing))
    return save_version(Gathering.objects.filter(pk=gathering.pk), changes, based_on=based_on, request_key=request_key,
                        by=standing.person, now=now)


@transaction.atomic
def add_session(
    gathering: Gathering, given: dict[str, Any], *, request_key: str, standing: Standing, now: dt.datetime
) -> Session:
    """The same form sent again adds nothing. Raises ValidationError by field."""
    require(may_plan(gathering, standing))
    _check(given)
    same = gathering.sessions.filter(request_key=request_key).first() if request_key else None
    if same:
        return same
    made = Session(gathering=gathering, version=1, request_key=request_key, changed_at=now, changed_by=standing.person, **given)
    save_tracked(made, by=standing.person, now=now)
    return made


@transaction.atomic
def change_session(
    session: Session, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> Session:
    require(may_plan(session.gathering, standing))
    _check(changes)
    return save_version(Session.objects.filter(pk=session.pk), changes, based_on=based_on, request_key=request_key,
                        by=standing.person, now=now)


@transaction.atomic
def remove_session(session: Session, *, standing: Standing, now: dt.datetime) -> None:
    """It is in the programme no longer; what was to be shown there waits for another."""
    require(may_plan(session.gathering, standing))
    for one in session.contributions.all():
        one.session = None
        save_tracked(one, by=standing.person, now=now)
    session.removed_at = now
    save_tracked(session, by=standing.person, now=now)


def _check(given: dict[str, Any]) -> None:
    if given["ends"] <= given["starts"]:
        raise ValidationError({"ends": _("Passet kan inte sluta innan det har börjat.")})


@transaction.atomic
def contribute(
    gathering: Gathering, place: Participation, changes: dict[str, Any], *, based_on: int, request_key: str,
    standing: Standing, now: dt.datetime,
) -> Contribution:
    """Offer to show something, or change what was offered. Raises StaleError when a colleague saved."""
    require(may_contribute(place, standing))
    first_version(Contribution, gathering=gathering, participation=place, by=standing.person, now=now)
    rows = Contribution.objects.filter(gathering=gathering, participation=place)
    return save_version(rows, {**changes, "withdrawn_at": None}, based_on=based_on, request_key=request_key,
                        by=standing.person, now=now)


@transaction.atomic
def withdraw(contribution: Contribution, *, standing: Standing, now: dt.datetime) -> None:
    """Not shown after all. What was written stays with the organisation."""
    require(may_contribute(contribution.participation, standing))
    if contribution.withdrawn_at is None:
        contribution.withdrawn_at, contribution.session = now, None
        contribution.version += 1
        save_tracked(contribution, by=standing.person, now=now)


@transaction.atomic
def place_contribution(contribution: Contribution, session: Session | None, *, standing: Standing, now: dt.datetime) -> None:
    """The office says in which session it is shown; it changes nothing else."""
    require(may_plan(contribution.gathering, standing))
    if contribution.session != session:
        contribution.session = session
        save_tracked(contribution, by=standing.person, now=now)


@transaction.atomic
def publish(gathering: Gathering, shown: bool, *, standing: Standing, now: dt.datetime) -> None:
    """Show the page to everybody, or no longer. Said twice it changes nothing."""
    require(may_plan(gathering, standing))
    if bool(gathering.published_at) != shown:
        gathering.published_at, gathering.published_by = (now, standing.person) if shown else (None, None)
        save_tracked(gathering, by=standing.person, now=now)
        record("gathering-published" if shown else "gathering-unpublished", gathering, by=standing.person, now=now,
               round_id=gathering.round_id, step=gathering.step)


@transaction.atomic
def register(gathering: Gathering, *, standing: Standing, today: dt.date, now: dt.datetime) -> None:
    """She comes. Said twice it is said once."""
    require(may_register(gathering, standing, on=day_of(gathering), today=today))
    Registration.objects.get_or_create(gathering=gathering, person=standing.person, defaults={"at": now})


@transaction.atomic
def unregister(gathering: Gathering, *, standing: Standing) -> None:
    require(may_see(gathering, standing))
    Registration.objects.filter(gathering=gathering, person=standing.person).delete()


@transaction.atomic
def register_guest(gathering: Gathering, given: dict[str, str], *, today: dt.date, now: dt.datetime) -> None:
    """A guest by name and address; whoever has that address already is on the list stays as she was."""
    require(may_come_as_guest(gathering, on=day_of(gathering), today=today))
    email = Person.objects.normalise(given["email"])
    kept = {"name": given["name"], "organisation": given["organisation"], "at": now}
    Registration.objects.get_or_create(gathering=gathering, person=None, email=email, defaults=kept)


def forget_guests(*, now: dt.datetime) -> int:
    """Erases guests of meetings that were more than a month ago. How many there were."""
    erased = 0
    for gathering in Gathering.objects.filter(registrations__person__isnull=True).distinct().select_related("round"):
        if day_of(gathering) < (now - GUESTS_KEPT).date():
            erased += gathering.registrations.filter(person__isnull=True).delete()[0]
    return erased
