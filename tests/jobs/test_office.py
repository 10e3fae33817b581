"""`spegla office`: the first officer gets in, and a person's name can be taken away."""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command

from spegla.config.clock import real_clock
from spegla.jobs.tasks import tidy
from spegla.journal.models import Event, Letter
from spegla.people.actions import use_link
from spegla.people.models import Appointment, Organisation, Person
from spegla.people.signing_in import note_attempt

OFFICE = {"organisation": "Programkontoret", "kind": "association", "email": "ola@office.example", "name": "Ola Ek"}


@pytest.fixture
def create(db, capsys):
    def run(**changes):
        given = [f"--{key}={value}" for key, value in {**OFFICE, **changes}.items()]
        call_command("office", "create", *given)
        return capsys.readouterr().out

    return run


def test_the_first_officer_gets_a_link_that_works_and_no_letter(create):
    token = re.search(r"/in/([-\w]+)/", create()).group(1)
    person = use_link(token, now=real_clock())
    assert (person.name, person.email) == ("Ola Ek", "ola@office.example")
    held = Appointment.objects.get(person=person)
    assert (held.function, held.organisation.name) == ("programme-officer", "Programkontoret")
    assert not Letter.objects.exists()


def test_run_again_it_makes_nothing_new_but_a_link(create):
    assert create() != create()
    assert Organisation.objects.count() == Appointment.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"email": "ola"}, {"name": ""}, {"organisation": "O" * 121}])
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_made(create, wrong):
    with pytest.raises(CommandError) as refused:
        create(**wrong)
    assert str(refused.value).endswith(".")
    assert not Organisation.objects.exists()


def test_a_person_is_forgotten_by_her_address(create, capsys):
    create()
    call_command("office", "forget", "--email", "OLA@office.example")
    assert "Ola" not in str(list(Person.objects.values()))
    with pytest.raises(CommandError, match="Nobody"):
        call_command("office", "forget", "--email", "ola@office.example")


def test_counted_attempts_are_tidied_away_after_a_day(db):
    note_attempt("password-wrong", "a@b.example", now=real_clock() - dt.timedelta(hours=25))
    note_attempt("password-wrong", "a@b.example", now=real_clock())
    tidy.func()
    assert Event.objects.count() == 1


def test_forgetting_on_a_day_before_the_person_began_is_refused_in_a_sentence(create, settings):
    create()
    settings.DEMO_CLOCK = dt.date(2019, 5, 1)
    with pytest.raises(CommandError, match="se efter vilken dag klockan står på"):
        call_command("office", "forget", "--email", "ola@office.example")
    assert Person.objects.get().name == "Ola Ek"
