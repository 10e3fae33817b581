"""The jobs' app. Loading it makes every letter put its own sending in the queue (letters.py)."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "spegla.jobs"

    def ready(self) -> None:
        from spegla.jobs import letters  # noqa: F401
