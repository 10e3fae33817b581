"""Papers in short: three questions on a scale of three, and a result with one thing that moved."""

from dataclasses import replace

from spegla.documents.charts import Rise, Slope, slopes
from spegla.documents.papers import Moved, Paper, PaperItem, Result, ResultItem, Table
from tests.documents.books import ENTRIES, LEVELS

PICTURE = slopes(
    [Slope("1", (1, 3), (Rise(0, 1, "up"),)), Slope("2", (2, 1), (Rise(0, 1, "down"),)),
     Slope("3", (3, 2), (Rise(0, 1, "known", "vet mer"),))],
    [(level.value, level.title) for level in LEVELS], [("BM 1", ""), ("BM 2", "")],
)


def a_paper(**changes) -> Paper:
    items = [PaperItem(entry.number, entry.title, entry.statement) for entry in ENTRIES]
    made = Paper(
        language="sv", title="Eget blad", about="Ängby · Tio moment", how="Skriv inget namn.", levels_title="Nivåerna",
        levels=LEVELS, others=["Kan inte bedöma"], items=items, spaces=["Kommentar"],
    )
    return replace(made, **changes)


def a_result(**changes) -> Result:
    answers = Table("Svaren", ["Fråga", "Svar"], [[entry.title, "2 – Behöver utvecklas"] for entry in ENTRIES])
    told = Table("Samma som tabell", ["Fråga", "BM 1", "BM 2"], [[entry.title, "1", "2\nupp 1 steg"] for entry in ENTRIES])
    made = Result(
        language="sv", title="Självskattning: Ängby", about="Inför andra träffen", answers=answers, total="Summa: 6 av 9",
        moved=Moved("Vad har flyttat?", PICTURE, "Fråga 1 har flyttat upp.", "Siffran är frågans nummer.", told, "Vilka var med?", [("BM 1", "Chef: 2")]),
        items_title="Fråga för fråga",
        items=[ResultItem(entry.title, entry.statement, "2 – Behöver utvecklas", [("Så gör vi i dag", "Rad ett\nrad två")]) for entry in ENTRIES],
        taken=[("Lärdomar", "Vi lärde oss."), ("Behov", "Vi behöver tid.")],
    )
    return replace(made, **changes)
