"""What a view is given: Django's request with what the middleware has read for it."""

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from spegla.people.models import Person
from spegla.rounds.standing import Standing


class Visit(HttpRequest):
    """Anybody's. `now` is real and decides what one may see; `today` moves phases and lists, pretended in a rehearsal."""

    now: dt.datetime
    today: dt.date
    rehearsal: dt.date | None
    standing: Standing
    htmx: HtmxDetails


class Request(Visit):
    """Of somebody who has signed in: what a view behind `login_required` is given."""

    user: Person  # type: ignore[assignment]
