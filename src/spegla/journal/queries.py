"""Read the journal: standing shares, diaries, letters, page answers."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from spegla.core.visibility import Level
from spegla.journal.models import Event, Letter, PageAnswer, Share

MOST_ATTEMPTS = 8
HANDED_OVER = dt.timedelta(minutes=10)  # no mail server takes longer to answer; a claim that is older was cut off
LEVEL_OF = {Share.Audience.CLUSTER: Level.CLUSTER, Share.Audience.ROUND: Level.ROUND, Share.Audience.PUBLIC: Level.PUBLIC}


def standing_shares(thing: str) -> QuerySet[Share]:
    """Shares of this kind of thing that have not ended."""
    return Share.objects.filter(thing=thing, until__isnull=True)


def things_shown(thing: str, organisation_id: int) -> set[int]:
    """Ids of what the organisation shows to somebody now. One query."""
    return set(standing_shares(thing).filter(organisation_id=organisation_id).values_list("thing_id", flat=True))


def shares_reaching(
    thing: str, *, clusters: Iterable[int], rounds: Iterable[int], organisations: Iterable[int]
) -> QuerySet[Share]:
    """The standing shares that a reader with these clusters, rounds (as participant or office) and own organisations reads."""
    return standing_shares(thing).filter(
        Q(audience=Share.Audience.PUBLIC)
        | Q(audience=Share.Audience.CLUSTER, audience_id__in=list(clusters))
        | Q(audience=Share.Audience.ROUND, audience_id__in=list(rounds))
        | Q(organisation_id__in=list(organisations))
    )


def widest_share(thing: str, thing_id: int) -> Level:
    audiences = standing_shares(thing).filter(thing_id=thing_id).values_list("audience", flat=True)
    return max((LEVEL_OF[Share.Audience(a)] for a in audiences), default=Level.PRIVATE)


def letters_to_send(now: dt.datetime) -> QuerySet[Letter]:
    """Letters that are due, oldest first."""
    due = Q(due_at__isnull=True) | Q(due_at__lte=now)
    unsent = Letter.objects.filter(due, sent_at__isnull=True, claimed_at__isnull=True, attempts__lt=MOST_ATTEMPTS)
    return unsent.order_by("written_at", "pk")


def is_uncertain(now: dt.datetime) -> Q:
    """Letters cut off while they were handed over: they may have arrived or not."""
    return Q(sent_at__isnull=True, claimed_at__isnull=False) & (~Q(last_error="") | Q(claimed_at__lte=now - HANDED_OVER))


def letters_given_up() -> QuerySet[Letter]:
    """Letters that no longer are tried: somebody has to look at the address or the mail server."""
    return Letter.objects.filter(sent_at__isnull=True, claimed_at__isnull=True, attempts__gte=MOST_ATTEMPTS)


def latest_letters() -> QuerySet[Letter]:
    return Letter.objects.order_by("-written_at", "-pk")


def was_written(once: str) -> bool:
    return Letter.objects.filter(once=once).exists()


def diary_of_round(round_id: int) -> QuerySet[Event]:
    return Event.objects.filter(round_id=round_id)


def page_answers() -> QuerySet:
    """Per page: how many it helped and how many it did not."""
    return PageAnswer.objects.values("page").annotate(
        yes=Count("id", filter=Q(helped=True)), no=Count("id", filter=Q(helped=False))
    ).order_by("page")
