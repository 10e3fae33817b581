"""Erase what was answered alone and never shown, when its time is over. Nothing is kept of whose it was."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from spegla.assessments.live_queries import going_on
from spegla.assessments.models import OwnSheet
from spegla.assessments.occasions import occasions_of
from spegla.rounds.calendar import dates_of
from spegla.rounds.models import Participation


def erase_unshown(*, now: dt.datetime) -> int:
    """Returns how many sheets went: of closed rounds, ended participations, and occasions that are long past.

    A group that meets so late keeps what it says while its live assessment goes on.
    Two queries, and one for each participation in which somebody has answered alone.
    """
    today = localdate(now)
    places = Participation.objects.filter(own_sheets__isnull=False).distinct().select_related("round", "cluster")
    over = Q(participation__round__closed_at__isnull=False) | Q(participation__ended_at__isnull=False)
    paper = {name: OuterRef(name) for name in ("participation", "unit", "checklist", "occasion")}
    meets = Exists(going_on(now=now).select_related(None).filter(**paper))
    for place in places:
        past = [time.key for time in occasions_of(place, dates_of(place.round, place.cluster)) if time.own_is_over(today)]
        over |= Q(~meets, participation=place, occasion__in=past)
    _, erased = OwnSheet.objects.filter(pk__in=OwnSheet.objects.filter(over).values("pk")).delete()
    return erased.get(OwnSheet._meta.label, 0)
