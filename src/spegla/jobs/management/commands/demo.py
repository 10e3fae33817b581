"""`spegla demo`: makes the demo, or makes it anew. What is in it stands in jobs/demo/content."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from spegla.config.clock import read_clock
from spegla.jobs.demo.build import NotADemoError, empty_demo, is_empty, make_demo, require_demo
from spegla.jobs.demo.scale import add_around


class Command(BaseCommand):
    help = "Make the demo: three rounds of made-up organisations, with dates counted from today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=day, help="the day it stands on, as 2027-03-01; without it the day it is")
        parser.add_argument("--again", action="store_true", help="empty the demo first; what was written in it is lost")
        parser.add_argument("--scale", type=int, default=0, metavar="N", help="add N organisations around it, for measuring")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate(read_clock())
        say = self.stdout.write if options["verbosity"] else silently
        try:
            require_demo()
            if options["again"]:
                empty_demo()
        except NotADemoError as error:
            raise CommandError(str(error)) from error
        if is_empty():
            stage = make_demo(today)
            say(
                f"The demo stands on {today.isoformat()}: {len(stage.rounds)} rounds, "
                f"{len(stage.organisations)} organisations, {len(stage.people)} people."
            )
        else:
            say("The demo is here already. Make it anew with --again; what was written in it is then lost.")
        if options["scale"]:
            add_around(options["scale"], today)
            say(f"Around it stand {options['scale']} organisations more, for measuring.")


def silently(said: str) -> None:
    """For whoever calls this while saying something else."""


def day(said: str) -> dt.date:
    try:
        return dt.date.fromisoformat(said)
    except ValueError as error:
        raise ArgumentTypeError(f"{said} is not a date; write it as 2027-03-01") from error
