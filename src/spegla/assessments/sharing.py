"""Share an occasion with the cluster or the round, as it stands, and end it again."""

import datetime as dt
from typing import Any

from django.db import transaction

from spegla.assessments.models import Answer, Assessment, SharedAnswer
from spegla.journal.actions import end_shares, share
from spegla.journal.models import Share
from spegla.journal.queries import standing_shares
from spegla.people.models import Person

THING = "assessment"
ALWAYS = ("item", "state", "score", "reason", "other_view", "mark")
CHOSEN = ("comment", "not_working")

Snapshot = list[dict[str, Any]]


class NothingToShareError(Exception):
    """Nothing has been answered and nothing marked yet."""


class NoClusterError(Exception):
    """The place has no cluster to share with."""


def audience_id(assessment: Assessment, audience: str) -> int:
    """The cluster or the round that is meant; raises NoClusterError when there is no cluster yet."""
    place = assessment.participation
    if audience == Share.Audience.ROUND:
        return place.round_id
    if place.cluster_id is None:
        raise NoClusterError
    return place.cluster_id


def shareable(assessment: Assessment) -> Snapshot:
    """The items that a share would show, answered or marked, with all that can be chosen to come along."""
    rows = assessment.answers.exclude(state=Answer.State.UNANSWERED, mark=Answer.Mark.NONE).order_by("item")
    return list(rows.values(*ALWAYS, *CHOSEN))


def as_shared(rows: Snapshot, *, with_comments: bool, with_not_working: bool) -> Snapshot:
    """The same as a share with these choices shows it: comments and what is not working only where chosen."""
    chosen = dict(zip(CHOSEN, (with_comments, with_not_working), strict=True))
    return [{name: value if chosen.get(name, True) else "" for name, value in row.items()} for row in rows]


@transaction.atomic
def share_assessment(
    assessment: Assessment, *, audience: str, with_comments: bool, with_not_working: bool, by: Person, now: dt.datetime
) -> Share:
    """Show the answers as they stand now to the cluster or the round; an earlier share to the same audience ends.

    Sharing again what is already shared changes nothing. Raises NothingToShareError and NoClusterError.
    """
    meant = audience_id(assessment, audience)
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    choices = {"with_comments": with_comments, "with_not_working": with_not_working}
    rows = as_shared(shareable(assessment), **choices)
    if not rows:
        raise NothingToShareError
    standing = standing_shares(THING).filter(thing_id=assessment.pk, audience=audience, audience_id=meant).first()
    if standing and shown_in(standing) == rows and all(getattr(standing, k) == v for k, v in choices.items()):
        return standing
    begun = share(
        assessment, audience=audience, audience_id=meant, organisation_id=assessment.participation.organisation_id,
        version=locked.version, by=by, now=now, **choices,
    )
    SharedAnswer.objects.bulk_create(SharedAnswer(share=begun, assessment=assessment, **row) for row in rows)
    return begun


@transaction.atomic
def end_sharing(shared: Share, *, by: Person, now: dt.datetime) -> int:
    """Its audience reads it no more; the trace is kept. Returns 1, or 0 when it had ended already."""
    return end_shares(THING, shared.thing_id, by=by, now=now, audience=shared.audience, audience_id=shared.audience_id)


def shown_in(share: Share) -> Snapshot:
    """What a share shows, in the shape of shareable."""
    return list(share.shared_answers.order_by("item").values(*ALWAYS, *CHOSEN))
