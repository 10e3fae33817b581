"""A workbook taken along, filled in elsewhere and read in again; and a checklist of the office's own."""

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.assessments.models import Answer, Assessment, OwnSheet, SharedAnswer
from spegla.documents.workbook import HEADINGS
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Round
from tests.demo import KEY_PERSON, OFFICER
from tests.documents.samples import workbook
from tests.e2e.looking import assert_sound

pytestmark = pytest.mark.browser
SCORE, COMMENT = HEADINGS["score"]["sv"], HEADINGS["comment"]["sv"]


def _press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_workbook_is_taken_along_filled_in_and_read_in_again(stage, visitor, tmp_path):
    page = visitor(KEY_PERSON)
    place = stage.places["one", "granasa"]
    path = tmp_path / "skattning.xlsx"
    page.goto(reverse("participant:downloads", args=[place.pk, "bm2"]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner som Excel").click()
    download.value.save_as(path)
    _fill_in(path)
    page.get_by_role("link", name="Läs in en arbetsbok som ni har fyllt i").click()
    page.get_by_label("Fil").set_input_files(path)
    _press(page, "Se vad filen säger")
    expect(page.get_by_role("main")).to_contain_text("Skrivet på tåget")
    assert_sound(page)
    page.get_by_label("”ganska bra”").select_option(label="2 – Behöver utvecklas")
    _press(page, "Visa med de här valen")
    _press(page, "Läs in 2 svar")
    expect(page.get_by_role("main")).to_contain_text("2 svar är inlästa.")
    saved = Answer.objects.filter(comment="Skrivet på tåget", assessment__participation=place)
    assert list(saved.values_list("assessment__occasion", "score")) == [("bm2", 2), ("bm2", 3)]


def _fill_in(path):
    """As somebody does offline: one score from the list, one in words of her own, a comment to both."""
    book = openpyxl.load_workbook(path)
    sheet = book["BM 2"]
    places = {cell.value: cell.column for cell in sheet[3]}
    for row, score in ((11, "ganska bra"), (12, "3 – Finns och används")):
        sheet.cell(row, places[SCORE], score)
        sheet.cell(row, places[COMMENT], "Skrivet på tåget")
    book.save(path)


def test_the_office_reads_in_a_checklist_of_its_own(stage, visitor, tmp_path):
    round_ = stage.rounds["two"]
    _take_answers_away(round_)
    path = tmp_path / "lista.xlsx"
    path.write_bytes(workbook(Lista=[["Moment", "Påstående"], ["Styrning", "Mål och budget."], ["Statistik", "Uppdelad på kön."]]))
    page = visitor(OFFICER)
    page.goto(f"/programledning/{round_.pk}/checklistor/")
    page.get_by_role("link", name="Läs in en egen eller officiell checklista").click()
    expect(page.get_by_label("Fil")).to_be_visible()
    assert_sound(page)
    page.get_by_label("Vad den ska heta").fill("Regionens checklista")
    page.get_by_label("Fil").set_input_files(path)
    _press(page, "Se vad filen säger")
    expect(page.get_by_role("heading", level=1)).to_have_text("Så blir checklistan")
    assert_sound(page)
    page.get_by_label("Är samma fråga som").first.select_option(index=1)
    _press(page, "Läs in checklistan")
    expect(page.get_by_text("Checklistan är inläst, och omgången använder den.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Regionens checklista")
    [made] = checklists_of(Round.objects.get(pk=round_.pk))
    assert [item.title.sv for item in made.item] == ["Styrning", "Statistik"]


def _take_answers_away(round_):
    SharedAnswer.objects.filter(assessment__participation__round=round_).delete()
    Assessment.objects.filter(participation__round=round_).delete()
    OwnSheet.objects.filter(participation__round=round_).delete()
