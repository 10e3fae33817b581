"""`spegla demo`: made once, made anew and the same, refused where anything may be real, and with many around it."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from spegla.assessments.models import Answer, Assessment
from spegla.improvement.models import Idea, Improvement
from spegla.jobs.demo.scale import add_around
from spegla.people.models import Organisation, Person
from spegla.people.signing_in import make_link
from spegla.rounds.models import Participation, PinnedDate, Round
from spegla.steps.models import AppointedService, JointTask

TODAY = "2027-03-01"
DRAWN_BY_LOT = {"people.signinlink", "sessions.session", "django_tasks_database.dbtaskresult"}
DJANGOS = {"auth.permission", "contenttypes.contenttype"}  # numbered by the order in which models were migrated


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def demo(*words):
    lines = []
    call_command("demo", *words, stdout=type("Out", (), {"write": lambda self, line: lines.append(line.strip())})())
    return lines


def everything():
    """Every row of every table, ids included; what is drawn by lot left aside."""
    found = {}
    for model in apps.get_models():
        if model._meta.label_lower not in DRAWN_BY_LOT | DJANGOS:
            names = [field.attname for field in model._meta.concrete_fields if field.attname != "password"]
            found[model._meta.label] = sorted(model._default_manager.values_list(*names), key=repr)
    return found


@pytest.mark.django_db(transaction=True)
def test_made_anew_it_is_the_same_to_the_last_number():
    demo("--today", TODAY, "--again")
    first = everything()
    person = Person.objects.first()
    make_link(person, "sign-in", now=dt.datetime(2027, 3, 1, tzinfo=dt.UTC))
    Person.objects.filter(pk=person.pk).update(name="Någon har ändrat")
    demo("--today", TODAY, "--again")
    assert everything() == first
    assert first["people.Person"]
    assert len(first) > 30


def test_made_twice_it_is_made_once(db):
    assert demo("--today", TODAY)[0].startswith("The demo stands on 2027-03-01: 3 rounds, 18 organisations, 46 people.")
    before = everything()
    assert demo() == ["The demo is here already. Make it anew with --again; what was written in it is then lost."]
    assert everything() == before
    assert demo("--today", TODAY, "--scale", "3")[-1] == "Around it stand 3 organisations more, for measuring."
    assert Organisation.objects.count() == 18 + 3 + 1


def test_it_can_be_made_on_a_saturday_and_stands_a_week_before_the_second_meeting(db):
    assert demo("--today", "2027-04-17", "--verbosity", "0") == []
    assert ("bm2", dt.date(2027, 4, 24)) in PinnedDate.objects.values_list("key", "on")
    assert set(Round.objects.values_list("start_on", flat=True)) == {
        dt.date(2026, 10, 23), dt.date(2027, 1, 15), dt.date(2027, 4, 8)
    }


@pytest.mark.parametrize("words", [(), ("--again",), ("--scale", "6")])
def test_a_real_installation_is_refused(db, settings, words):
    settings.DEMO = False
    with pytest.raises(CommandError, match="SPEGLA_DEMO=1 is not set"):
        demo(*words)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("words", [(), ("--again",)])
def test_where_somebody_may_be_real_nothing_is_made_or_removed(db, words):
    Person.objects.create(email="anna@kommunen.se", name="Anna")
    Person.objects.create(email="berit@alvdala.example", name="Berit")
    with pytest.raises(CommandError, match=r"^1 people here have an address that does not end in \.example"):
        demo(*words)
    assert Person.objects.count() == 2
    assert not Organisation.objects.exists()


def test_a_day_that_is_none_is_said(db):
    with pytest.raises(CommandError, match="tomorrow is not a date"):
        demo("--today", "tomorrow")


def test_many_have_people_answers_and_history(db):
    add_around(45, dt.date(2027, 3, 1))
    found = {model._meta.model_name: model.objects.count() for model in (Organisation, Person, Participation, Assessment, Answer)}
    assert found == {
        "organisation": 45 + 2, "person": 3 * 45 + 2, "participation": 45, "assessment": 45 + 34,
        "answer": 45 * 10 + 12 * 10 + 11 * 5 + 11 * 3,
    }
    for model in (Assessment, Answer, Idea, Improvement, JointTask, AppointedService):
        assert set(model.history.values_list("id", "version")) == set(model.objects.values_list("id", "version"))
    assert not Person.objects.exclude(email__endswith=".example").exists()


def test_more_can_be_added_later(db):
    add_around(3, dt.date(2027, 3, 1))
    add_around(5, dt.date(2027, 3, 1))
    assert Organisation.objects.filter(name__startswith="Provkommun").count() == 8
    assert Round.objects.count() == 2
