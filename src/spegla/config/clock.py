"""The clock. Only the doors (web, api, jobs) read it; everything below them takes `now` as an argument."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def real_clock() -> dt.datetime:
    """The time it is, also where a demo pretends another day: for links, locks and jobs that must not stand still."""
    return dt.datetime.now(dt.UTC)


def read_clock() -> dt.datetime:
    """The time it is, or in a demo installation the day its clock was set to, with the time of day going on."""
    real = real_clock()
    if settings.DEMO_CLOCK is None:
        return real
    local = timezone.localtime(real)
    return dt.datetime.combine(settings.DEMO_CLOCK, local.timetz()).astimezone(dt.UTC)
