"""The worker's round, and jobs whose worker was killed."""

import datetime as dt
import os
import signal

import pytest
from django.contrib.sessions.models import Session
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from spegla.config.clock import real_clock
from spegla.jobs import worker as module
from spegla.jobs.lost import ATTEMPTS, PATIENCE, bring_back_lost
from spegla.jobs.models import Slot
from spegla.jobs.tasks import KEPT, tidy
from spegla.jobs.worker import JobWorker

done = []


@task()
def note(word):
    done.append(word)


@task()
def fail():
    raise ValueError("this job always fails")


@task()
def stop_and_note():
    os.kill(os.getpid(), signal.SIGTERM)
    done.append("finished")


@pytest.fixture
def nothing_done(monkeypatch):
    monkeypatch.setattr(f"{__name__}.done", [])
    monkeypatch.setattr(module, "tick", lambda now: None)


def taken_by(job, workers, started_at):
    """As the row looks when the last of these workers was killed in the middle of the job."""
    DBTaskResult.objects.filter(pk=job.id).update(
        status=TaskResultStatus.RUNNING, started_at=started_at, worker_ids=[f"worker-{n}" for n in range(workers)]
    )
    return DBTaskResult.objects.get(pk=job.id)


@pytest.mark.django_db(transaction=True)
def test_a_round_works_off_the_queue(nothing_done):
    jobs = [note.enqueue("first"), fail.enqueue(), note.enqueue("second")]
    JobWorker().round()
    assert done == ["first", "second"]
    statuses = [DBTaskResult.objects.get(pk=job.id).status for job in jobs]
    assert statuses == ["SUCCESSFUL", "FAILED", "SUCCESSFUL"]


@pytest.mark.django_db(transaction=True)
def test_a_round_starts_what_is_due():
    JobWorker().round()
    assert Slot.objects.filter(name="tidy").count() == 1
    assert DBTaskResult.objects.get(task_path="spegla.jobs.tasks.tidy").status == TaskResultStatus.SUCCESSFUL


@pytest.fixture
def signals_put_back():
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    yield
    for signum, handler in before.items():
        signal.signal(signum, handler)


@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_finishes_the_job_in_hand(nothing_done, signals_put_back):
    stop_and_note.enqueue()
    note.enqueue("left for the next worker")
    JobWorker().work()
    assert done == ["finished"]
    assert DBTaskResult.objects.ready().count() == 1


@pytest.mark.parametrize(("waited", "status"), [(PATIENCE, "RUNNING"), (PATIENCE + dt.timedelta(seconds=1), "READY")])
def test_a_lost_job_comes_back_after_a_while(db, now, waited, status):
    job = taken_by(note.enqueue("again"), 1, now)
    bring_back_lost(now + waited)
    job.refresh_from_db()
    assert job.status == status


def test_after_the_last_attempt_it_has_failed(db, now):
    job = taken_by(note.enqueue("again"), ATTEMPTS, now)
    bring_back_lost(now + PATIENCE * 2)
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert job.exception_class_path == "spegla.jobs.lost.LostJobError"


def test_tidying_keeps_what_is_recent_or_not_finished(db):
    now = real_clock()
    old, recent = now - KEPT * 2, now - KEPT / 2
    kept, gone, waiting = (note.enqueue(word) for word in ("kept", "gone", "waiting"))
    for job, at in ((kept, recent), (gone, old)):
        DBTaskResult.objects.filter(pk=job.id).update(status=TaskResultStatus.SUCCESSFUL, finished_at=at)
    Slot.objects.bulk_create([Slot(name="a", due=old), Slot(name="a", due=recent)])
    Session.objects.bulk_create([Session(session_key="old", expire_date=old), Session(session_key="new", expire_date=now + KEPT)])
    tidy.call()
    assert set(DBTaskResult.objects.all()) == {DBTaskResult.objects.get(pk=job.id) for job in (kept, waiting)}
    assert list(Slot.objects.values_list("due", flat=True)) == [recent]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
