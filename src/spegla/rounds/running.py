"""Read a round as its office does: its clusters, who takes part, who waits or has left, what was amended."""

from django.db.models import Count, Q, QuerySet

from spegla.people.collation import by_name
from spegla.rounds.models import Amendment, Cluster, Participation, Round
from spegla.rounds.queries import by_cluster, in_order, rounds_run_by
from spegla.rounds.standing import Standing


def rounds_with_sizes(standing: Standing) -> QuerySet[Round]:
    """The rounds the reader runs, with how many take part (`organisations`) and in how many clusters (`groups`)."""
    taking_part = Count("participations", filter=Q(participations__ended_at=None), distinct=True)
    return rounds_run_by(standing).annotate(organisations=taking_part, groups=Count("clusters", distinct=True))


def clusters_of(round_: Round) -> QuerySet[Cluster]:
    return round_.clusters.order_by(by_name())


def nobody_in(cluster: Cluster) -> bool:
    """Whether no organisation is in the cluster, and none that has left was."""
    return not cluster.participations.exists()


def places_of(round_: Round) -> QuerySet[Participation]:
    """Everybody who takes or took part, with organisation and cluster, and who ended it."""
    return in_order(round_.participations.select_related("organisation", "cluster", "ended_by"))


def taking_part(round_: Round) -> QuerySet[Participation]:
    """Those whose participation goes on: who waits for a cluster first, then cluster by cluster."""
    return by_cluster(round_.participations.filter(ended_at=None).select_related("organisation"))


def waiting_in(round_: Round) -> int:
    """How many wait for a cluster."""
    return round_.participations.filter(cluster=None, ended_at=None).count()


def takes_part(round_: Round, organisation_id: int) -> bool:
    """Whether the organisation is in the round, or was."""
    return round_.participations.filter(organisation_id=organisation_id).exists()


def amendments_of(round_: Round) -> QuerySet[Amendment]:
    """What has been decided about the rest of the round, latest first."""
    return round_.amendments.select_related("by").order_by("-at", "-pk")
