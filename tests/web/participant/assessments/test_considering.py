"""What to think of before sharing: on the share page, with links to where it is put right, and never in the way."""

import re

import pytest

from spegla.assessments.present import say_who_took_part
from spegla.improvement.actions import start_improvement
from spegla.journal.models import Share
from spegla.rounds.actions import close_round
from tests.assessments.papers import BM2, answer, paper_of
from tests.web.participant.assessments.reading import text_of
from tests.web.reading import press

HEAD = "Att tänka på innan ni delar"


@pytest.fixture
def paper(world, door):
    door["now"] = BM2
    paper = paper_of(world, occasion="bm2")
    answer(paper, 0, by=world.person("Alvdala"), score=3, now=BM2)
    return paper


@pytest.fixture
def read(anna, url):
    def part():
        page = anna.get(url("share", occasion="bm2")).content.decode()
        return page[page.index('id="att-tanka-pa"') : page.index("</section>", page.index('id="att-tanka-pa"'))] if HEAD in page else ""

    return part


def test_each_finding_has_its_name_its_reason_and_its_place(read, world, paper):
    say_who_took_part(paper, {"elected-official": 1}, by=world.person("Alvdala"), now=BM2)
    left = start_improvement(world.places["Alvdala"], {"title": "Läsning", "track": "service"}, creation_key="k",
                             standing=world.standing("Alvdala"), now=BM2)
    part, place = read(), world.places["Alvdala"].pk
    assert re.findall("<h3>(.*?)</h3>", part) == [
        "Nivå utan motivering", "Högsta nivån utan underlag", "Inget står under ”Vad fungerar inte?”",
        "Någon saknades när ni svarade", "Förbättring utan någon som håller i den", "Ett tillfälle har inga svar",
    ]
    sheet, question = f"/omgang/{place}/skattning/bm2/", "?punkt=political-decision#punkt-political-decision"
    assert re.findall('<li><a href="(.*?)">(.*?)</a>', part) == [
        (sheet + question, "1. Det finns ett politiskt beslut"), (sheet + question, "1. Det finns ett politiskt beslut"),
        (sheet, "Till frågorna"),
        (sheet + "vilka-var-med/", "Hög chef"), (sheet + "vilka-var-med/", "Nyckelperson eller Strateg"),
        (f"/omgang/{place}/forbattringar/{left.pk}/", "Läsning"),
        (f"/omgang/{place}/skattning/bm1/", "Inför första träffen"),
    ]


def test_it_advises_and_stops_nothing(anna, url, read, paper):
    assert "Ni kan dela ändå" in read()
    press(anna, url("share", occasion="bm2"), "seen", audience="cluster")
    assert Share.objects.filter(thing="assessment", until=None).count() == 1


def test_nothing_to_think_of_is_no_list(read, world, paper):
    by = world.person("Alvdala")
    answer(paper_of(world), 0, by=by, score=2)
    answer(paper, 0, by=by, based_on=1, score=3, reason="Så.", evidence="§ 4", not_working="Det hinns inte.", now=BM2)
    assert read() == ""


def test_where_nothing_can_be_shared_any_more_there_is_nothing_to_think_of(read, world, paper):
    close_round(world.round, by=world.officer, now=BM2)
    assert read() == ""


def test_nobody_else_reads_it(anna, browser_of, url, paper, world):
    press(anna, url("share", occasion="bm2"), "seen", audience="cluster")
    page = browser_of("Bäckinge").get(url("comparison", place="Bäckinge", occasion="bm2")).content.decode()
    assert "Alvdala" in page
    assert (HEAD in page, "Nivå utan motivering" in text_of(page)) == (False, False)
