"""Where an idea may come from: the organisations of a round, the items of its checklists, its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.improvement.queries import among, shared_ideas_visible_to
from spegla.people.models import Organisation
from spegla.programme.schema import Text
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Participation
from spegla.rounds.queries import places_by_name
from spegla.rounds.standing import Standing
from spegla.web.participant.places import programme_at
from spegla.web.requests import Request

Choices = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Origins:
    """The organisations of a place's round and the words of its programme, by key."""

    place: Participation
    members: list[Participation]
    items: dict[str, str]
    steps: dict[str, str]

    def organisations(self, kept: Organisation | None = None) -> Choices:
        """To choose from: one's own first, then the cluster, then the others; with `kept`, whatever round it is from."""
        near: Choices = []
        far: Choices = []
        for member in self.members:
            if member.organisation_id != self.place.organisation_id:
                same = member.cluster_id is not None and member.cluster_id == self.place.cluster_id
                (near if same else far).append((member.organisation_id, member.organisation.name))
        own = [(self.place.organisation_id, _("Vår egen"))]
        known = {key for key, _name in (*own, *near, *far)}
        before = [(kept.pk, kept.name)] if kept is not None and kept.pk not in known else []
        groups = [(_("I klustret"), near), (_("I omgången"), far), (_("Tidigare"), before)]
        return [("", _("Vet inte, eller ingen särskild")), *own, *((name, group) for name, group in groups if group)]


def origins_at(place: Participation) -> Origins:
    """Two queries."""
    items = {item.key: words(item.title) for checklist in checklists_of(place.round) for item in checklist.item}
    steps = {step.key: f"{step.number}. {words(step.title)}" for step in programme_at(place).step}
    return Origins(place, list(places_by_name(place.round_id)), items, steps)


def prefilled(request: Request, origins: Origins) -> dict[str, Any]:
    """What the address says of where an idea arose, as far as the reader may know it; all else is left aside."""
    asked = request.GET
    start = taken_home(request, asked.get("ide", ""), origins.place)
    member = _visible(asked.get("fran", ""), origins.members, request.standing)
    if member is not None:
        start["from_organisation_id"] = member.organisation_id
    for name, key, known in (("from_item", "moment", origins.items), ("from_step", "steg", origins.steps)):
        if asked.get(key) in known:
            start[name] = asked[key]
    return start


def taken_home(request: Request, pk: str, place: Participation) -> dict[str, Any]:
    """An idea that others have shared, to note as one's own, with whose it was."""
    shared = among(shared_ideas_visible_to(request.standing, at=place), _number(pk))
    if shared is None or shared.organisation_id == place.organisation_id:
        return {}
    return {"title": shared.title, "text": shared.text, "from_organisation_id": shared.organisation_id,
            "from_item": shared.from_item, "from_step": shared.from_step}


def _visible(pk: str, members: Iterable[Participation], standing: Standing) -> Participation | None:
    for member in members:
        if member.pk == _number(pk):
            seen = verdict(Act.SEE_PROGRESS, standing.relation_to(member), level=Level.ORGANISATION, phase=Phase.OPEN,
                           shared=Level.PRIVATE)
            return member if seen else None
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def words(text: Text) -> str:
    return text.in_language(get_language() or "sv")
