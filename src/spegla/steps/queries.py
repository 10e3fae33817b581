"""Read ticks as counts, shared tasks, hosts, services and experience talks as far as the reader may."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db.models import OuterRef, Q, QuerySet, Subquery

from spegla.journal.models import Share
from spegla.journal.prepared import Prepared
from spegla.journal.queries import shares_reaching, standing_shares
from spegla.people.models import Person
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing
from spegla.steps.models import AppointedService, ExperienceTalk, JointTask, MeetingHost, OfficeTick, Tick

Shareable = AppointedService | ExperienceTalk
SHAREABLE = (AppointedService, ExperienceTalk)


def name_of(thing: Shareable | type[Shareable]) -> str:
    """What shares call this kind of thing."""
    return str(thing._meta.model_name)


def ticks_at(
    participation: Participation, person: Person, *, meant: Mapping[str, Collection[int]]
) -> tuple[set[str], dict[str, int]]:
    """What this person has ticked, and how many of those each preparation is meant for have. Never who. One query."""
    ticked = list(Tick.objects.filter(participation=participation).values_list("key", "person_id"))
    counts = Counter(key for key, who in ticked if who in meant.get(key, ()))
    return {key for key, who in ticked if who == person.pk}, counts


def own_ticks(participations: Iterable[int], person: Person) -> set[tuple[int, str]]:
    """What this person has ticked, as (participation id, key). One query."""
    return set(_ticked(places=list(participations), person=person.pk))


@Prepared
def _ticked(places: Collection[int], person: int) -> QuerySet:
    return Tick.objects.filter(participation__in=places, person=person).values_list("participation_id", "key")


def office_ticks_of(rounds: Iterable[int]) -> dict[tuple[int, str], OfficeTick]:
    """What the offices of these rounds have ticked off, by (round id, key), each with who did it. One query."""
    ticks = OfficeTick.objects.filter(round_id__in=list(rounds)).select_related("by")
    return {(tick.round_id, tick.key): tick for tick in ticks}


def joint_tasks_visible_to(standing: Standing) -> QuerySet[JointTask]:
    """The workspaces of the reader's own clusters."""
    return JointTask.objects.filter(cluster_id__in=standing.clusters)


def tasks_of_cluster(place: Participation, standing: Standing) -> dict[str, JointTask]:
    """The workspaces of the place's cluster by the task's key, with who wrote last; none for who is not in it. One query."""
    if place.cluster_id is None:
        return {}
    rows = joint_tasks_visible_to(standing).filter(cluster_id=place.cluster_id).select_related("changed_by")
    return {row.key: row for row in rows}


def done_tasks(clusters: Iterable[int]) -> set[tuple[int, str]]:
    """What clusters have done together, as (cluster id, key). One query."""
    return set(_done(clusters=list(clusters)))


@Prepared
def _done(clusters: Collection[int]) -> QuerySet:
    return JointTask.objects.filter(cluster__in=clusters, done=True).values_list("cluster_id", "key")


def hosts_of(clusters: Iterable[int]) -> dict[tuple[int, str], int]:
    """The participation that hosts, by (cluster id, step). One query."""
    return {(cluster, step): host for cluster, step, host in _hosts(clusters=list(clusters))}


@Prepared
def _hosts(clusters: Collection[int]) -> QuerySet:
    return MeetingHost.objects.filter(cluster__in=clusters).values_list("cluster_id", "step", "participation_id")


def written_at(model: type[Shareable], place: Participation) -> Shareable | None:
    """What the place has written of this kind, with who wrote last; None before anything was saved."""
    return model.objects.filter(participation=place, version__gt=0).select_related("changed_by").first()


def shared_versions(model: type[Shareable], standing: Standing) -> QuerySet:
    """The versions that standing shares show to this reader, one history row each."""
    reaching = shares_reaching(
        name_of(model), clusters=standing.clusters, rounds=standing.rounds | standing.offices,
        organisations=standing.organisations,
    )
    version = Subquery(reaching.filter(thing_id=OuterRef("id")).order_by("-version").values("version")[:1])
    return model.history.filter(version=version).select_related("participation__organisation", "changed_by")


def experience_talks_visible_to(standing: Standing) -> QuerySet:
    return shared_versions(ExperienceTalk, standing)


def services_visible_to(standing: Standing) -> QuerySet:
    return shared_versions(AppointedService, standing)


def standing_shares_of(thing: Shareable) -> QuerySet[Share]:
    """To whom the thing is shown now, latest first."""
    return standing_shares(name_of(thing)).filter(thing_id=thing.pk).order_by("-pk")


def shared_in_cluster(place: Participation, standing: Standing) -> dict[str, set[int]]:
    """Which organisations show the reader something of this kind, by the kind's name. One query."""
    found: dict[str, set[int]] = {name_of(model): set() for model in SHAREABLE}
    audiences = Q(audience=Share.Audience.CLUSTER, audience_id__in=standing.clusters & {place.cluster_id})
    audiences |= Q(audience=Share.Audience.ROUND, audience_id__in=(standing.rounds | standing.offices) & {place.round_id})
    rows = Share.objects.filter(audiences, thing__in=found, until__isnull=True)
    for thing, organisation in rows.values_list("thing", "organisation_id"):
        found[thing].add(organisation)
    return found
