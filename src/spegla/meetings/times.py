"""Times of the day as moments, also on the two nights of the year when the clocks change."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """That time of that day where the installation is. Of two alike the first; one that is skipped becomes an hour later."""
    here = timezone.get_default_timezone()
    return dt.datetime.combine(day, time, here).astimezone(dt.UTC).astimezone(here).replace(fold=0)


def is_skipped(day: dt.date, time: dt.time) -> bool:
    """Whether the clocks are put forward past this time that night, so that it never is."""
    return moment(day, time).time() != time.replace(fold=0)


def comes_twice(day: dt.date, time: dt.time) -> bool:
    """Whether the clocks are put back that night, so that this time comes twice."""
    first = dt.datetime.combine(day, time, timezone.get_default_timezone())
    return not is_skipped(day, time) and first.utcoffset() != first.replace(fold=1).utcoffset()


def check_times(day: dt.date, starts: dt.time | None, ends: dt.time | None) -> None:
    """Raises ValidationError by field: one without the other, an end before the start, a time that the night skips."""
    if starts is None and ends is None:
        return
    if starts is None:
        raise ValidationError({"starts": _("Skriv också när träffen börjar.")})
    if ends is None:
        raise ValidationError({"ends": _("Skriv också när träffen slutar.")})
    for field, time in (("starts", starts), ("ends", ends)):
        if is_skipped(day, time):
            raise ValidationError({field: _("Den tiden finns inte: klockan ställs fram den natten. Välj en annan.")})
    if ends <= starts:
        raise ValidationError({"ends": _("Träffen kan inte sluta innan den har börjat.")})


def overlap(one: tuple[dt.time, dt.time] | None, other: tuple[dt.time, dt.time] | None) -> bool:
    """Whether two spans of the same day meet. A span that nobody knows may be any time of the day."""
    return one is None or other is None or (one[0] < other[1] and other[0] < one[1])
