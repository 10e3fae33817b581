"""Show an idea or an improvement, as it stands, to the cluster or the round, and end that again."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from spegla.core.verdict import require
from spegla.core.visibility import Act
from spegla.improvement.actions import open_idea
from spegla.improvement.models import Idea
from spegla.improvement.policy import Thing, may, may_share
from spegla.journal.actions import end_shares, share
from spegla.journal.models import Share
from spegla.journal.queries import standing_shares
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id
from spegla.rounds.standing import Standing


@transaction.atomic
def share_thing(thing: Thing, audience: str, *, place: Participation, standing: Standing, now: dt.datetime) -> Share:
    """Others read this version until it is shared anew. Somebody's own draft becomes the organisation's first.

    Sharing the same version again changes nothing.
    """
    require(may_share(thing, audience, place, standing))
    if isinstance(thing, Idea):
        open_idea(thing, standing=standing, now=now)
    current = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    meant = audience_id(place, audience)
    standing_share = shares_of(thing).filter(audience=audience, audience_id=meant, version=current.version).first()
    if standing_share is not None:
        return standing_share
    return share(current, audience=audience, audience_id=meant, organisation_id=current.organisation_id,
                 version=current.version, by=standing.person, now=now)


@transaction.atomic
def stop_sharing(thing: Thing, audience: str, audience_id: int | None, *, standing: Standing, now: dt.datetime) -> int:
    """Nobody outside reads it from now on; also in a closed round and after one has left. Returns how many shares ended."""
    require(may(Act.READ_DRAFT, thing, standing))
    return end_shares(str(thing._meta.model_name), thing.pk, by=standing.person, now=now, audience=audience,
                      audience_id=audience_id)


def shares_of(thing: Thing) -> QuerySet[Share]:
    """The standing shares of this idea or improvement, oldest first."""
    return standing_shares(str(thing._meta.model_name)).filter(thing_id=thing.pk).order_by("since", "pk")
