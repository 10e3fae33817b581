import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.journal.actions import record
from spegla.journal.models import Event, Letter
from spegla.people.actions import appoint, make_link, pseudonymise
from spegla.people.models import Appointment, Person, SignInLink
from spegla.people.signing_in import send_link


@pytest.fixture
def forgotten(key_person, organisation, now, later):
    """Kim, who invited Nina, was sent a letter, has a password and a link, and is then forgotten."""
    key_person.set_password("a long secret phrase")
    key_person.save()
    send_link(key_person.email, now=now)
    Letter.objects.update(sent_at=now)
    appoint(organisation, email="n@a.example", name="Nina Ny", function="strategist", by=key_person, now=now)
    make_link(key_person, "sign-in", now=now)
    return pseudonymise(key_person, by=None, now=later)


def test_no_name_or_address_is_left(forgotten):
    everything = str([*Person.objects.values(), *Letter.objects.values(), *Event.objects.values()])
    assert "Kim" not in everything
    assert "Karlsson" not in everything
    assert "kim.karlsson" not in everything
    assert f"Hej Person {forgotten.pk}!" in everything


def test_others_stay_as_they_were(forgotten):
    nina = Person.objects.get(email="n@a.example")
    assert nina.links.count() == 1
    assert Letter.objects.get(person_id=nina.pk).body.startswith(f"Hej Nina!\n\nPerson {forgotten.pk} vill ha med dig")


def test_she_cannot_come_in_and_has_no_function(forgotten, later):
    assert not forgotten.is_active
    assert not forgotten.has_usable_password()
    assert not SignInLink.objects.filter(person=forgotten).exists()
    assert Appointment.objects.get(person=forgotten).until == later


def test_a_letter_that_has_not_left_never_leaves(key_person, now):
    send_link(key_person.email, now=now)
    pseudonymise(key_person, by=None, now=now)
    assert not Letter.objects.exists()


def test_forgetting_twice_changes_nothing(forgotten, now, later):
    assert pseudonymise(forgotten, by=None, now=now).pseudonymised_at == later
    assert Event.objects.filter(what="pseudonymised").count() == 1


def test_the_address_can_begin_anew(forgotten, organisation, by, later):
    made = appoint(organisation, email="kim.karlsson@alvdala.example", name="Kim", function="other", by=by, now=later)
    assert made.person != forgotten


def test_nobody_is_called_back_by_the_address_that_stands_in_her_place(forgotten, organisation, by, later):
    with pytest.raises(ValidationError) as refused:
        appoint(organisation, email=forgotten.email, name="Kim", function="other", by=by, now=later)
    assert list(refused.value.message_dict) == ["email"]
    assert not forgotten.appointments.filter(until=None).exists()


def test_a_short_name_is_not_taken_out_of_other_words(organisation, by, now):
    bo = appoint(organisation, email="bo@a.example", name="Bo", function="other", by=by, now=now).person
    Letter.objects.update(sent_at=now, body="Hej Bo! Boka en tid. Bo")
    pseudonymise(bo, by=by, now=now)
    assert Letter.objects.get().body == f"Hej Person {bo.pk}! Boka en tid. Person {bo.pk}"


def test_the_journal_tells_her_name_no_more(organisation, key_person, by, now):
    record("cluster-formed", organisation, by=by, now=now, name="Kim Karlssons kluster, Kim Karlsson", places=3)
    record("cluster-formed", organisation, by=by, now=now, name="Norra")
    pseudonymise(key_person, by=by, now=now)
    told = [event.details for event in Event.objects.filter(what="cluster-formed").order_by("pk")]
    assert told == [{"name": f"Kim Karlssons kluster, Person {key_person.pk}", "places": 3}, {"name": "Norra"}]


def test_when_the_clock_stands_before_she_began_nothing_is_forgotten(key_person, by, now):
    with pytest.raises(ValidationError, match="Funktionen börjar först den 1 mars 2027"):
        pseudonymise(key_person, by=by, now=now - dt.timedelta(days=1))
    key_person.refresh_from_db()
    assert (key_person.name, key_person.appointments.get().until) == ("Kim Karlsson", None)
