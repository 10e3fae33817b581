"""What stands around the scene: the demo, and as many organisations more as are asked for, so that a page must find its own."""

from io import StringIO

from django.core.management import call_command


def add_organisations(count: int) -> None:
    """The demo's six with their mentors, and the rest through `spegla demo --scale`; only in a place that says it is a demo."""
    if count:
        call_command("demo", scale=count, stdout=StringIO())
