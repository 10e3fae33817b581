"""Jobs started by the clock: once for each time, by whichever worker is first."""

import datetime as dt

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from spegla.jobs import periodic
from spegla.jobs.models import Slot
from spegla.jobs.periodic import Periodic, tick

HOUR = dt.timedelta(hours=1)


@task()
def ring():
    """A job for these tests."""


@pytest.fixture
def hourly():
    return Periodic("ring", HOUR, ring)


def test_due_is_the_last_whole_time(hourly, now):
    assert hourly.due_at(now + dt.timedelta(minutes=59)) == now
    assert hourly.due_at(now) == now
    assert hourly.due_at(now - dt.timedelta(microseconds=1)) == now - HOUR


def test_every_periodic_job_has_its_own_name():
    names = [job.name for job in periodic.PERIODIC]
    assert len(names) == len(set(names)) > 0


def test_a_job_is_started_once_for_each_time(db, hourly, now):
    for minutes in (0, 1, 59, 60, 61):
        tick(now + dt.timedelta(minutes=minutes), [hourly])
    assert list(Slot.objects.order_by("due").values_list("due", flat=True)) == [now, now + HOUR]
    assert DBTaskResult.objects.ready().count() == 2


def test_missed_times_are_not_made_up_for(db, hourly, now):
    tick(now, [hourly])
    tick(now + 5 * HOUR, [hourly])
    assert DBTaskResult.objects.ready().count() == 2


def test_the_second_of_two_workers_starts_nothing(db, hourly, now):
    """As if the other's slot came between looking and writing."""
    periodic._start_once(hourly, now)
    periodic._start_once(hourly, now)
    assert Slot.objects.count() == DBTaskResult.objects.count() == 1


def test_a_job_that_cannot_be_queued_leaves_no_slot(db, hourly, now, monkeypatch):
    def refuse(self):
        raise OSError("full")

    monkeypatch.setattr(type(ring), "enqueue", refuse)
    with pytest.raises(OSError, match="full"):
        tick(now, [hourly])
    assert not Slot.objects.exists()


def test_a_tick_with_nothing_due_only_reads(db, hourly, now, django_assert_num_queries):
    tick(now, [hourly])
    with django_assert_num_queries(1) as queries:
        tick(now, [hourly])
    assert queries.captured_queries[0]["sql"].startswith("SELECT")
