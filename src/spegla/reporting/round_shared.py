"""What organisations have shared with a whole round, for its members and its office; nothing that only a cluster was shown."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from spegla.assessments.queries import shared_answers_visible_to
from spegla.files.models import StoredFile
from spegla.files.queries import files_shown_to_round
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.queries import shown_to_round
from spegla.journal.models import Share
from spegla.journal.queries import standing_shares
from spegla.reporting.models import FinalReport
from spegla.reporting.reports import THING, sent_reports_visible_to
from spegla.rounds.models import Participation, Round
from spegla.rounds.queries import places_by_name
from spegla.rounds.standing import Standing
from spegla.steps.models import AppointedService, ExperienceTalk
from spegla.steps.queries import experience_talks_visible_to, name_of, services_visible_to

Row = dict[str, Any]


@dataclass(slots=True)
class SharedBy:
    """One organisation and what it shows the round."""

    place: Participation
    occasions: list[Row] = field(default_factory=list)
    service: Any = None
    talk: Any = None
    report: FinalReport | None = None
    ideas: list[Any] = field(default_factory=list)
    improvements: list[Any] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)

    @property
    def shows(self) -> bool:
        alone = (self.service, self.talk, self.report)
        return any(alone) or any((self.occasions, self.ideas, self.improvements, self.files))


def shared_with_round(round_: Round, standing: Standing) -> list[SharedBy]:
    """Every organisation that shows the round something, by name. A fixed number of queries."""
    found: dict[int, SharedBy] = {}
    for place in places_by_name(round_.pk):
        found[place.pk] = SharedBy(place)
    for row in occasions_shared(round_, standing):
        found[row["place"]].occasions.append(row)
    for service in services_shared(round_, standing):
        found[service.participation_id].service = service
    for talk in talks_shared(round_, standing):
        found[talk.participation_id].talk = talk
    for report in _to_round(sent_reports_visible_to(standing), round_, THING, "pk"):
        found[report.participation_id].report = report
    _owned(found, round_, standing)
    return [one for one in found.values() if one.shows]


def _owned(found: dict[int, SharedBy], round_: Round, standing: Standing) -> None:
    """Add what belongs to the organisation and not to its place: ideas, improvements, files."""
    by_organisation = {one.place.organisation_id: one for one in found.values()}
    for name, rows in (
        ("ideas", shown_to_round(Idea, round_, standing)),
        ("improvements", shown_to_round(Improvement, round_, standing)),
        ("files", files_shown_to_round(round_, standing)),
    ):
        for row in rows:
            getattr(by_organisation[row.organisation_id], name).append(row)


def occasions_shared(round_: Round, standing: Standing) -> QuerySet[Any, Any]:
    """The assessments that are shared with the round, one row for each share. One query."""
    rows = shared_answers_visible_to(standing).filter(
        share__audience=Share.Audience.ROUND, share__audience_id=round_.pk, assessment__participation__round=round_,
    )
    return rows.order_by("share__since", "share_id").distinct().values(
        "share_id", since=F("share__since"), place=F("assessment__participation"), unit=F("assessment__unit"),
        unit_name=F("assessment__unit__name"), checklist=F("assessment__checklist"), occasion=F("assessment__occasion"),
    )


def occasion_shared(share: int, round_: Round, standing: Standing) -> tuple[Row, Participation] | None:
    """One of them, with the place it is about; None when the reader may not read it."""
    row = occasions_shared(round_, standing).filter(share=share).first()
    if row is None:
        return None
    return row, Participation.objects.select_related("organisation", "round").get(pk=row["place"])


def answers_shared(share: int, round_: Round, standing: Standing) -> dict[str, Row]:
    """What a share with the round shows, by item; nothing when the reader may not read it."""
    rows = shared_answers_visible_to(standing).filter(
        share=share, share__audience=Share.Audience.ROUND, share__audience_id=round_.pk
    )
    fields = ("item", "state", "score", "reason", "other_view", "comment", "not_working", "mark")
    return {row["item"]: row for row in rows.values(*fields)}


def services_shared(round_: Round, standing: Standing) -> QuerySet:
    return _to_round(services_visible_to(standing), round_, name_of(AppointedService), "id")


def talks_shared(round_: Round, standing: Standing) -> QuerySet:
    return _to_round(experience_talks_visible_to(standing), round_, name_of(ExperienceTalk), "id")


def _to_round(rows: QuerySet, round_: Round, thing: str, key: str) -> QuerySet:
    """Those of the rows that stand shared with the round itself, not only with a cluster of it."""
    shares = standing_shares(thing).filter(audience=Share.Audience.ROUND, audience_id=round_.pk)
    return rows.filter(**{f"{key}__in": shares.values("thing_id")}, participation__round=round_)
