"""The tab with the shift in our own workbook: why a level is another, chosen from a list. Nothing else in it is read."""

from collections.abc import Iterator, Mapping

from spegla.documents.reading.lines import LONGEST_SHOWN, letters
from spegla.documents.reading.matching import Finder
from spegla.documents.reading.shapes import Cells, How, NotUnderstood, Reason, Sheet, Where, Why
from spegla.documents.reading.words import column_of, normal
from spegla.documents.workbook import WHY_HEADING, WHYS, Column

BY_WORDS = {normal(word): why for why, words in WHYS.items() for word in words.values()}
ITEM = {Column.TITLE, Column.KEY}
SURE = {How.KEY, How.WORDS}


def read_reasons(sheet: Sheet, finder: Finder, occasions: Mapping[str, str]) -> Iterator[Reason | NotUnderstood]:
    """What has been chosen, and what is none of the reasons. `occasions` by the name of their tab, as it once was."""
    head = next((row for row in sorted(sheet.rows) if _tabs(sheet.rows[row])), 0)
    if not head:
        return
    columns, tabs = _columns(sheet.rows[head]), _tabs(sheet.rows[head])
    for row in sorted(one for one in sheet.rows if one > head):
        cells = sheet.rows[row]
        title, key = (cells[columns[one]].text if columns.get(one) in cells else "" for one in (Column.TITLE, Column.KEY))
        item, how = finder.find([title], key=key.strip())
        for place, tab in tabs.items():
            if place not in cells or not cells[place].text.strip():
                continue
            where, said = Where(sheet.name, row, letters(place)), cells[place].text.strip()
            why = BY_WORDS.get(normal(said), "")
            if why and how in SURE:
                yield Reason(where, tab, occasions.get(tab, ""), item, why)
            else:
                yield NotUnderstood(where, said[:LONGEST_SHOWN], Why.NO_ITEM if why else Why.NO_REASON)


def _tabs(cells: Cells) -> dict[int, str]:
    """By column, the tab whose levels the reasons in it are about."""
    return {
        place: cell.text.strip().removeprefix(heading)
        for place, cell in cells.items() for heading in WHY_HEADING.values() if cell.text.strip().startswith(heading)
    }


def _columns(cells: Cells) -> dict[Column, int]:
    return {column: place for place, cell in cells.items() if (column := column_of(cell.text)) in ITEM}
