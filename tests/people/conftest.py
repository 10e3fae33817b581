"""An organisation, its key person, and time to move in."""

import datetime as dt

import pytest

from spegla.people.models import Appointment, Organisation, Person


@pytest.fixture
def later(now):
    return now + dt.timedelta(days=1)


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name="Alvdala", kind="municipality")


@pytest.fixture
def key_person(organisation, now):
    person = Person.objects.create(email="kim.karlsson@alvdala.example", name="Kim Karlsson")
    Appointment.objects.create(person=person, organisation=organisation, function="key-person", since=now)
    return person


@pytest.fixture
def appointment(key_person):
    return key_person.appointments.get()
