"""A key person's way through a round, from the letter to a page in the final report."""

import re

import pytest
from playwright.sync_api import expect

from spegla.config.clock import read_clock
from spegla.people.actions import appoint
from tests.demo import KEY_PERSON
from tests.e2e.letters import link_in_letter_to
from tests.e2e.looking import assert_sound, at_rest, sent

pytestmark = pytest.mark.browser


@pytest.mark.both_databases
def test_a_new_key_person_does_what_is_to_be_done(stage, visitor):
    page = visitor(meets=(422,))  # an idea without its sentence
    _come_in(page, _invite(stage))
    _confirm(page)
    _tick_off(page)
    _answer_two(page)
    _choose_what_to_show_and_learn(page)
    _share(page)
    _take_an_idea_home(page)
    _start_an_improvement(page)
    _write_in_the_report(page)


def _invite(stage):
    appoint(
        stage.organisations["granasa"], email="nora.nyberg@granasa.example", name="Nora Nyberg", function="key-person",
        by=stage.people[KEY_PERSON], now=read_clock(),
    )
    return link_in_letter_to("nora.nyberg@granasa.example")


def _named(first, then=""):
    """What a button or link says, and what it says only to those who hear it."""
    return re.compile(rf"^{first}\W*{then}")


def _menu(page, name):
    page.get_by_role("navigation", name="Meny för Granåsa kommun").get_by_role("link", name=name, exact=True).click()


def _press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()


def _come_in(page, link):
    page.goto(link)
    assert_sound(page)
    _press(page, "Logga in som Nora")
    expect(page).to_have_url("/nu/")
    expect(page.get_by_role("main")).to_contain_text("Hej Nora!")
    at_rest(page)
    assert 1 <= page.locator(".now-list > li").count() <= 3
    assert_sound(page)


def _confirm(page):
    page.get_by_role("link", name="Läs och bekräfta").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ditt uppdrag")
    assert_sound(page)
    _press(page, "Jag känner till uppdraget och har tid")
    expect(page.get_by_text("Nu vet de andra att du är med.")).to_be_visible()
    expect(page.get_by_role("link", name="Läs och bekräfta")).to_have_count(0)


def _tick_off(page):
    _menu(page, "Stegen")
    page.get_by_role("link", name="Öppna steg 4").click()
    expect(page.get_by_role("button", name=_named("Bocka av")).first).to_be_visible()
    at_rest(page)
    before = page.get_by_text("Avbockat av dig").count()
    page.get_by_role("button", name=_named("Bocka av")).first.click()
    expect(page.get_by_text("Avbockat av dig")).to_have_count(before + 1)


def _answer_two(page):
    _menu(page, "Självskattning")
    page.get_by_role("link", name="Fortsätt svara").click()
    expect(page.get_by_text("6 av 10 besvarade")).to_be_visible()
    at_rest(page)
    seventh = page.locator("details.question[open]")
    seventh.get_by_role("radio", name="2 Behöver utvecklas").check()
    expect(page.get_by_text("7 av 10 besvarade")).to_be_visible()
    seventh.get_by_label("Så gör vi i dag, och därför valde vi nivån").fill("Var fjärde skrivelse svarar på frågan.")
    seventh.get_by_role("button", name="Spara och gå vidare").click()
    eighth = page.locator("details.question[open]")
    expect(eighth.locator("summary h2")).to_have_text("Resultat för kvinnor och män syns i den vanliga uppföljningen")
    eighth.get_by_role("radio", name="Vi är inte överens").check()
    expect(page.get_by_text("8 av 10 besvarade")).to_be_visible()
    eighth.get_by_label("Den andra synen").fill("Den syns i två nämnder av sju.")
    with sent(page, "två nämnder av sju."):
        eighth.get_by_role("button", name="Spara", exact=True).click()
    expect(eighth.locator(".saved[role=status]")).to_contain_text("Sparat")
    assert_sound(page)
    page.reload()
    expect(page.get_by_text("8 av 10 besvarade")).to_be_visible()


def _choose_what_to_show_and_learn(page):
    page.get_by_role("link", name="Välj vad ni kan visa och vill lära").click()
    page.get_by_role("button", name=_named("Det här kan vi visa", "Det finns ett politiskt beslut")).click()
    expect(page.get_by_text("1 av 3 valda")).to_have_count(1)
    page.get_by_role("button", name=_named("Det här vill vi lära oss", "Arbetet har lett till förbättringar")).click()
    expect(page.get_by_text("1 av 3 valda")).to_have_count(2)
    assert_sound(page)


def _share(page):
    page.get_by_role("link", name="Gå till delning").click()
    page.get_by_role("button", name="Dela med klustret").click()
    expect(page.get_by_text("Delad den 1 mars 2027 av Nora Nyberg")).to_be_visible()
    assert_sound(page)


def _take_an_idea_home(page):
    page.get_by_role("main").get_by_role("link", name="Jämför i klustret").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad kan vi lära av varandra?")
    expect(page.get_by_text("Ni vill lära er om")).to_be_visible()
    page.get_by_role("link", name=_named("Ta med som idé", "Det finns ett politiskt beslut, Kvarnsala kommun")).click()
    expect(page.get_by_label("Vems idén var").locator("option:checked")).to_have_text("Kvarnsala kommun")
    _press(page, "Spara idén")
    expect(page.get_by_role("heading", name="Det här behöver rättas")).to_be_visible()
    assert_sound(page)
    page.get_by_label("Idén i en mening").fill("Ompröva beslutet varje mandatperiod")
    _press(page, "Spara idén")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ompröva beslutet varje mandatperiod")


def _start_an_improvement(page):
    page.get_by_role("link", name="Gör en förbättring av idén").click()
    page.get_by_role("link", name="I styrning och ledning").click()
    page.get_by_label("Vad ni ska göra, i en mening").fill("Ta upp riktlinjen i kommunfullmäktige i höst")
    _press(page, "Spara förbättringen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta upp riktlinjen i kommunfullmäktige i höst")
    expect(page.get_by_role("main")).to_contain_text("Från idé till effekt")
    assert_sound(page)


def _write_in_the_report(page):
    _menu(page, "Slutrapport")
    page.get_by_role("link", name=_named("Skriv något här", "Lärdomar")).click()
    page.get_by_label("Er text").fill("Det som stod sist i mallen blev aldrig läst.")
    _press(page, "Spara texten")
    expect(page.get_by_text("Det som stod sist i mallen blev aldrig läst.")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut rapporten")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Det som stod sist i mallen blev aldrig läst.")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut rapporten")).to_be_hidden()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    page.emulate_media(media="screen")
