"""Jobs whose worker was killed: they are tried again, a few times."""

import datetime as dt

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

PATIENCE = dt.timedelta(minutes=30)  # no job may take this long: a longer one is cut into several
ATTEMPTS = 3


class LostJobError(Exception):
    """The worker has gone away in the middle of this job as often as it is allowed to."""


def bring_back_lost(now: dt.datetime) -> None:
    """Puts jobs that have run for too long back in the queue; after the last attempt they have failed."""
    for job in DBTaskResult.objects.running().filter(started_at__lt=now - PATIENCE):
        if len(job.worker_ids) < ATTEMPTS:
            still_lost = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
            still_lost.update(status=TaskResultStatus.READY)
        else:
            job.set_failed(LostJobError(f"tried {len(job.worker_ids)} times"))
