"""Read files: one's own organisation's, and those that were shared. Removed ones are in neither list."""

from django.db.models import Q, QuerySet

from spegla.core.visibility import Level
from spegla.files.models import StoredFile
from spegla.journal.models import Share
from spegla.journal.queries import standing_shares
from spegla.rounds.models import Participation, Round
from spegla.rounds.owned import reaching
from spegla.rounds.standing import Standing

THING = "storedfile"


def files_visible_to(standing: Standing) -> QuerySet[StoredFile]:
    """Files of the reader's organisations, and those she has uploaded for herself."""
    if standing.person is None:
        return StoredFile.objects.none()
    return StoredFile.objects.filter(
        Q(organisation_id__in=standing.organisations, level__gte=Level.ORGANISATION)
        | Q(uploaded_by=standing.person, level=Level.PRIVATE),
        removed_at__isnull=True,
    ).select_related("uploaded_by")


def shared_files_visible_to(standing: Standing, *, at: Participation | None = None) -> QuerySet[StoredFile]:
    """Files that a standing share shows to the reader; `at` keeps to one place's cluster and round."""
    shares = reaching(THING, standing, at=at).values("thing_id")
    return StoredFile.objects.filter(pk__in=shares, removed_at__isnull=True).select_related("organisation")


def files_at(place: Participation, standing: Standing) -> QuerySet[StoredFile]:
    """Files of the place's own organisation, latest first."""
    own = files_visible_to(standing).filter(organisation_id=place.organisation_id)
    return own.order_by("-uploaded_at", "-pk")


def files_of_others(place: Participation, standing: Standing) -> QuerySet[StoredFile]:
    """What the other organisations of the place's cluster and round show, latest first."""
    others = shared_files_visible_to(standing, at=place).exclude(organisation_id=place.organisation_id)
    return others.order_by("-uploaded_at", "-pk")


def readable_file(pk: int, place: Participation, standing: Standing) -> StoredFile | None:
    """The file as one's own, or as somebody shares it where this place is."""
    own = files_at(place, standing).filter(pk=pk).first()
    return own or shared_files_visible_to(standing, at=place).filter(pk=pk).first()


def files_shown_to_round(round_: Round, standing: Standing) -> QuerySet[StoredFile]:
    """Those that stand shared with the round itself, as far as the reader may fetch them."""
    shares = reaching(THING, standing).filter(audience=Share.Audience.ROUND, audience_id=round_.pk).values("thing_id")
    return StoredFile.objects.filter(pk__in=shares, removed_at__isnull=True).order_by("name", "pk")


def file_shares(files: list[StoredFile]) -> dict[int, list[Share]]:
    """The standing shares of these files. One query."""
    found: dict[int, list[Share]] = {file.pk: [] for file in files}
    for share in standing_shares(THING).filter(thing_id__in=list(found)):
        found[share.thing_id].append(share)
    return found
