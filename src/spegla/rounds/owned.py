"""How a reader stands to things an organisation owns, in whatever rounds it takes part: its drafts and what it has shared."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from spegla.core.visibility import Relation
from spegla.journal.models import Share
from spegla.journal.queries import shares_reaching
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing


def owner_relation(standing: Standing, organisation_id: int, *, author_id: int | None = None) -> Relation:
    """To a draft. `author_id` only for what is one person's own."""
    own = standing.person is not None and standing.person.pk == author_id
    return Relation(author=own, own_organisation=organisation_id in standing.functions)


def share_relation(standing: Standing, share: Share) -> Relation:
    """To what a share shows. A share names its cluster or round, so only that one counts."""
    cluster, round_ = share.audience == Share.Audience.CLUSTER, share.audience == Share.Audience.ROUND
    return Relation(
        own_organisation=share.organisation_id in standing.functions,
        same_cluster=cluster and share.audience_id in standing.clusters,
        in_round=round_ and share.audience_id in standing.rounds,
        office=round_ and share.audience_id in standing.offices,
    )


def reaching(thing: str, standing: Standing, *, at: Participation | None = None) -> QuerySet[Share]:
    """Standing shares of this kind of thing that the reader reads; `at` keeps to one place's cluster and round."""
    clusters, rounds, organisations = standing.clusters, standing.rounds | standing.offices, standing.organisations
    if at is not None:
        clusters, rounds, organisations = clusters & {at.cluster_id}, rounds & {at.round_id}, frozenset()
    return shares_reaching(thing, clusters=clusters, rounds=rounds, organisations=organisations)


def shared_rows(model: Any, standing: Standing, *, at: Participation | None = None) -> QuerySet:
    """History rows of a versioned model, one for each thing: the latest version that is shared with the reader."""
    shares = reaching(model._meta.model_name, standing, at=at).filter(thing_id=OuterRef("id"))
    return model.history.filter(version=Subquery(shares.order_by("-version").values("version")[:1]))


def audience_id(place: Participation, audience: str) -> int | None:
    """The cluster or round of the place; None while it has no cluster."""
    return place.cluster_id if audience == Share.Audience.CLUSTER else place.round_id
