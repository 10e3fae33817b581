import datetime as dt

import pytest

from spegla.people.actions import appoint, use_link
from spegla.people.demo import demo_people, demo_sign_in_links, demo_teams
from spegla.people.models import Person, SignInLink


@pytest.fixture
def demo(settings, organisation, key_person, now):
    settings.DEMO, settings.SITE_ADDRESS = True, "http://127.0.0.1:8001"
    Person.objects.create(email="no.function@a.example", name="Without function")
    appoint(organisation, email="real@municipality.test", name="Real", function="other", by=None, now=now, invite=False)
    return now + dt.timedelta(hours=1)


def test_the_made_up_people_with_a_function_have_a_link_each(demo, key_person):
    ((name, role, url),) = demo_sign_in_links(now=demo)
    assert (name, role) == ("Kim Karlsson", "nyckelperson, Alvdala")
    assert url.startswith("http://127.0.0.1:8001/in/")
    assert use_link(url.split("/")[-2], now=demo) == key_person


def test_made_again_the_unused_ones_go(demo):
    demo_sign_in_links(now=demo)
    demo_sign_in_links(now=demo)
    assert SignInLink.objects.count() == 1


def test_outside_a_demo_there_are_none(demo, settings):
    assert demo_people(now=demo).exists()
    settings.DEMO = False
    assert demo_sign_in_links(now=demo) == []


def test_the_queries_do_not_grow_with_the_people(demo, organisation, django_assert_num_queries):
    with django_assert_num_queries(2):
        ((place, people),) = demo_teams(now=demo)
    assert (place, people[0][1]) == (organisation, "nyckelperson")
    for name in "abc":
        appoint(organisation, email=f"{name}@x.example", name=name, function="other", by=None, now=demo, invite=False)
    with django_assert_num_queries(2):
        assert [len(people) for _, people in demo_teams(now=demo)] == [4]
