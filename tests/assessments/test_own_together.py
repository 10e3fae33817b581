"""Somebody saves while somebody else shows: nothing is left behind with a name. Needs two writers at once, so PostgreSQL."""

from threading import Thread

import pytest
from django.db import connection, transaction

from spegla.assessments.models import OwnAnswer, ShownAnswer
from spegla.assessments.own import AlreadyShownError, own_sheet
from spegla.assessments.showing import show_answers
from tests.assessments.papers import BM1, items_of, paper_of, say
from tests.patience import PATIENCE
from tests.world import TEAM, make_person, make_world

pytestmark = pytest.mark.django_db(transaction=True)
SEEN_ANEW = "SELECT pg_stat_clear_snapshot()"  # a transaction sees the connections that there were when it first looked
BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
LONG = PATIENCE / 1000


@pytest.fixture
def world(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    return make_world()


@pytest.fixture
def paper(world):
    found = paper_of(world)
    for function in TEAM:
        say(own_sheet(found, world.person("Alvdala", function), function=function), score=2)
    return found


@pytest.fixture
def beside():
    """Does something on a connection of its own at the same time; `outcome` is what it gave or raised."""
    outcome, threads = [], []

    def start(act):
        def run():
            try:
                outcome.append(act())
            except Exception as error:
                outcome.append(error)
            finally:
                connection.close()

        threads.append(Thread(target=run))
        threads[-1].start()
        return threads[-1], outcome

    yield start
    for thread in threads:
        thread.join(LONG)


def until_blocked(thread):
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(SEEN_ANEW)
            cursor.execute(BLOCKED)
            if cursor.fetchone()[0]:
                return True
    return False


def show(paper, world):
    return show_answers(paper, [items_of(paper)[0]], by=world.person("Alvdala"), now=BM1)


def test_an_answer_on_its_way_from_a_new_sheet_is_waited_for_and_shown(world, paper, beside):
    late = make_person("Nora Ny", paper.place.organisation, "strategist")
    with transaction.atomic():
        say(own_sheet(paper, late, function="strategist"), score=3)
        thread, outcome = beside(lambda: show(paper, world))
        assert until_blocked(thread)
    thread.join(LONG)
    assert [one.item for one in outcome[0]] == items_of(paper)[:1]
    assert (ShownAnswer.objects.count(), OwnAnswer.objects.count()) == (4, 0)


def test_an_answer_that_comes_while_it_is_shown_is_refused(world, paper, beside):
    sheet = own_sheet(paper, world.person("Alvdala"), function="key-person")
    with transaction.atomic():
        show(paper, world)
        thread, outcome = beside(lambda: say(sheet, score=3, based_on=1))
        assert until_blocked(thread)
    thread.join(LONG)
    assert isinstance(outcome[0], AlreadyShownError)
    assert (ShownAnswer.objects.count(), OwnAnswer.objects.count()) == (3, 0)


def test_two_who_show_at_once_show_once(world, paper, beside):
    with transaction.atomic():
        first = show(paper, world)
        thread, outcome = beside(lambda: show(paper, world))
        assert until_blocked(thread)
    thread.join(LONG)
    assert outcome[0] == first
    assert ShownAnswer.objects.count() == 3
