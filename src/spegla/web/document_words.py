"""What is said of files that people upload: why one cannot be read, what was not understood, what is good to know."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import How, Notice, NotUnderstood, Reading, Told, Where, Why

TROUBLES = {
    Trouble.EMPTY: gettext_lazy("Filen är tom. Öppna den hos dig, spara den och försök igen."),
    Trouble.TOO_LARGE: gettext_lazy("Filen är större än %(most)s MB. Ta bort bilder och sådant som inte hör till checklistan."),
    Trouble.UNKNOWN_TYPE: gettext_lazy("Vi kan läsa Excel (.xlsx), Word (.docx) och CSV. Den här filen är av ett annat slag."),
    Trouble.OLD_FORMAT: gettext_lazy("Filen är i ett gammalt format. Öppna den och spara den som .xlsx eller .docx."),
    Trouble.OPEN_DOCUMENT: gettext_lazy("Filen är i OpenDocument-format. Öppna den och spara den som .xlsx eller .docx."),
    Trouble.ENCRYPTED: gettext_lazy("Filen är låst med ett lösenord. Ta bort lösenordet och försök igen."),
    Trouble.MACROS: gettext_lazy("Filen har makron. Spara den som en arbetsbok utan makron (.xlsx) och försök igen."),
    Trouble.CUT_SHORT: gettext_lazy("Filen är trasig eller avklippt. Öppna den hos dig, spara den på nytt och försök igen."),
    Trouble.DOCTYPE: gettext_lazy("Filen hänvisar till något utanför sig själv, och sådana filer öppnar vi inte."),
    Trouble.STRANGE_PARTS: gettext_lazy("Filen är inte gjord som Excel och Word gör dem. Öppna den och spara den på nytt."),
    Trouble.TOO_MANY_PARTS: gettext_lazy("Filen har för många delar för att vara en checklista."),
    Trouble.UNPACKS_TOO_LARGE: gettext_lazy("Filen blir större än %(most)s MB när den packas upp. Ta bort bilder och annat."),
    Trouble.TOO_MANY_ROWS: gettext_lazy("Filen har mer än %(most)s rader. Ta bort tomma rader under tabellen och försök igen."),
    Trouble.TOO_MANY_CELLS: gettext_lazy("Filen har mer än %(most)s celler. Ta bort det som inte hör till checklistan."),
    Trouble.TOO_FAR_OUT: gettext_lazy("Något står långt utanför tabellen, i cell %(cell)s. Ta bort det och försök igen."),
    Trouble.TOO_WIDE: gettext_lazy("Cellerna %(cell)s är ihopslagna eller länkade över ett för stort område."),
    Trouble.TOO_MUCH_TEXT: gettext_lazy("Filen har mer text än vi kan ta emot. Dela upp den."),
    Trouble.TOO_MANY_SLIDES: gettext_lazy("Presentationen har fler än %(most)s sidor. Dela upp den, eller ta bort några."),
    Trouble.NO_MASTER: gettext_lazy("Det här är en PDF. En mall ska vara en PowerPoint-fil (.pptx eller .potx)."),
    Trouble.NO_LAYOUTS: gettext_lazy("Mallen har inga sidlayouter att skriva i. Öppna den i PowerPoint och spara den på nytt."),
    Trouble.NO_SLIDES: gettext_lazy("Filen har inga sidor att visa."),
    Trouble.NOTHING_TO_READ: gettext_lazy("Vi hittar ingen ifylld checklista i filen. Kontrollera att det är rätt fil."),
    Trouble.BAD_LINE: gettext_lazy("Rad %(line)s kan inte läsas. Ett citattecken står fel, eller är öppnat men inte stängt."),
    Trouble.TOO_SLOW: gettext_lazy("Filen tog för lång tid att läsa. Ta bort det som inte hör till checklistan."),
    Trouble.TOO_MUCH_MEMORY: gettext_lazy("Filen är för stor att läsa. Ta bort det som inte hör till checklistan."),
    Trouble.BROKEN: gettext_lazy("Filen kunde inte läsas. Öppna den hos dig, spara den på nytt och försök igen."),
    Trouble.BUSY: gettext_lazy("Många läser in filer just nu. Försök igen om en stund."),
}
WHYS = {
    Why.NO_TABLE: gettext_lazy("Här finns ingen tabell med frågor och poäng."),
    Why.SEVERAL_MARKS: gettext_lazy("Flera nivåer är kryssade."),
    Why.NO_VALUE: gettext_lazy("Formeln har inget uträknat värde. Öppna filen i kalkylprogrammet och spara den."),
    Why.BAD_VALUE: gettext_lazy("Här står ett felmeddelande eller ett datum."),
    Why.TWICE: gettext_lazy("En annan rad gäller samma fråga vid samma tillfälle. Den första räknas."),
    Why.TOO_LONG: gettext_lazy("Texten är för lång. Korta den, eller skriv in den för hand."),
    Why.NO_REASON: gettext_lazy("Det är inget av skälen i listan. Välj ett av dem, i filen eller på sidan Vad har flyttat?"),
    Why.NO_ITEM: gettext_lazy("Vi vet inte vilken fråga raden gäller."),
}
TOLDS = {
    Told.HIDDEN: gettext_lazy("Dolda flikar läses inte: %(what)s."),
    Told.FORMULAS: gettext_lazy("Här står formler, och det senast uträknade värdet läses: %(what)s."),
    Told.EXTERNAL: gettext_lazy("Filen har länkar till andra filer. De följs inte."),
    Told.COLUMNS: gettext_lazy("Kolumner som inte läses: %(what)s."),
    Told.OTHER_CHECKLIST: gettext_lazy("Arbetsboken är gjord för en annan checklista. Se noga efter att frågorna är de rätta."),
    Told.MORE: gettext_lazy("Filen har mer som inte gick att förstå än det som visas här."),
}
HOWS = {
    How.KEY: "", How.WORDS: "", How.NOT: "",
    How.ALIKE: gettext_lazy("känns igen på att orden är lika"),
    How.NUMBER: gettext_lazy("känns igen på numret"),
    How.ORDER: gettext_lazy("känns igen på ordningen"),
}


def trouble_in_words(error: DocumentError) -> str:
    """Large numbers are written so that they can be read."""
    details = {name: number_format(value, force_grouping=True) if isinstance(value, int) else value
               for name, value in error.details.items()}
    return str(TROUBLES[error.trouble]) % details


def notice_in_words(notice: Notice) -> str:
    return str(TOLDS[notice.told]) % {"what": ", ".join(notice.what)}


def place_in_words(where: Where, kind: str) -> str:
    """A place in the file as people find it: "BM1!C7" in a workbook, else the table and the row."""
    if kind == "workbook":
        return f"{where.sheet}!{where.column or 'A'}{where.row}" if where.row else where.sheet
    if kind == "word":
        return _("tabell %(table)s, rad %(row)s") % {"table": where.sheet, "row": where.row or 1}
    return _("rad %(row)s") % {"row": where.row} if where.row else _("hela filen")


def problem_rows(reading: Reading, problems: tuple[NotUnderstood, ...]) -> list[tuple[str, str, str]]:
    """Where, what stands there, and why it was not understood."""
    return [(place_in_words(one.where, reading.kind), one.what, str(WHYS[one.why])) for one in problems]
