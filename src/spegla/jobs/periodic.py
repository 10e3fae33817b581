"""Which jobs are started by the clock, and the starting of them. The jobs themselves are in tasks.py."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks.base import Task

from spegla.jobs.models import Slot
from spegla.jobs.tasks import (
    erase_own_answers,
    forget_after_meetings,
    forget_read_files,
    send_due_letters,
    tidy,
    try_links,
    write_due_letters,
)

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Periodic:
    """A job without arguments that is put in the queue once for every whole `every` since 1970, and `after` that."""

    name: str
    every: dt.timedelta
    task: Task[Any, Any]
    after: dt.timedelta = dt.timedelta()

    def due_at(self, now: dt.datetime) -> dt.datetime:
        """The latest time, not after `now`, at which the job was to start."""
        return now - (now - EPOCH - self.after) % self.every


PERIODIC = (
    Periodic("letters", dt.timedelta(minutes=2), send_due_letters),
    Periodic("links", dt.timedelta(hours=12), try_links),
    Periodic("reminders", dt.timedelta(days=1), write_due_letters, after=dt.timedelta(hours=5)),  # early morning in Sweden
    Periodic("tidy", dt.timedelta(hours=6), tidy),
    Periodic("own-answers", dt.timedelta(days=1), erase_own_answers),
    Periodic("after-meetings", dt.timedelta(days=1), forget_after_meetings),
    Periodic("read-files", dt.timedelta(days=1), forget_read_files),
)


def tick(now: dt.datetime, periodic: Iterable[Periodic] = PERIODIC) -> None:
    """Puts in the queue what is due and has not been put there by any worker. Missed times are not made up for."""
    for job in periodic:
        due = job.due_at(now)
        if not Slot.objects.filter(name=job.name, due=due).exists():
            _start_once(job, due)


def _start_once(job: Periodic, due: dt.datetime) -> None:
    """The slot and the job are one transaction: both are there, or neither."""
    try:
        with transaction.atomic():
            Slot.objects.create(name=job.name, due=due)
            job.task.enqueue()
    except IntegrityError:
        return  # another worker was first
