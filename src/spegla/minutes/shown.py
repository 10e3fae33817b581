"""What organisations have shared for a meeting, for its wall: their slides and what the mentors have to tell."""

from collections.abc import Collection
from typing import Any

from spegla.minutes.models import MeetingRoom
from spegla.presentations.content import Slide
from spegla.presentations.queries import shared_presentations_visible_to, shared_slides
from spegla.rounds.models import Participation
from spegla.rounds.standing import Standing
from spegla.steps.queries import experience_talks_visible_to


def presentations_for(step: str, owners: Collection[int], standing: Standing) -> dict[int, Any]:
    """What these places have shared for the step, as far as the reader may see it, by place. One query."""
    rows = shared_presentations_visible_to(standing).filter(step=step, participation__in=list(owners))
    return {row.participation_id: row for row in rows}


def slides_of(presentation: Any) -> list[Slide]:
    """As they were shared. Three queries."""
    return shared_slides(presentation.id, presentation.version)


def experiences_of(owners: Collection[int], standing: Standing) -> list[Any]:
    """What the experienced organisations among these tell, as it was shared. One query."""
    return list(experience_talks_visible_to(standing).filter(participation__in=list(owners)))


def columns_of(room: MeetingRoom, places: Collection[Participation]) -> list[Participation]:
    """Which organisations stand side by side now: the chosen ones, or as many as there is room for. One query."""
    chosen = set(room.columns.values_list("pk", flat=True))
    return [place for place in places if not chosen or place.pk in chosen][:4]
