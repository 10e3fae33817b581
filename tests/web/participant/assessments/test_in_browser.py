"""Answering in a real browser: saved as it is given, nothing typed is disturbed, and all of it without scripts too."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from spegla.assessments.models import Answer
from tests.assessments.papers import BM1
from tests.e2e.looking import at_rest, sent
from tests.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = "political-decision"


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def open_page(live_server, under_way, browser, browser_context_args, browser_of, url):
    """The answering page as the key person of Alvdala sees it, in a browser of its own."""
    contexts = []

    def make(function="key-person", **options):
        context = browser.new_context(**browser_context_args, **options)
        contexts.append(context)
        session = browser_of("Alvdala", function).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + url("assessment"))
        if options.get("java_script_enabled", True):
            at_rest(page)
        return page

    yield make
    for context in contexts:
        context.close()


def said():
    return Answer.objects.values_list("state", "score", "reason", "not_working").get(item=FIRST)


def question(page):
    return page.locator(f"#fraga-{FIRST}")


def test_an_answer_is_saved_as_it_is_given_and_leaves_the_writer_in_peace(open_page):
    page = open_page()
    own = question(page)
    own.get_by_label("Behöver utvecklas").check()
    expect(page.locator("#framsteg")).to_contain_text("1 av 10 besvarade")
    expect(own.locator("summary").first).to_contain_text("2 – Behöver utvecklas")
    own.get_by_label("Så gör vi i dag").fill("Vi har ett beslut.")
    own.get_by_label("Vad fungerar inte?").press_sequentially("Ingen läser")
    expect(own.get_by_text("Sparat")).to_be_visible()
    expect(own.get_by_label("Vad fungerar inte?")).to_be_focused()
    expect(own.get_by_label("Vad fungerar inte?")).to_have_value("Ingen läser")
    with sent(page, "Ingen läser"):
        own.get_by_role("button", name="Spara och gå vidare").click()
    expect(own).not_to_have_attribute("open", "")
    expect(page.locator("#fraga-results-asked-for")).to_have_attribute("open", "")
    expect(page.locator("#fraga-results-asked-for > summary")).to_be_focused()
    page.reload()
    assert said() == ("scored", 2, "Vi har ett beslut.", "Ingen läser")


def test_a_score_can_be_removed_in_place(open_page):
    page = open_page()
    question(page).get_by_label("Behöver utvecklas").check()
    question(page).get_by_role("button", name="Ta bort poängen").click()
    expect(page.locator("#framsteg")).to_contain_text("0 av 10 besvarade")
    expect(question(page).locator("input:checked")).to_have_count(0)


def test_the_second_view_is_asked_for_when_there_are_two(open_page):
    page = open_page()
    expect(question(page).get_by_label("Den andra synen")).to_be_hidden()
    question(page).get_by_label("Vi är inte överens").check()
    expect(question(page).get_by_label("Den andra synen")).to_be_visible()


def test_two_people_see_both_texts_and_nothing_is_overwritten(open_page):
    anna, bo = open_page(), open_page("senior-manager")
    for page, words in ((anna, "Annas ord."), (bo, "Bos ord.")):
        question(page).get_by_label("Så gör vi i dag").fill(words)
        with sent(page, words):
            question(page).get_by_role("button", name="Spara", exact=True).click()
        expect(question(page).locator(".saved, .stale").first).to_contain_text("a")
    expect(question(bo).locator(".stale")).to_contain_text("Annas ord.")
    expect(question(bo).get_by_label("Så gör vi i dag")).to_have_value("Bos ord.")
    assert said()[2] == "Annas ord."


def test_when_the_net_is_gone_the_text_stays_and_the_page_says_so(open_page):
    page = open_page()
    page.route(f"**/{FIRST}/", lambda route: route.abort())
    question(page).get_by_label("Så gör vi i dag").fill("Skrivet på tåget.")
    question(page).get_by_role("button", name="Spara", exact=True).click()
    expect(question(page).get_by_text("Det gick inte att spara.")).to_be_visible()
    page.unroute(f"**/{FIRST}/")
    question(page).get_by_role("button", name="Spara", exact=True).click()
    expect(question(page).get_by_text("Sparat")).to_be_visible()
    assert said()[2] == "Skrivet på tåget."


def test_without_scripts_each_question_has_its_own_button(open_page):
    page = open_page(java_script_enabled=False)
    question(page).get_by_label("Finns och används").check()
    question(page).get_by_role("button", name="Spara och gå vidare").click()
    expect(page.locator("#framsteg")).to_contain_text("1 av 10 besvarade")
    expect(page.locator("#fraga-results-asked-for")).to_have_attribute("open", "")
    assert said()[:2] == ("scored", 3)
    assert Answer.objects.get().changed_at == BM1
