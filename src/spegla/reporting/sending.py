"""Write a final report: the text under a heading, sending it to the office and the round, taking it back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from spegla.core.verdict import Verdict, require
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.journal.actions import end_shares, record, share
from spegla.journal.models import Share
from spegla.journal.versions import first_version, save_version
from spegla.reporting.models import FinalReport, ReportSection, SentLine, SentSection
from spegla.reporting.reports import THING, Frozen, Part, frozen_of, sent_of
from spegla.rounds.models import Participation
from spegla.rounds.owned import owner_relation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


def may_take_back(place: Participation, standing: Standing) -> Verdict:
    """The organisation may always take back what it has sent, in a closed round and after it has left one too."""
    relation = owner_relation(standing, place.organisation_id)
    return verdict(Act.READ_DRAFT, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=Level.PRIVATE)


@transaction.atomic
def write_section(
    place: Participation, heading: str, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing,
    now: dt.datetime,
) -> ReportSection:
    """Save the text under a heading. Raises StaleError when somebody else saved meanwhile."""
    require(may_work(place, standing))
    first_version(ReportSection, participation=place, heading=heading, by=standing.person, now=now)
    rows = ReportSection.objects.filter(participation=place, heading=heading)
    return save_version(rows, changes, based_on=based_on, request_key=request_key, by=standing.person, now=now)


@transaction.atomic
def send_report(place: Participation, parts: Sequence[Part], *, standing: Standing, now: dt.datetime) -> FinalReport:
    """Show the report, as these parts say it, to the office and the round. What was sent never changes.

    Sending again what is already sent changes nothing; anything new is a new version, and the earlier one is no longer read.
    """
    require(may_work(place, standing))
    first_version(FinalReport, participation=place, by=standing.person, now=now)
    rows = FinalReport.objects.filter(participation=place)
    current = rows.select_for_update(of=("self",)).get()
    frozen = frozen_of(parts)
    if current.sent_at and sent_of(current) == frozen:
        return current
    changes = {"sent_at": now, "sent_by_id": standing.person.pk, "language": get_language() or "sv"}
    sent = save_version(rows, changes, based_on=current.version, request_key="", by=standing.person, now=now)
    _keep(sent, frozen)
    share(sent, audience=Share.Audience.ROUND, audience_id=place.round_id, organisation_id=place.organisation_id,
          version=sent.version, by=standing.person, now=now)
    record("report-sent", sent, by=standing.person, now=now, round_id=place.round_id,
           organisation_id=place.organisation_id, version=sent.version)
    return sent


@transaction.atomic
def take_back_report(place: Participation, *, standing: Standing, now: dt.datetime) -> None:
    """Nobody outside reads it from now on; what was sent, and when, is kept. Taken back twice it changes nothing."""
    require(may_take_back(place, standing))
    rows = FinalReport.objects.filter(participation=place)
    current = rows.select_for_update(of=("self",)).first()
    if current is None or current.sent_at is None:
        return
    end_shares(THING, current.pk, by=standing.person, now=now)
    save_version(rows, {"sent_at": None, "sent_by_id": None}, based_on=current.version, request_key="",
                 by=standing.person, now=now)
    record("report-taken-back", current, by=standing.person, now=now, round_id=place.round_id,
           organisation_id=place.organisation_id)


def _keep(report: FinalReport, frozen: Sequence[Frozen]) -> None:
    sections = SentSection.objects.bulk_create(
        SentSection(report=report, version=report.version, position=position, heading=key, title=title, text=text)
        for position, (key, title, text, _lines) in enumerate(frozen)
    )
    SentLine.objects.bulk_create(
        SentLine(section=section, position=position, label=label, text=text)
        for section, (_key, _title, _text, lines) in zip(sections, frozen, strict=True)
        for position, (label, text) in enumerate(lines)
    )
