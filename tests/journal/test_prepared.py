"""A prepared question gives what its queryset gives, whatever it is asked with and however often."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from spegla.journal.joined import Joined
from spegla.journal.models import Event, Share
from spegla.journal.prepared import NotPreparedError, Prepared, PreparedUpdate
from spegla.people.models import Appointment, Function, Organisation, Person
from spegla.rounds.models import Participation
from tests.world import NOW, make_world

pytestmark = pytest.mark.django_db


@Prepared
def held(person: int, now: dt.datetime):
    current = Q(until__isnull=True) | Q(until__gt=now)
    return Appointment.objects.filter(current, person=person, since__lte=now).values_list("organisation_id", "function", "since")


@Prepared
def named(ids, kind: str):
    children = Organisation.objects.filter(parent=OuterRef("pk"))
    found = Organisation.objects.filter(pk__in=ids, kind=kind).order_by("name")
    return found.annotate(parts=Count("children"), has=Exists(children)).values("name", "has", "parts", "parent__name")


@pytest.fixture
def organisations():
    kind = Organisation.Kind.MUNICIPALITY
    made = [Organisation.objects.create(name=name, kind=kind) for name in ("Alvdala", "Bäckinge", "Dalhem")]
    Organisation.objects.create(name="Skolan", kind=kind, parent=made[0])
    return made


@pytest.mark.parametrize("many", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", ["municipality", "region", "' OR 1=1 --"])
def test_it_gives_what_the_queryset_gives(organisations, many, kind):
    given = {"ids": [one.pk for one in organisations[:many]], "kind": kind}
    for _ in range(2):
        assert named.dicts(**given) == list(named.ask(**given))
        assert named(**given) == [tuple(row.values()) for row in named.ask(**given)]
    assert (kind == "municipality" and many > 0) == bool(named(**given))


def test_each_person_and_each_time_gets_its_own_answer(organisations):
    one, other = (Person.objects.create(name=name, email=f"{name}@example.org") for name in ("alva", "bo"))
    begun, ended = NOW - dt.timedelta(days=9), NOW - dt.timedelta(days=3)
    for person, function, until in (one, Function.KEY_PERSON, None), (one, Function.OTHER, ended), (other, Function.OTHER, None):
        Appointment.objects.create(
            person=person, organisation=organisations[0], function=function, since=begun, until=until
        )
    for person in (one, other):
        for now in (NOW, ended - dt.timedelta(days=1), begun - dt.timedelta(days=1)):
            assert sorted(held(person=person.pk, now=now)) == sorted(held.ask(person=person.pk, now=now))
    assert held(person=one.pk, now=NOW) == [(organisations[0].pk, "key-person", begun)]


def test_it_asks_the_database_once_each_time(organisations):
    for ids in ([], [organisations[0].pk], [one.pk for one in organisations]):
        with CaptureQueriesContext(connection) as seen:
            named(ids=ids, kind="municipality")
        assert len(seen) == bool(ids)


def test_a_constant_is_not_taken_for_a_value():
    @Prepared
    def ask(thing: int, audience: int):
        return Share.objects.filter(thing_id=thing, audience_id=audience, version=1).values_list("pk")

    for thing, audience in (1, 2), (2, 1), (1, 1):
        Share.objects.create(thing="x", thing_id=thing, audience="round", audience_id=audience, organisation_id=1,
                             version=1, by_id=1, since=NOW)
    assert len(ask(thing=1, audience=2)) == len(ask(thing=2, audience=1)) == len(ask(thing=1, audience=1)) == 1


def test_a_value_that_is_changed_on_its_way_is_refused():
    @Prepared
    def ask(thing: int):
        return Event.objects.filter(thing_id=thing + 1).values_list("pk")

    with pytest.raises(NotPreparedError):
        ask(thing=1)


def test_joined_gives_what_select_related_gives():
    world = make_world()
    Participation.objects.filter(pk=world.places["Ekfors"].pk).update(cluster=None)
    place = Joined(Participation, "round", "cluster", "organisation")
    rows = Participation.objects.order_by("pk").values_list(*place.columns)
    expected = Participation.objects.order_by("pk").select_related("round", "cluster", "organisation")
    with CaptureQueriesContext(connection) as seen:
        made = [place.instance(row) for row in rows]
        found = [(_fields(one), *(_fields(getattr(one, name)) for name in ("round", "cluster", "organisation"))) for one in made]
    assert len(seen) == 1
    assert found == [
        (_fields(one), *(_fields(getattr(one, name)) for name in ("round", "cluster", "organisation"))) for one in expected
    ]


def _fields(row):
    return row and {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_sum_of_two_columns_is_no_value(organisations):
    @Prepared
    def ask(pk: int):
        return Organisation.objects.filter(pk=pk).annotate(next=F("pk") + 1).values_list("next")

    assert ask(pk=organisations[0].pk) == [(organisations[0].pk + 1,)]


@PreparedUpdate
def moved(pk: int, name: str, parent: int | None, kind: str):
    return Organisation.objects.filter(pk=pk, kind=kind), {"name": Concat("kind", Value(" "), Value(name)), "parent": parent}


@pytest.mark.parametrize("name", ["Ny", "' OR 1=1 --", ""])
def test_a_prepared_change_changes_what_its_queryset_is_of_and_nothing_else(organisations, name):
    first, second, third = organisations
    for parent in (second.pk, None, third.pk):
        with CaptureQueriesContext(connection) as seen:
            assert moved(pk=first.pk, name=name, parent=parent, kind="municipality") == 1
        assert len(seen) == 1
        first.refresh_from_db()
        assert (first.name, first.parent_id) == (f"municipality {name}", parent)
    assert moved(pk=first.pk, name="x", parent=None, kind="region") == 0
    assert list(Organisation.objects.filter(pk__in=(second.pk, third.pk)).values_list("name")) == [("Bäckinge",), ("Dalhem",)]


def test_nothing_is_asked_for_as_nothing(organisations):
    @Prepared
    def below(parent: int | None):
        return Organisation.objects.filter(parent=parent).order_by("pk").values_list("name")

    for parent in (None, organisations[0].pk, None):
        assert below(parent=parent) == list(below.ask(parent=parent))
