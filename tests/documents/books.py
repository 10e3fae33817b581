"""A workbook in short: three questions on a scale of three, two occasions, and words that could do harm."""

from dataclasses import fields, replace

from spegla.documents.reading import shapes
from spegla.documents.reading.shapes import Expected, Occasion
from spegla.documents.workbook import CHECKLIST, MADE_AT, OCCASION, Entry, Level, Said, Tab, Words, Workbook

HARMFUL = ("=1+1", "+46 70", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x.example","y")', "#N/A")
LEVELS = [Level(1, "Inte påbörjat", "Det finns inte hos oss."), Level(2, "Behöver utvecklas", "Ibland, på några håll."),
          Level(3, "Finns och används", "I hela organisationen.")]
ENTRIES = [Entry("decision", 1, "Det finns ett beslut", "Beslutet gäller i dag."),
           Entry("results", 2, "Resultat efterfrågas", "Nämnden frågar efter resultat."),
           Entry("statistics", 3, "Statistiken är uppdelad", "All statistik är uppdelad på kön.")]
OURS = Expected(
    "b", tuple(shapes.Item(entry.key, entry.number, (entry.title, entry.statement)) for entry in ENTRIES),
    tuple(shapes.Level(level.value, (level.title,)) for level in LEVELS),
    (Occasion("bm1", ("BM 1",)), Occasion("bm2", ("BM 2",))),
)
WORDS = Words(**{field.name: f"({field.name})" for field in fields(Words)})


def scored(score: int, **texts: str) -> Said:
    return Said("scored", score, texts)


def a_book(**changes) -> Workbook:
    tabs = [
        Tab("bm1", "BM 1", "BM 1: självskattning", {"decision": scored(1), "results": scored(2), "statistics": scored(3)}),
        Tab("bm2", "BM 2", "BM 2: självskattning",
            {"decision": scored(3, reason="=1+1", comment="Rad ett\nrad två"), "results": Said("cannot-judge")}),
    ]
    made = Workbook(
        language="sv", title="Självskattning", unit="Ängby", checklist="Tio moment", may_sum=True, levels=LEVELS,
        entries=ENTRIES, tabs=tabs, words=WORDS, made="3 mars 2027",
        properties={CHECKLIST: "b", MADE_AT: "2027-03-03T09:00:00+00:00", f"{OCCASION}bm1": "BM 1", f"{OCCASION}bm2": "BM 2"},
    )
    return replace(made, **changes)
