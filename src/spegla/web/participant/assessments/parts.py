"""The boards and administrations of a cluster side by side, where a checklist has a level for them. Nothing is summed."""

from dataclasses import replace

from django.utils.translation import gettext as _

from spegla.assessments.queries import Row, shared_by_parts
from spegla.people.models import Organisation
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.rounds.standing import Standing
from spegla.web.participant.assessments.columns import Column
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

LEVEL, PARTS = "niva", "delar"


def has_parts(sheet: Sheet) -> bool:
    """In a round inside an organisation those who take part are parts already."""
    return len(sheet.checklist.answer_level) > 1 and sheet.place.round.inside_id is None


def asks_for_parts(request: Request, sheet: Sheet) -> bool:
    return has_parts(sheet) and request.GET.get(LEVEL) == PARTS


def with_level(address: str, *, parts: bool) -> str:
    """The address of the same level."""
    return f"{address}{'&' if '?' in address else '?'}{LEVEL}={PARTS}" if parts else address


def level_choices(sheet: Sheet, *, parts: bool) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The levels to choose between, as the picker wants them; nothing where there is one."""
    if not has_parts(sheet):
        return []
    whole, part = (text(sheet.checklist.answer_level[at].title) for at in (0, -1))
    address = sheet.url("comparison")
    return [(_("Nivå"), [(whole, address, not parts), (part, with_level(address, parts=True), parts)])]


def columns_of_parts(sheet: Sheet, standing: Standing) -> tuple[list[Column], list[Participation]]:
    """A column for each part that has shared the checklist, one's own first; nobody is waited for. Two queries."""
    assert sheet.place.cluster_id
    members = {member.pk: member for member in members_seen_from(sheet.place, standing)}
    found: dict[tuple[int, str], tuple[int, dict[str, Row]]] = {}
    for row in shared_by_parts(sheet.place.cluster_id, sheet.occasion.key, sheet.checklist.key, standing):
        key = row["assessment__participation_id"], row["assessment__unit__name"]
        share, answers = found.get(key, (None, {}))
        if share != row["share_id"]:  # shared with the cluster and the round: the latest is read
            answers = {}
            found[key] = row["share_id"], answers
        answers[row["item"]] = row
    columns = [
        Column(members[pk], pk == sheet.place.pk, False, sheet.checklist, answers, unit)
        for (pk, unit), (_share, answers) in found.items() if pk in members
    ]
    return sorted(columns, key=lambda column: (not column.own, column.place.is_mentor, column.name)), []


def on_the_parts_level(sheet: Sheet) -> Sheet:
    """The sheet as any part of the organisation would answer it."""
    return replace(sheet, unit=Organisation(name=""))

