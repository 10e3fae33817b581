"""The page where a presentation is written: filled already, saved slot by slot, nothing that was typed is lost."""

import pytest
from django.core.files.base import ContentFile

from spegla.files.models import StoredFile
from spegla.presentations.models import Cell, SlotText
from spegla.rounds.actions import close_round, end_participation
from tests.files.samples import png
from tests.web.participant.improvement.conftest import text_of
from tests.world import NOW

HTMX = {"HX-Request": "true"}
US, CHAIN, TABLE = "bm1-slide-us", "bm1-slide-chain", "bm3-slide-figures"


def texts():
    return list(SlotText.objects.order_by("slot").values_list("slot", "own", "text", "skipped"))


def test_it_opens_filled_and_says_how_far_it_is(anna, at):
    page = text_of(anna.get(at("presentation", "bm1")))
    assert "Organisation: Alvdala (kommun)" in page
    assert "1 av 9 klara" in page


def test_a_save_leads_back_to_the_slot(anna, at, write):
    response = write("Vi\r\när Alvdala", US)
    assert (response.status_code, response.url) == (302, at("presentation", "bm1") + f"#ruta-{US}")
    assert texts() == [(US, True, "Vi\när Alvdala", False)]
    assert "Vi\när Alvdala" in text_of(anna.get(at("presentation", "bm1")))


def test_with_htmx_only_what_changed_comes_back(write):
    response = write("Vi", US, headers=HTMX)
    page = text_of(response)
    assert response.status_code == 200
    assert 'name="request_key" value="a.1"' in page
    assert "Er egen text" in page
    assert "<html" not in page


def test_what_was_filled_in_stays_filled_in_when_nothing_is_changed(anna, at, write):
    filled = anna.get(at("presentation", "bm1")).context["draft"].part(US).filled.text
    write(filled, US, act="skip")
    assert texts() == [(US, False, "", True)]


def test_skip_and_take_it_back_and_fill_it_in_anew(anna, at, write):
    write("Eget", US, act="skip")
    page = text_of(anna.get(at("presentation", "bm1")))
    assert "Ta med den igen" in page
    write("Eget", US, act="keep", based_on="1", request_key="b.0")
    assert texts() == [(US, True, "Eget", False)]
    write("Eget", US, act="refill", based_on="2", request_key="c.0")
    assert texts() == [(US, False, "", False)]
    assert "Alvdala (kommun)" in text_of(anna.get(at("presentation", "bm1")))


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_stale_save_shows_both_texts_and_then_saves_on_top(write, boss, headers):
    write("Chefens", US, client=boss, request_key="b.0")
    response = write("Mitt", US, headers=headers)
    page = text_of(response)
    assert (response.status_code, SlotText.objects.get().text) == (409, "Chefens")
    assert "Chefens" in page
    assert "Mitt" in page
    assert 'name="based_on" value="1"' in page
    write("Båda", US, based_on="1")
    assert SlotText.objects.get().text == "Båda"


def test_too_long_is_said_and_kept(write):
    response = write("x" * 4001, US)
    assert (response.status_code, texts()) == (422, [])
    assert "högst 4000 tecken, nu är den 4001" in text_of(response)
    assert "x" * 4001 in text_of(response)


def test_a_table_is_saved_without_its_empty_rows(anna, at):
    fields = {"cell-0-0": "Andel", "cell-0-1": "31", "cell-0-2": "44", "cell-0-3": "", "cell-1-0": " ", "cell-1-1": ""}
    response = anna.post(at("presentation-slot", "bm3", TABLE), {**fields, "act": "save"}, headers=HTMX)
    page = text_of(response)
    assert list(Cell.objects.values_list("row", "column", "text")) == [(0, 0, "Andel"), (0, 1, "31"), (0, 2, "44"), (0, 3, "")]
    assert 'name="cell-2-0"' in page
    assert 'name="cell-3-0"' not in page


@pytest.mark.parametrize(("cell", "said"), [("x" * 401, "högst 400 tecken"), ("x\x00", "tecken i tabellen")])
def test_a_cell_that_cannot_be_kept(anna, at, cell, said):
    response = anna.post(at("presentation-slot", "bm3", TABLE), {"cell-0-0": cell})
    assert (response.status_code, Cell.objects.count()) == (422, 0)
    assert said in text_of(response)


def picture(content=None, name="kedjan.png"):
    return ContentFile(png() if content is None else content, name=name)


def test_a_picture_is_kept_and_shown(anna, at, write):
    write("", CHAIN, file=picture(), alt="En kedja med ett brott")
    kept = StoredFile.objects.get()
    page = text_of(anna.get(at("presentation", "bm1")))
    assert 'alt="En kedja med ett brott"' in page
    shown = anna.get(at("presentation-picture", "bm1", kept.pk))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    list(shown)  # to its end, which closes the file


@pytest.mark.parametrize(
    ("content", "name", "alt", "said"),
    [
        (b"%PDF-1.7\n", "bild.png", "En bild", "ingen bild vi kan visa"), (b"<svg/>", "bild.svg", "En bild", "ingen bild vi kan visa"),
        (png(), "bild.png", "", "Skriv vad bilden visar"), (b"", "bild.png", "En bild", "Filen är tom"),
    ],
)
def test_what_is_no_picture_or_says_nothing_is_not_taken(write, content, name, alt, said):
    response = write("", CHAIN, file=picture(content, name), alt=alt)
    assert (response.status_code, StoredFile.objects.count()) == (422, 0)
    assert said in text_of(response)


def test_a_picture_of_100_mb_is_refused_by_its_length_alone(anna, at):
    response = anna.generic("POST", at("presentation-slot", "bm1", CHAIN), b"", "multipart/form-data; boundary=x",
                            CONTENT_LENGTH=str(100 * 1024**2))
    assert (response.status_code, StoredFile.objects.count()) == (413, 0)


@pytest.mark.parametrize(("prepare", "status"), [(None, 302), ("end", 403), ("close", 403)])
def test_who_may_not_write_learns_why_and_keeps_the_text(world, place, write, prepare, status):
    if prepare == "end":
        end_participation(place, reason="", by=world.officer, now=NOW)
    if prepare == "close":
        close_round(world.round, by=world.officer, now=NOW)
    response = write("Det jag skrev", US)
    assert (response.status_code, SlotText.objects.exists()) == (status, prepare is None)
    assert prepare is None or "Det jag skrev" in text_of(response)


def test_others_do_not_even_learn_that_it_is_there(people, signed_in, at, write):
    write("Utkast som kan läcka", US)
    for role in ("neighbour", "mentor", "other cluster", "office", "ended neighbour", "outsider"):
        person, through = people[role]
        client = signed_in(person)
        for name in ("presentation", "presentation-slides"):
            assert client.get(at(name, "bm1")).status_code == 404, role
        assert client.post(at("presentation-slot", "bm1", US), {"text": "x"}).status_code == 404, role
        own = client.get(at("presentation", "bm1", place=through))
        assert "Utkast" not in text_of(own), role


def test_signed_out_in_the_middle_of_a_sentence(signed_in, at):
    response = signed_in(None).post(at("presentation-slot", "bm1", US), {"text": "x"}, headers=HTMX)
    assert (response.status_code, "du har blivit utloggad" in text_of(response)) == (401, True)


def test_a_slot_or_a_meeting_that_is_not_there(anna, at):
    assert anna.post(at("presentation-slot", "bm1", "bm2-slide-ideas"), {"text": "x"}).status_code == 404
    for step in ("home1", "finns-inte"):
        assert anna.get(at("presentation", step)).status_code == 404


def test_the_page_costs_the_same_for_one_and_three_slots(anna, at, write, queries):
    write("Ett", US)
    one = queries(anna, at("presentation", "bm1"))
    write("Två", "bm1-slide-weak")
    write("Tre", "bm1-slide-show")
    assert queries(anna, at("presentation", "bm1")) == one
