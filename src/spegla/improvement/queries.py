"""Read ideas and improvements: drafts for their owners, shared versions for those they were shared with."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from spegla.core.visibility import Level
from spegla.improvement.models import AimedItem, Idea, Improvement
from spegla.journal.models import Share
from spegla.journal.prepared import Prepared
from spegla.journal.queries import standing_shares
from spegla.rounds.models import Participation, Round
from spegla.rounds.owned import reaching, shared_rows
from spegla.rounds.standing import Standing


def ideas_visible_to(standing: Standing) -> QuerySet[Idea]:
    """Ideas the reader reads as they stand: those of her organisations, and her own drafts."""
    if standing.person is None:
        return Idea.objects.none()
    return Idea.objects.filter(
        Q(organisation_id__in=standing.organisations, level__gte=Level.ORGANISATION)
        | Q(author=standing.person, level=Level.PRIVATE)
    )


def improvements_visible_to(standing: Standing) -> QuerySet[Improvement]:
    return Improvement.objects.filter(organisation_id__in=standing.organisations)


def ideas_at(place: Participation, standing: Standing) -> QuerySet[Idea]:
    """Ideas of the place's own organisation as the reader reads them, latest first, with whose each was."""
    own = ideas_visible_to(standing).filter(organisation_id=place.organisation_id)
    return own.select_related("from_organisation", "author", "changed_by").order_by("-noted_at", "-pk")


def ideas_with_use(place: Participation, standing: Standing) -> QuerySet[Idea]:
    """The same, with how many improvements were made of each (`made`)."""
    return ideas_at(place, standing).annotate(made=Count("improvements"))


def improvements_at(place: Participation, standing: Standing) -> QuerySet[Improvement]:
    """Improvements of the place's own organisation, latest first, with the idea each is made of."""
    own = improvements_visible_to(standing).filter(organisation_id=place.organisation_id)
    return own.select_related("idea__from_organisation", "changed_by").order_by("-started_at", "-pk")


def improvements_made_of(idea_id: int, improvements: QuerySet) -> list[Any]:
    """Those of these improvements that were made of the idea. One query."""
    return list(improvements.filter(idea_id=idea_id))


def among(rows: QuerySet, pk: int | None) -> Any:
    """The one of these ideas or improvements with this id; None when it is not there, or when there is no id to ask for."""
    return rows.filter(id=pk).first() if pk else None


def shared_ideas_visible_to(standing: Standing, *, at: Participation | None = None) -> QuerySet:
    """History rows (`id` is the idea's) as they stood when shared; `at` keeps to one place's cluster and round."""
    return shared_rows(Idea, standing, at=at).select_related("organisation", "from_organisation").order_by("-noted_at", "id")


def shared_improvements_visible_to(standing: Standing, *, at: Participation | None = None) -> QuerySet:
    return shared_rows(Improvement, standing, at=at).select_related("organisation").order_by("-started_at", "id")


def ideas_of_others(place: Participation, standing: Standing) -> QuerySet:
    """What the other organisations of the place's cluster and round show."""
    return shared_ideas_visible_to(standing, at=place).exclude(organisation_id=place.organisation_id)


def improvements_of_others(place: Participation, standing: Standing) -> QuerySet:
    return shared_improvements_visible_to(standing, at=place).exclude(organisation_id=place.organisation_id)


def shown_to_round(model: type[Idea] | type[Improvement], round_: Round, standing: Standing) -> QuerySet:
    """History rows of what stands shared with the round itself, in the version it was shown; as far as the reader reads it."""
    shares = reaching(str(model._meta.model_name), standing).filter(
        audience=Share.Audience.ROUND, audience_id=round_.pk, thing_id=OuterRef("id")
    )
    shown = model.history.filter(version=Subquery(shares.values("version")[:1]))
    whose = ("organisation", "from_organisation") if model is Idea else ("organisation",)
    return shown.select_related(*whose).order_by("title", "id")


def aimed_items(improvements: Iterable[Any]) -> dict[int, set[str]]:
    """The items each aims at, by improvement id; of history rows those that they aimed at then. One query."""
    versions = {row.id: row.aims_version for row in improvements}
    found: dict[int, set[str]] = {pk: set() for pk in versions}
    rows = AimedItem.objects.filter(improvement_id__in=list(versions)) if any(versions.values()) else AimedItem.objects.none()
    for pk, version, item in rows.values_list("improvement_id", "version", "item"):
        if version == versions[pk]:
            found[pk].add(item)
    return found


def improvements_for_items(participation: Participation) -> dict[str, list[Improvement]]:
    """What the organisation has done on each item, latest first. For its own pages. Two queries."""
    improvements = list(Improvement.objects.filter(organisation_id=participation.organisation_id).order_by("-started_at", "pk"))
    aims = aimed_items(improvements)
    found: dict[str, list[Improvement]] = {}
    for improvement in improvements:
        for item in aims[improvement.pk]:
            found.setdefault(item, []).append(improvement)
    return found


def owners_of_open_improvements(participation: Participation) -> dict[tuple[int, str], str]:
    """Who is in charge of each improvement of the round that still goes on, by its id and title. One query."""
    ended = (Improvement.State.KEPT, Improvement.State.ABANDONED)
    rows = Improvement.objects.filter(participation=participation).exclude(state__in=ended).order_by("started_at", "pk")
    return {(pk, title): owner for pk, title, owner in rows.values_list("pk", "title", "owner")}


def ideas_taken_from(participation: Participation) -> QuerySet:
    """Ideas that others show to the whole round and say came from this organisation, as they stood when shared.

    Nothing for one that has left the round: it no longer reads what is shown there.
    """
    if participation.has_ended:
        return Idea.history.none()
    shares = standing_shares("idea").filter(
        audience=Share.Audience.ROUND, audience_id=participation.round_id, thing_id=OuterRef("id")
    )
    shown = Idea.history.filter(version=Subquery(shares.values("version")[:1]))
    others = shown.filter(from_organisation_id=participation.organisation_id)
    return others.exclude(organisation_id=participation.organisation_id).select_related("organisation")


def latest_work(participations: Iterable[int]) -> dict[int, dict[str, dt.date]]:
    """By participation id: the day an idea and an improvement was last worked on. Private drafts leave no trace. One query."""
    return {
        pk: {kind: timezone.localdate(at) for kind, at in (("idea", idea), ("improvement", improvement)) if at}
        for pk, idea, improvement in _work(places=list(participations))
    }


@Prepared
def _work(places: Collection[int]) -> QuerySet:
    ideas = Idea.objects.filter(level__gte=Level.ORGANISATION, set_aside_at__isnull=True)
    return Participation.objects.filter(pk__in=places).values_list(
        "pk", _latest(ideas, "noted_at"), _latest(Improvement.objects.all(), "started_at")
    )


def _latest(rows: QuerySet, begun: str) -> Subquery:
    of_place = rows.filter(participation=OuterRef("pk")).annotate(worked_at=Coalesce("changed_at", begun))
    return Subquery(of_place.order_by("-worked_at").values("worked_at")[:1])
