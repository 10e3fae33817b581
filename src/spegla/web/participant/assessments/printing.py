"""What stands on the papers of a sheet: one to fill in alone, one for the group, and the result, as the pages tell it."""

from django.utils.translation import gettext as _

from spegla.documents.papers import Moved, Paper, PaperItem, Result, ResultItem, Table
from spegla.documents.workbook import HEADINGS, TEXTS, Column
from spegla.reporting.workbooks import entries_of, language_now, levels_of
from spegla.web.participant.assessments.moving import (
    Moving,
    by_direction,
    item_shifts,
    picture_of,
    table_of,
    who_was_there,
)
from spegla.web.participant.assessments.rows import BLANK, Row, answered_at, turns_of
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.shift import totals_of
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.templatetags.wording import text


def own_paper(sheet: Sheet) -> Paper:
    """For one person, before the group talks. It has no room for a name and nothing of what others have said."""
    items = [PaperItem(entry.number, entry.title, entry.statement) for entry in entries_of(sheet.checklist, sheet.level)]
    return Paper(
        language=language_now(), title=_("Mitt blad: %(occasion)s") % {"occasion": text(sheet.occasion.title)},
        about=about(sheet),
        how=_("Kryssa för den nivå som du tycker stämmer bäst i dag, innan ni talar med varandra. Skriv inte ditt namn. "
              "Bladet är ditt eget stöd i samtalet. Bara det ni sedan kommer överens om skrivs in."),
        levels_title=_("Vad nivåerna betyder"), levels=levels_of(sheet.checklist), others=[_("Jag kan inte bedöma")],
        items=items, spaces=[_("Det här tänker jag på")],
    )


def group_paper(sheet: Sheet) -> Paper:
    """For the group: what it agrees on, with what was said the time before. Two queries."""
    answered, language, titles = answered_at(sheet), language_now(), titles_of(sheet.checklist)
    last = Column.DONE_SINCE if answered.occasion_before else Column.COMMENT
    items = [
        PaperItem(entry.number, entry.title, entry.statement, _before(answered.before.get(entry.key), titles))
        for entry in entries_of(sheet.checklist, sheet.level)
    ]
    return Paper(
        language=language, title=_("Gruppens blad: %(occasion)s") % {"occasion": text(sheet.occasion.title)},
        about=about(sheet),
        how=_("En av er skriver. Låt dem som ser olika på frågan tala först. Kryssa för den nivå som ni kommer överens om. "
              "Är ni inte överens är det också ett svar: skriv då båda synerna. För in svaren i Spegla efteråt."),
        levels_title=_("Vad nivåerna betyder"), levels=levels_of(sheet.checklist),
        others=[_("Vi kan inte bedöma"), _("Vi är inte överens")], items=items,
        spaces=[HEADINGS[column][language] for column in (Column.REASON, Column.NOT_WORKING, Column.EVIDENCE, last)],
    )


def result_of(sheet: Sheet, day: str) -> Result:
    """Everything the organisation has agreed on at the occasion, and what has moved since the ones before."""
    moving = Moving(sheet, turns_of(sheet))
    now, titles = moving.answered.now, titles_of(sheet.checklist)
    entries = entries_of(sheet.checklist, sheet.level)
    named = [(f"{entry.number}. {entry.title}", entry.statement, now.get(entry.key, BLANK)) for entry in entries]
    reflected = moving.answered.assessment or {"lessons": "", "needs": ""}
    taken = [(_("Lärdomar"), reflected["lessons"]), (_("Behov"), reflected["needs"])]
    return Result(
        language=language_now(), title=_("Självskattning: %(unit)s") % {"unit": sheet.unit.name},
        about=f"{text(sheet.occasion.title)} · {text(sheet.checklist.title)}\n{day}",
        answers=Table(_("Svaren"), [_("Fråga"), _("Svar")], [[title, said(row, titles)] for title, _statement, row in named]),
        total=_total(moving), moved=_moved(moving) if moving.has_two else None,
        items_title=_("Fråga för fråga"),
        items=[ResultItem(title, statement, said(row, titles), _written(row)) for title, statement, row in named],
        taken=[(label, words) for label, words in taken if words],
    )


def about(sheet: Sheet) -> str:
    return f"{sheet.unit.name} · {text(sheet.checklist.title)}"


def _before(row: Row | None, titles: dict[int, str]) -> str:
    return _("Förra gången: %(answer)s") % {"answer": said(row, titles)} if row else ""


def _written(row: Row) -> list[tuple[str, str]]:
    language = language_now()
    return [(HEADINGS[column][language], row[column]) for column in TEXTS if row[column]]


def _total(moving: Moving) -> str:
    totals = totals_of(moving.sheet, moving.answered)
    if not totals:
        return ""
    after = totals["after"]
    if after.complete:
        return _("Summa: %(points)s av %(most)s") % {"points": after.points, "most": totals["most"]}
    return _("Summa så här långt: %(points)s. %(n)s av %(of)s frågor har poäng.") % {
        "points": after.points, "n": after.answered, "of": totals["of"]
    }


def _moved(moving: Moving) -> Moved:
    groups = by_direction(item_shifts(moving))
    shown = " ".join(f"{label}: {', '.join(str(row['number']) for row in found)}." for label, found in groups)
    table = table_of(moving)
    rows = [[row["title"], *("\n".join(filter(None, cell.values())) for cell in row["cells"])] for row in table["rows"]]
    return Moved(
        title=_("Vad har flyttat?"), picture=picture_of(moving),
        description=f"{shown} {_('Allt som bilden visar står också i tabellen.')}".strip(),
        caption=_("Siffran i ringen är frågans nummer. Tjock linje: har flyttat upp. Prickad linje: har flyttat ner. "
                  "Streckad linje med ett ord: nivån är en annan, men varken bättre eller sämre. "
                  "Där en fråga saknar poäng finns ingen linje, och över ett tillfälle utan svar är linjen bruten."),
        table=Table(_("Förflyttning per fråga"), [_("Fråga"), *table["heads"]], rows),
        there_title=_("Vilka var med?"), there=who_was_there(moving),
    )
