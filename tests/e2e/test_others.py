"""A mentor who sees what was shared and tells what she knows, and an elected official with a tablet and three minutes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.demo import ELECTED, MENTOR, NEWCOMER, OFFICER
from tests.e2e.looking import PHONE, TABLET, assert_sound, faults

pytestmark = pytest.mark.browser


def test_a_mentor_sees_who_waits_reads_what_is_shared_and_tells(stage, visitor):
    page = visitor(MENTOR)
    page.goto(reverse("mentor:cluster", args=[stage.places["one", "kvarnsala"].pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ditt kluster: Åsen")
    expect(page.locator(".progress-grid")).to_contain_text("Älmdala kommun")

    page.get_by_role("link", name="Läs om verksamheten som Granåsa kommun utsett").click()
    expect(page.get_by_role("main")).to_contain_text("Biståndsbedömningen i hemtjänsten")
    page.go_back()

    page.get_by_role("link", name="Läs jämförelsen i klustret").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad kan vi lära av varandra?")
    expect(page.get_by_role("main")).to_contain_text("Vikarholms kommun")
    page.go_back()

    page.get_by_role("link", name="Berätta era erfarenheter").click()
    page.get_by_label("Vårt råd till er som börjar").fill("Börja med en enhet och en fråga.")
    page.get_by_role("button", name="Spara hos oss").click()
    expect(page.get_by_text("De andra ser det först när ni delar.")).to_be_visible()
    page.get_by_role("button", name="Dela med klustret").click()
    expect(page.get_by_text("Delat, så som det ser ut nu.")).to_be_visible()
    assert_sound(page)


def test_an_elected_official_has_three_things_and_a_question(stage, visitor):
    page = visitor(ELECTED, size="tablet")
    page.goto("/nu/")
    expect(page.get_by_role("main")).to_contain_text("Hej Lena!")
    cards = page.locator(".now-list > li")
    assert 1 <= cards.count() <= 3
    for card in cards.all():
        expect(card).to_contain_text("minuter")
        expect(card.get_by_role("link")).to_be_visible()
    expect(page.get_by_role("heading", name="En bra fråga att ställa på nästa sammanträde")).to_be_visible()
    expect(page.locator("main blockquote")).not_to_be_empty()
    expect(page.locator("main").get_by_role("textbox")).to_have_count(0)
    assert faults(page, TABLET, PHONE) == []


def test_a_round_with_two_levels_asks_each_unit(stage, visitor):
    page = visitor(NEWCOMER)
    place = stage.places["two", "myrbacka"]
    page.goto(reverse("participant:assessments", args=[place.pk]))
    assert_sound(page)
    page.get_by_role("link", name="Läs frågorna").or_(page.get_by_role("link", name="Börja svara")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemensam självskattning")
    assert_sound(page)


def test_a_rehearsal_moves_the_day_offers_no_form_and_is_left(stage, visitor):
    page = visitor(OFFICER)
    round_ = stage.rounds["one"]
    page.goto(reverse("office:rehearsal", args=[round_.pk]))
    page.get_by_label("Visa sidorna som om det vore").fill("2027-06-01")
    page.get_by_role("button", name="Visa sidorna den dagen").click()
    banner = page.get_by_role("region", name="Repetition")
    expect(banner).to_contain_text("1 juni 2027")
    assert_sound(page)
    page.goto(reverse("office:clusters", args=[round_.pk]))
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    banner.get_by_role("button").click()
    expect(page.get_by_text("Nu är det i dag igen.")).to_be_visible()


def test_on_a_phone_the_menu_is_a_button_that_needs_no_script(stage, visitor):
    page = visitor(ELECTED, size="phone", scripts=False)
    page.goto("/nu/")
    steps = page.get_by_role("link", name="Stegen", exact=True)
    expect(steps).to_be_hidden()
    page.get_by_role("button", name="Meny").click()
    expect(steps).to_be_visible()
    page.keyboard.press("Escape")
    expect(steps).to_be_hidden()
    page.get_by_role("button", name="Meny").click()
    steps.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jämställd vardag, omgång 7")


def test_an_open_menu_is_for_everybody(stage, visitor):
    page = visitor(OFFICER, size="phone")
    page.goto(reverse("office:round", args=[stage.rounds["one"].pk]))
    page.get_by_role("button", name="Meny").click()
    expect(page.get_by_role("link", name="Tidslinje", exact=True)).to_be_visible()
    assert faults(page, PHONE) == []
