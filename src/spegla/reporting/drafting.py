"""A presentation as it stands: each slot of the template with what is filled in and what people wrote, and the slides of it."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from spegla.presentations.content import Content, Rows, Slide
from spegla.presentations.models import Presentation, SlotText, Upload
from spegla.presentations.queries import shared_slides, slots_of, tables_of, upload_of
from spegla.programme.lookup import step_by_key, template_for
from spegla.programme.schema import PresentationTemplate, Programme, Slot, Step
from spegla.reporting.filling import words_of
from spegla.reporting.slides import Ground, content_of
from spegla.reporting.sources import gather
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.steps.models import ExperienceTalk

BEFORE = dt.timedelta(days=7)  # a presentation is shared so long before its meeting, where the edition says nothing else


@dataclass(frozen=True, slots=True)
class Part:
    """A slot: what fills it by itself, what people have done with it, and what it therefore holds."""

    slot: Slot
    filled: Content
    row: SlotText | None
    content: Content

    @property
    def title(self) -> str:
        return words_of(self.slot.title)

    @property
    def skipped(self) -> bool:
        return self.row is not None and self.row.skipped

    @property
    def is_own(self) -> bool:
        return self.row is not None and self.row.own

    @property
    def is_weak(self) -> bool:
        """Empty, and nobody has said that it is to be left out."""
        return self.content.is_empty and not self.skipped

    @property
    def slide(self) -> Slide:
        """Without a table of which there is only the head."""
        content = self.content if len(self.content.rows) > 1 else replace(self.content, rows=())
        return Slide(self.slot.key, self.slot.kind, self.title, content)


@dataclass(frozen=True, slots=True)
class Draft:
    """`template` is None in a round whose stored programme has none: then there is only an own file to upload."""

    place: Participation
    step: Step
    template: PresentationTemplate | None
    presentation: Presentation | None
    parts: tuple[Part, ...]
    upload: Upload | None = None

    @property
    def ready(self) -> int:
        """How many slots need nothing more: they hold something, or are left out."""
        return sum(not part.is_weak for part in self.parts)

    @property
    def slides(self) -> list[Slide]:
        """What would be shared: every slot that holds something and is not skipped; none beside an own file."""
        if self.upload is not None:
            return []
        return [part.slide for part in self.parts if not (part.skipped or part.content.is_empty)]

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.slot.key == key), None)


def draft_of(place: Participation, step: Step, *, now: dt.datetime) -> Draft:
    """`place` comes with its round, cluster and organisation at hand. A fixed number of queries."""
    template = template_for(programme_of(place.round), step.key)
    presentation = Presentation.objects.filter(participation=place, step=step.key).first()
    upload = upload_of(presentation.upload_id if presentation else None)
    if template is None:
        return Draft(place, step, None, presentation, (), upload)
    written = slots_of(presentation)
    tables = tables_of(written.values())
    talk = ExperienceTalk.objects.filter(participation=place, version__gt=0).first() if place.is_mentor else None
    ground = Ground(gather(place, now=now), step, talk)
    parts = tuple(_part(slot, written.get(slot.key), tables, ground) for slot in template.slot if _is_for(slot, place))
    return Draft(place, step, template, presentation, parts, upload)


def digest_of(draft: Draft) -> str:
    """What would be shared, in one mark: whoever shares it shares what she has seen."""
    upload = draft.upload.file_id if draft.upload else None
    return hashlib.sha256(repr((draft.slides, upload)).encode()).hexdigest()


def changed_since_shared(draft: Draft, version: int) -> bool:
    """Whether the slides now say something else than that version; not asked in another language than it was shared in."""
    found = draft.presentation
    if found is None or found.version != version:
        return found is not None
    return found.language == get_language() and shared_slides(found.pk, version) != draft.slides


def steps_with_presentation(programme: Programme) -> list[Step]:
    """The meetings that a presentation is made for, in the programme's order."""
    wanted = {template.step for template in programme.presentation}
    return [step for step in programme.step if step.key in wanted or asked_in(step)]


def asked_in(step: Step) -> str:
    """The date by which the edition asks for the presentation of this step; empty where it does not ask."""
    return next((one.due for one in step.preparation if one.does == "presentation"), "")


def due_of(step: Step, dates: dict[str, dt.date]) -> dt.date:
    """The edition's own day, or a week before the meeting."""
    asked = asked_in(step)
    return dates[asked] if asked else dates[step.meeting or step.closes] - BEFORE


def step_of(programme: Programme, key: str) -> Step | None:
    """The step, if there is a presentation for its meeting."""
    found = step_by_key(programme, key) if any(step.key == key for step in programme.step) else None
    return found if found and found in steps_with_presentation(programme) else None


def _is_for(slot: Slot, place: Participation) -> bool:
    return slot.role == "everyone" or (slot.role == "mentor") == place.is_mentor


def _part(slot: Slot, row: SlotText | None, tables: dict[int, Rows], ground: Ground) -> Part:
    filled = content_of(slot, ground, chart=row.chart if row else "")
    if row is None:
        return Part(slot, filled, None, filled)
    rows = filled.rows[:1] + tables.get(row.pk, ()) if row.own else filled.rows
    text = row.text if row.own else filled.text
    content = Content(text=text, rows=rows, chart=filled.chart, picture=row.picture_id, alt=row.alt)
    return Part(slot, filled, row, content)
