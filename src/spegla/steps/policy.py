"""Who may write in a cluster's shared workspace, who may host its meetings, who may take back what was shared."""

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.rounds.models import Cluster, Participation
from spegla.rounds.standing import Standing


def may_work_together(cluster: Cluster, standing: Standing) -> Verdict:
    """Whoever acts for an organisation that takes part in the cluster, mentors included, while the round is open."""
    if cluster.pk not in standing.clusters:
        return no(Why.NOT_YOURS)
    return no(Why.CLOSED) if cluster.round.closed_at else YES


def may_stop_sharing(place: Participation, standing: Standing) -> Verdict:
    """An organisation may always take back what it has shared, in a closed round and after it has left one too."""
    return YES if place.organisation_id in standing.organisations else no(Why.NOT_YOURS)


def may_host(place: Participation, cluster: Cluster) -> Verdict:
    """Any organisation of the cluster whose participation goes on."""
    if place.cluster_id != cluster.pk:
        return no(Why.NOT_YOURS)
    return no(Why.ENDED) if place.has_ended else YES
