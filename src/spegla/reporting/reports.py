"""The final report of a participation: its headings with what is filled in and what people wrote, and what was sent."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from spegla.people.collation import by_name
from spegla.people.models import Organisation
from spegla.programme.schema import Heading, Programme
from spegla.reporting.filling import Line, filled, words_of
from spegla.reporting.models import FinalReport, ReportSection, SentSection
from spegla.reporting.sources import gather
from spegla.rounds.models import Participation
from spegla.rounds.owned import reaching
from spegla.rounds.standing import Standing

THING = "finalreport"
Frozen = tuple[str, str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One heading. `lines` stand in the report unless they are left out; `sources` are there to write from.

    Headings may share sources; `fillable` is what fills itself in under this one.
    """

    heading: Heading
    fillable: tuple[Line, ...]
    sources: tuple[Line, ...]
    section: ReportSection | None

    @property
    def title(self) -> str:
        return words_of(self.heading.title)

    @property
    def text(self) -> str:
        return self.section.text if self.section else ""

    @property
    def left_out(self) -> bool:
        return self.section is not None and self.section.left_out

    @property
    def lines(self) -> tuple[Line, ...]:
        return () if self.left_out else self.fillable


def headings_of(programme: Programme, organisation: Organisation) -> list[Heading]:
    """The headings for this kind of organisation: part of a region reports as a region, all others as municipalities."""
    variant = "region" if _is_regional(organisation) else "municipality"
    return [heading for heading in programme.heading if variant in heading.variants]


def report_of(place: Participation, *, now: dt.datetime) -> list[Part]:
    """The report as it stands. Where several headings draw on the same, the last of them shows it."""
    found = gather(place, now=now)
    headings = headings_of(found.programme, place.organisation)
    last = {heading.draws_on: heading.key for heading in headings}
    written = {section.heading: section for section in ReportSection.objects.filter(participation=place)}
    parts = []
    for heading in headings:
        sources = filled(heading.draws_on, found)
        shown = sources if last[heading.draws_on] == heading.key else ()
        parts.append(Part(heading, shown, sources, written.get(heading.key)))
    return parts


def frozen_of(parts: Iterable[Part]) -> list[Frozen]:
    """What would be sent: key, title, what people wrote and the lines that are filled in, for each heading."""
    return [
        (part.heading.key, part.title, part.text, tuple((line.label, line.text) for line in part.lines)) for part in parts
    ]


def digest_of(parts: Iterable[Part]) -> str:
    """What the report says, in one mark: whoever sends it sends what she has read."""
    return hashlib.sha256(repr(frozen_of(parts)).encode()).hexdigest()


def sent_of(report: FinalReport) -> list[Frozen]:
    """What its current version said when it was sent, in the shape of frozen_of."""
    return [
        (section.heading, section.title, section.text, tuple((line.label, line.text) for line in section.lines.all()))
        for section in sent_sections(report, report.version)
    ]


def changed_since_sent(report: FinalReport, parts: Iterable[Part]) -> bool:
    """Whether the report now says something else than what was sent; not asked in another language than it was sent in."""
    return report.language == get_language() and sent_of(report) != frozen_of(parts)


def sent_reports_visible_to(standing: Standing) -> QuerySet[FinalReport]:
    """Reports that have been sent and not taken back: for the own organisation, the office and the round.

    `shown` is the version that is shared.
    """
    shares = reaching(THING, standing).filter(thing_id=OuterRef("pk")).order_by("-version")
    found = FinalReport.objects.annotate(shown=Subquery(shares.values("version")[:1])).filter(shown__isnull=False)
    return found.select_related("participation__organisation", "participation__round", "sent_by").order_by("pk")


def reports_in_round(place: Participation, standing: Standing) -> tuple[FinalReport | None, list[FinalReport]]:
    """What the place has sent and not taken back, and what the round's others have, by name. One query."""
    sent = sent_reports_visible_to(standing).filter(participation__round_id=place.round_id)
    rows = list(sent.order_by(by_name("participation__organisation__name")))
    own = next((row for row in rows if row.participation_id == place.pk), None)
    return own, [row for row in rows if row is not own]


def sent_sections(report: FinalReport, version: int) -> QuerySet[SentSection]:
    """A version as it was sent, heading by heading, with its lines. Two queries."""
    return SentSection.objects.filter(report=report, version=version).order_by("position").prefetch_related("lines")


def _is_regional(organisation: Organisation) -> bool:
    upwards: Organisation | None = organisation
    while upwards is not None:
        if upwards.kind in (Organisation.Kind.REGION, Organisation.Kind.MUNICIPALITY):
            return upwards.kind == Organisation.Kind.REGION
        upwards = upwards.parent
    return False
