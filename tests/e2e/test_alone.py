"""Three answer for themselves on their phones, break off and go on, and then see together how differently they answered."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.assessments.models import OwnAnswer, ShownAnswer
from tests.demo import ELECTED, KEY_PERSON
from tests.e2e.looking import assert_sound, at_rest, sent

pytestmark = [pytest.mark.browser, pytest.mark.both_databases]
STRATEGIST, NINTH = "Yusuf Karaca", "lasting-improvements"
WORDS = "Hemtjänsten har mätt. Ingen annan."


@pytest.fixture
def page_of(stage):
    return lambda name, *parts: reverse(f"participant:{name}", args=[stage.places["one", "granasa"].pk, "bm2", *parts])


def begin(phone, page_of):
    """From the page of the assessment, past the promise, to the first question."""
    phone.goto(page_of("assessment"))
    phone.get_by_role("link", name="Svara för dig själv").click()
    expect(phone.get_by_text("Innan svaren visas kan bara du läsa dina.")).to_be_visible()
    assert_sound(phone)
    expect(phone.get_by_role("radio", name="Strateg")).to_be_checked()
    phone.get_by_role("button", name="Börja svara").click()
    expect(phone.get_by_text("Fråga 1 av 10")).to_be_visible()
    at_rest(phone)


def answer_the_ninth(phone, page_of):
    phone.goto(page_of("own-answer", NINTH))
    at_rest(phone)
    phone.get_by_label("Kommentar, om du vill").fill(WORDS)
    with sent(phone, WORDS):
        phone.get_by_role("radio", name="1 Inte påbörjat").check()
    phone.get_by_role("button", name="Spara och gå vidare").click()
    expect(phone.get_by_text("Fråga 10 av 10")).to_be_visible()


def test_a_strategist_answers_on_her_phone_and_breaks_off(visitor, stage, page_of):
    phone = visitor(STRATEGIST, size="phone")
    begin(phone, page_of)
    with sent(phone, "choice=3"):
        phone.get_by_role("radio", name="3 Finns och används").check()
    expect(phone.get_by_text("1 av 10 besvarade")).to_be_visible()
    expect(phone.get_by_text("Sparat", exact=True)).to_be_visible()
    assert_sound(phone)
    answer_the_ninth(phone, page_of)
    phone.goto(page_of("alone"))
    expect(phone.get_by_text("2 av 10 besvarade")).to_be_visible()
    assert OwnAnswer.objects.filter(sheet__person=stage.people[STRATEGIST]).count() == 2


def test_the_group_sees_dots_without_names(visitor, page_of):
    phone, screen = visitor(STRATEGIST, size="phone"), visitor(KEY_PERSON)
    begin(phone, page_of)
    answer_the_ninth(phone, page_of)
    screen.goto(page_of("assessment"))
    expect(screen.get_by_text("4 personer har börjat svara.")).to_be_visible()
    screen.get_by_role("link", name="Visa svaren").click()
    expect(screen.get_by_role("checkbox", name="9. Arbetet har lett till förbättringar som håller (3 personer)")).to_be_checked()
    assert_sound(screen)
    screen.get_by_role("button", name="Visa svaren").click()
    ninth = screen.locator(f"#fraga-{NINTH}")
    screen.locator(f"#fraga-{NINTH} > summary").click()
    expect(ninth.get_by_role("row", name="1 Inte påbörjat 1")).to_be_visible()
    expect(ninth.get_by_text(WORDS)).to_be_visible()
    expect(ninth.get_by_text(STRATEGIST)).to_have_count(0)
    assert_sound(screen)
    assert ShownAnswer.objects.filter(shown__item=NINTH, shown__occasion="bm2").count() == 3
    phone.goto(page_of("own-answer", NINTH))
    expect(phone.get_by_text("Så olika svarade vi")).to_be_visible()
    expect(phone.get_by_role("radio")).to_have_count(0)


def test_without_scripts_and_all_on_a_page(visitor, stage, page_of):
    phone = visitor(ELECTED, size="phone", scripts=False)
    phone.goto(page_of("alone"))
    phone.get_by_role("link", name="Alla frågor på en sida").click()
    first = phone.locator("#fraga-political-decision")
    first.get_by_role("radio", name="2 Behöver utvecklas").check()
    first.get_by_label("Vad fungerar inte?").fill("Bolagen står utanför.")
    first.get_by_role("button", name="Spara").click()
    expect(phone.get_by_text("4 av 10 besvarade")).to_be_visible()
    kept = OwnAnswer.objects.filter(sheet__person=stage.people[ELECTED], item="political-decision")
    assert kept.values_list("score", "not_working").get() == (2, "Bolagen står utanför.")


def comment_of(phone):
    return phone.get_by_label("Kommentar, om du vill")


def test_what_is_written_without_the_net_is_saved_when_it_is_back(visitor, page_of):
    phone = visitor(STRATEGIST, size="phone", meets=("ERR_INTERNET_DISCONNECTED", "Failed to fetch"))
    begin(phone, page_of)
    phone.context.set_offline(True)
    comment_of(phone).fill("Skrivet i tunneln.")
    phone.get_by_role("button", name="Spara och gå vidare").click()
    expect(phone.get_by_text("Det gick inte att spara. Texten står kvar här.")).to_be_visible()
    again = phone.context.new_page()
    phone.context.set_offline(False)
    expect(phone.get_by_text("Sparat", exact=True)).to_be_visible()
    again.goto(page_of("own-answer", "political-decision"))
    expect(comment_of(again)).to_have_value("Skrivet i tunneln.")


def test_who_has_been_signed_out_loses_nothing(visitor, page_of):
    phone = visitor(STRATEGIST, size="phone", meets=(401,))
    begin(phone, page_of)
    cookies = phone.context.cookies()
    phone.context.clear_cookies(name="sessionid")
    comment_of(phone).fill("Skrivet utloggad.")
    phone.get_by_role("button", name="Spara", exact=True).click()
    expect(phone.get_by_text("Inte sparat: du har blivit utloggad.")).to_be_visible()
    phone.context.add_cookies(cookies)
    phone.get_by_role("button", name="Spara", exact=True).click()
    expect(phone.get_by_text("Sparat", exact=True)).to_be_visible()
    assert OwnAnswer.objects.filter(comment="Skrivet utloggad.").exists()
