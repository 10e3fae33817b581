"""Findings in words, each with its explanation and links to where it is put right. They advise: nothing waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.core.findings import Finding, Rule
from spegla.reporting.findings import findings_of
from spegla.rounds.content import programme_of
from spegla.web.participant.assessments.answering import opened_at
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.templatetags.wording import text

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    why: str
    links: list[Link]


def to_consider(sheet: Sheet) -> list[Told]:
    return [_told(sheet, finding) for finding in findings_of(sheet.paper)]


def _told(sheet: Sheet, finding: Finding[Any]) -> Told:
    title, why = _words()[finding.rule]
    links: Callable[[Sheet, Finding[Any]], list[Link]] = LINKS.get(finding.rule, _to_items)
    return Told(title, why, links(sheet, finding))


def _words() -> dict[Rule, tuple[str, str]]:
    return {
        Rule.SCORE_WITHOUT_REASON: (
            _("Nivå utan motivering"), _("Andra lär sig av hur ni gör. Nivån i sig säger dem inte mycket."),
        ),
        Rule.TOP_WITHOUT_EVIDENCE: (
            _("Högsta nivån utan underlag"),
            _("Skriv gärna vad som visar det. Då vet ni själva nästa gång varför ni valde nivån."),
        ),
        Rule.NOTHING_NOT_WORKING: (
            _("Inget står under ”Vad fungerar inte?”"),
            _("Det är ofta det som andra har mest nytta av, och ni väljer själva om det delas."),
        ),
        Rule.FUNCTION_MISSING: (
            _("Någon saknades när ni svarade"),
            _("Samma fråga ser olika ut från olika håll. Fråga gärna den som inte var med innan ni delar."),
        ),
        Rule.ACTION_WITHOUT_OWNER: (
            _("Förbättring utan någon som håller i den"),
            _("Det som alla ska göra blir sällan gjort. Skriv vem som håller i det."),
        ),
        Rule.OCCASION_SKIPPED: (
            _("Ett tillfälle har inga svar"),
            _("Det syns som ett hål i förflyttningen. Minns ni hur det stod till då går det bra att svara i efterhand."),
        ),
    }


def _to_items(sheet: Sheet, finding: Finding[Any]) -> list[Link]:
    wanted = set(finding.of)
    return [
        (f"{number}. {text(item.title)}", opened_at(sheet, item.key))
        for number, item in enumerate(sheet.items, start=1) if item.key in wanted
    ]


def _to_all_items(sheet: Sheet, finding: Finding[Any]) -> list[Link]:
    return [(_("Till frågorna"), sheet.url("assessment"))]


def _to_those_there(sheet: Sheet, finding: Finding[Any]) -> list[Link]:
    names = {function.key: text(function.title) for function in programme_of(sheet.place.round).edition.function}
    either = _(" eller ")
    return [(either.join(names[key] for key in group), sheet.url("took-part")) for group in finding.of]


def _to_improvements(sheet: Sheet, finding: Finding[Any]) -> list[Link]:
    return [(title, reverse("participant:improvement", args=[sheet.place.pk, pk])) for pk, title in finding.of]


def _to_occasions(sheet: Sheet, finding: Finding[Any]) -> list[Link]:
    return [
        (text(time.title), reverse("participant:assessment", args=[sheet.place.pk, time.key]) + sheet.query)
        for time in sheet.occasions if time.key in finding.of
    ]


LINKS = {
    Rule.NOTHING_NOT_WORKING: _to_all_items,
    Rule.FUNCTION_MISSING: _to_those_there,
    Rule.ACTION_WITHOUT_OWNER: _to_improvements,
    Rule.OCCASION_SKIPPED: _to_occasions,
}
