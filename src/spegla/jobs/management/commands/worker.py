"""`spegla worker`: works off jobs and starts the periodic ones. `spegla run` starts one; a big installation may run more."""

from typing import Any

from django.core.management.base import BaseCommand

from spegla.jobs.worker import JobWorker


class Command(BaseCommand):
    help = "Works off jobs until it is told to stop."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        JobWorker().work()
