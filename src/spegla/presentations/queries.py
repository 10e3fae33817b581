"""Read presentations: drafts for their owners, shared slides for those they were shared with, and that they are shared."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from spegla.core.progress import Seen
from spegla.files.models import StoredFile
from spegla.journal.models import Share
from spegla.journal.prepared import Prepared
from spegla.journal.queries import standing_shares
from spegla.presentations.content import Chart, Content, Rows, Series, Slide
from spegla.presentations.models import Cell, Master, Presentation, Question, SharedSlide, SlotText, Upload
from spegla.rounds.models import Participation
from spegla.rounds.owned import shared_rows
from spegla.rounds.standing import Standing

THING = "presentation"


def presentations_visible_to(standing: Standing) -> QuerySet[Presentation]:
    """Those of the reader's own organisations, as they stand."""
    return Presentation.objects.filter(participation__organisation_id__in=standing.organisations)


def shared_presentations_visible_to(standing: Standing, *, at: Participation | None = None) -> QuerySet:
    """History rows (`id` is the presentation's, `version` what is shown); `at` keeps to one place's cluster and round."""
    return shared_rows(Presentation, standing, at=at).select_related("participation__organisation", "participation__round")


def shared_at(place: Participation, step: str, owner: int, standing: Standing) -> Any:
    """What that place of the same round has shared for a step, as far as the reader may see it. One query."""
    here = shared_presentations_visible_to(standing).filter(participation__round_id=place.round_id)
    return here.filter(participation_id=owner, step=step).first()


def shared_in_cluster(place: Participation, standing: Standing) -> set[tuple[int, str]]:
    """Whose presentations the reader may see here, as (participation id, step). One query."""
    return set(shared_presentations_visible_to(standing, at=place).values_list("participation_id", "step"))


def shared_picture(presentation: int, version: int, picture: int) -> StoredFile | None:
    """A picture that stands on a slide of that version, unless it has been removed."""
    rows = SharedSlide.objects.filter(presentation_id=presentation, version=version, picture_id=picture)
    row = rows.filter(picture__removed_at=None).select_related("picture").first()
    return row.picture if row else None


def standing_shares_of(presentation: Presentation | None) -> list[Share]:
    """With whom it is shared now, the latest first. No query while there is none."""
    if presentation is None:
        return []
    return list(standing_shares(THING).filter(thing_id=presentation.pk).order_by("-pk"))


def slots_of(presentation: Presentation | None) -> dict[str, SlotText]:
    """What people have done with each slot, by its key. One query."""
    if presentation is None:
        return {}
    rows = presentation.slots.filter(version__gt=0).select_related("changed_by", "picture")
    return {row.slot: row for row in rows}


def tables_of(slots: Iterable[SlotText]) -> dict[int, Rows]:
    """The cells of these slots as rows, as their current versions have them, by the slot's id. One query."""
    versions = {slot.pk: slot.cells_version for slot in slots if slot.cells_version}
    found: dict[int, dict[int, list[str]]] = {}
    cells = Cell.objects.filter(slot_id__in=versions) if versions else Cell.objects.none()
    for cell in cells.order_by("slot_id", "row", "column"):
        if cell.version == versions[cell.slot_id]:
            found.setdefault(cell.slot_id, {}).setdefault(cell.row, []).append(cell.text)
    return {slot: tuple(tuple(row) for row in rows.values()) for slot, rows in found.items()}


def shared_slides(presentation: int, version: int) -> list[Slide]:
    """A version as it was shared, slide by slide. Three queries."""
    rows = SharedSlide.objects.filter(presentation_id=presentation, version=version).order_by("position")
    return [slide_of(row) for row in rows.prefetch_related("cells", "points")]


def slide_of(row: SharedSlide) -> Slide:
    table: dict[int, list[str]] = {}
    for cell in row.cells.all():
        table.setdefault(cell.row, []).append(cell.text)
    rows = tuple(tuple(cells) for cells in table.values())
    content = Content(text=row.text, rows=rows, chart=_chart(row), picture=row.picture_id, alt=row.alt)
    return Slide(row.slot, row.kind, row.title, content)  # type: ignore[arg-type]


def _chart(row: SharedSlide) -> Chart | None:
    if not row.chart or row.low is None or row.high is None:
        return None
    names: dict[int, str] = {}
    labels: dict[int, str] = {}
    values: dict[int, list[float | None]] = {}
    for point in row.points.all():
        names[point.series], labels[point.category] = point.name, point.label
        values.setdefault(point.series, []).append(point.value)
    series = tuple(Series(names[n], tuple(values[n])) for n in names)
    return Chart(row.chart, tuple(labels.values()), series, row.low, row.high)  # type: ignore[arg-type]


def presentation_states(participations: Iterable[int]) -> dict[int, dict[str, Seen]]:
    """By participation and step: begun and shared. That, never what it says. One query."""
    found: dict[int, dict[str, Seen]] = {}
    for place, step, begun, shared in _states(places=list(participations)):
        found.setdefault(place, {})[step] = Seen(begun=bool(begun or shared), done=bool(shared))
    return found


@Prepared
def _states(places: Collection[int]) -> QuerySet[Any, Any]:
    written = SlotText.objects.filter(presentation=OuterRef("pk"), version__gt=0)
    shares = standing_shares(THING).filter(thing_id=OuterRef("pk"))
    rows = Presentation.objects.filter(participation__in=places)
    rows = rows.annotate(begun=Q(Exists(written)) | Q(upload__isnull=False), shared=Exists(shares))
    return rows.values_list("participation_id", "step", "begun", "shared")


def master_of(organisation: int) -> Master | None:
    """The organisation's own master, with what was found in it; None where its file has been removed. Three queries."""
    rows = Master.objects.filter(organisation_id=organisation, file__removed_at=None)
    return rows.select_related("file", "added_by").prefetch_related("looks", "problems").first()


def upload_of(file: int | None) -> Upload | None:
    """What was found in an uploaded presentation, unless it has been removed. Three queries; none without a file."""
    if file is None:
        return None
    rows = Upload.objects.filter(file_id=file, file__removed_at=None)
    return rows.select_related("file").prefetch_related("titles", "flaws").first()


def questions_on(presentation: int) -> QuerySet[Question]:
    """What has been asked and not taken back, the first first. For those who may read the presentation. One query."""
    found = Question.objects.filter(presentation_id=presentation).exclude(text="")
    return found.select_related("asker__organisation", "author", "presentation__participation__round", "changed_by")


def unanswered_on(presentation: Presentation | None) -> int:
    """How many questions wait for an answer."""
    return questions_on(presentation.pk).filter(answer="").count() if presentation else 0
