"""The programme office: a new round with organisations and a cluster, an invitation, a date that is moved."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from spegla.rounds.models import Round
from tests.demo import OFFICER
from tests.e2e.letters import link_in_letter_to
from tests.e2e.looking import assert_sound

pytestmark = pytest.mark.browser
START = dt.date(2027, 9, 6)
NAMES = ("Norrvikens kommun", "Söderåsens kommun")


def test_the_office_opens_a_round_and_fills_it(stage, visitor):
    page = visitor(OFFICER)
    _open(page)
    for name in NAMES:
        _add_organisation(page, name)
    _form_cluster(page)
    _invite(page, visitor())
    _move_the_first_meeting(page)


def _menu(page, name):
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def _press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def _open(page):
    page.goto("/programledning/")
    page.get_by_role("link", name="Öppna en ny omgång").click()
    page.get_by_role("link", name=re.compile("^Välj den här.*2020")).click()
    _press(page, "Se kalendern")
    expect(page.get_by_role("main")).to_contain_text("Skriv ett namn på omgången.")
    assert_sound(page)
    page.get_by_label("Omgångens namn").fill("Jämställd vardag, omgång 8")
    page.get_by_label("Startdatum").fill(START.isoformat())
    _press(page, "Se kalendern")
    expect(page.get_by_text("Förhandsvisning, inget är sparat")).to_be_visible()
    expect(page.locator(".timeline > li").filter(has_text="Träff").first).to_contain_text("6 september 2027")
    assert not Round.objects.filter(name="Jämställd vardag, omgång 8").exists()
    assert_sound(page)
    _press(page, "Öppna omgången")
    expect(page.get_by_text("Omgången är öppnad.")).to_be_visible()
    assert Round.objects.get(name="Jämställd vardag, omgång 8").start_on == START


def _add_organisation(page, name):
    page.get_by_label("Organisationens namn").fill(name)
    _press(page, "Ta in i omgången")
    expect(page.get_by_role("row").filter(has_text=name)).to_be_visible()


def _form_cluster(page):
    _menu(page, "Klustren")
    page.get_by_label("Klustrets namn").fill("Sjökanten")
    _press(page, "Bilda klustret")
    expect(page.get_by_role("heading", name="Sjökanten")).to_be_visible()
    for name in NAMES:
        page.get_by_role("row").filter(has_text=name).get_by_role("combobox").first.select_option("Sjökanten")
    _press(page, "Spara indelningen")
    expect(page.get_by_role("listitem").filter(has_text="Sjökanten")).to_contain_text(NAMES[0])
    assert_sound(page)


def _invite(page, newcomer):
    _menu(page, "Organisationer")
    page.get_by_role("link", name=re.compile(f"i {NAMES[0]}$")).click()
    page.get_by_label("Namn").fill("Tora Lindqvist")
    page.get_by_label("E-postadress").fill("tora.lindqvist@norrviken.example")
    page.get_by_label("Nyckelperson").check()
    _press(page, "Skicka inbjudan")
    expect(page.get_by_text("Inbjudan är skickad till tora.lindqvist@norrviken.example.")).to_be_visible()
    newcomer.goto(link_in_letter_to("tora.lindqvist@norrviken.example"))
    newcomer.get_by_role("button", name="Logga in som Tora").click()
    expect(newcomer.get_by_role("main")).to_contain_text("Hej Tora!")
    expect(newcomer.get_by_role("main")).to_contain_text(NAMES[0])


def _move_the_first_meeting(page):
    page.goto("/programledning/")
    page.get_by_role("link", name="Jämställd vardag, omgång 8").click()
    _menu(page, "Datum")
    page.get_by_label(re.compile("Bestäm dag.*Första benchmarkingträffen")).fill("2027-11-24")
    _press(page, "Se vad som flyttar sig")
    expect(page.get_by_role("heading", level=1)).to_have_text("Det här flyttar sig")
    expect(page.get_by_role("row").filter(has_text="Första benchmarkingträffen").first).to_contain_text("24 november 2027")
    assert_sound(page)
    _press(page, "Spara datumen")
    expect(page.get_by_text("Datumen är sparade.")).to_be_visible()
    _menu(page, "Tidslinje")
    meeting = page.locator(".timeline li").filter(has_text="Första benchmarkingträffen").filter(has_text="bestämt datum")
    expect(meeting).to_contain_text("24 november 2027")
