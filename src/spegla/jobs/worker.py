"""The job worker's round: start what is due, bring back what was lost, work off the queue, wait a little."""

import signal
from threading import Event
from types import FrameType

from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from spegla.config.clock import real_clock
from spegla.jobs.lost import bring_back_lost
from spegla.jobs.periodic import tick


class JobWorker:
    """Works until `stop` is called; the job in hand is finished first."""

    def __init__(self, *, interval: float = 1.0) -> None:
        self.interval = interval
        self.stopped = Event()
        self.queue = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=get_random_string(32),
        )

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.queue.running = False
        self.stopped.set()

    def work(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.stop)
        while not self.stopped.is_set():
            self.round()
            self.stopped.wait(self.interval)

    def round(self) -> None:
        """The real clock, also in a demo that stands still on another day: the queue is not part of the play."""
        close_old_connections()
        now = real_clock()
        tick(now)
        bring_back_lost(now)
        if DBTaskResult.objects.ready().exists():
            self.queue.run()
        close_old_connections()
