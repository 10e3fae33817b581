"""Answering a checklist: without scripts, by keyboard alone, and when two have the same question open."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.assessments.models import Answer
from tests.demo import KEY_PERSON, MANAGER
from tests.e2e.looking import assert_sound, at_rest, sent

pytestmark = pytest.mark.browser
REASON = "Så gör vi i dag, och därför valde vi nivån"


@pytest.fixture
def sheet(stage):
    return reverse("participant:assessment", args=[stage.places["one", "granasa"].pk, "bm2"])


@pytest.fixture
def kept(stage):
    """What is stored of an item, as score and reason."""

    def read(item):
        own = Answer.objects.filter(assessment__participation=stage.places["one", "granasa"], assessment__occasion="bm2")
        return own.values_list("score", "reason").get(item=item)

    return read


def question(page, item):
    return page.locator(f"#fraga-{item}")


def test_without_scripts_each_question_has_its_button(visitor, sheet, kept):
    page = visitor(KEY_PERSON, scripts=False)
    page.goto(sheet)
    seventh = page.locator("details.question[open]")
    seventh.get_by_role("radio", name="2 Behöver utvecklas").check()
    seventh.get_by_label(REASON).fill("Var fjärde skrivelse.")
    seventh.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.get_by_text("7 av 10 besvarade")).to_be_visible()
    expect(page.locator("details.question[open] summary h2")).to_have_text(
        "Resultat för kvinnor och män syns i den vanliga uppföljningen"
    )
    assert kept("decision-papers") == (2, "Var fjärde skrivelse.")
    last = question(page, "transferable")
    last.locator("summary").first.click()
    last.get_by_role("radio", name="1 Inte påbörjat").check()
    last.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("8 av 10 besvarade")).to_be_visible()
    assert kept("transferable") == (1, "")


def test_two_with_the_same_question_open_see_both_texts(visitor, sheet, kept):
    mine, hers = visitor(KEY_PERSON), visitor(MANAGER, meets=(409,))
    for page in (mine, hers):
        page.goto(f"{sheet}?punkt=political-decision")
        at_rest(page)
    mine.get_by_label(REASON).first.fill("Fullmäktige, och bolagen är med.")
    with sent(mine, "bolagen är med."):
        question(mine, "political-decision").get_by_role("button", name="Spara", exact=True).click()
    expect(question(mine, "political-decision").locator(".saved[role=status]")).to_contain_text("Sparat")

    hers.get_by_label(REASON).first.fill("Beslutet är åtta år gammalt.")
    question(hers, "political-decision").get_by_role("button", name="Spara", exact=True).click()
    both = hers.get_by_role("alert").filter(has_text="Någon annan hann spara före dig")
    expect(both).to_contain_text("Fullmäktige, och bolagen är med.")
    expect(both).to_contain_text("Beslutet är åtta år gammalt.")
    expect(hers.get_by_label(REASON).first).to_have_value("Beslutet är åtta år gammalt.")
    assert_sound(hers)
    assert kept("political-decision") == (3, "Fullmäktige, och bolagen är med.")

    hers.get_by_label(REASON).first.fill("Fullmäktige, för åtta år sedan. Bolagen är med.")
    with sent(hers, "för åtta år sedan."):
        question(hers, "political-decision").get_by_role("button", name="Spara", exact=True).click()
    expect(both).to_be_hidden()
    assert kept("political-decision") == (3, "Fullmäktige, för åtta år sedan. Bolagen är med.")


def test_by_keyboard_alone(visitor, sheet, kept):
    page = visitor(KEY_PERSON)
    page.goto(sheet)
    at_rest(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    _tab_to(page, "summary", "Beslutsunderlag visar vad förslaget betyder")
    _tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("7 av 10 besvarade")).to_be_visible()
    _tab_to(page, "textarea")
    with sent(page, "Vi har börjat räkna."):
        page.keyboard.type("Vi har börjat räkna.")
        _tab_to(page, "button", "Spara och gå vidare")
        page.keyboard.press("Enter")
    expect(page.locator("details.question[open] > summary")).to_be_focused()
    assert kept("decision-papers") == (2, "Vi har börjat räkna.")


def _tab_to(page, kind, words=""):
    """Tab on until something of this kind, with these words, has the focus. Not found is an error."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.evaluate("(one, kind) => one.matches(kind)", kind) and words in (focused.text_content() or ""):
            return
    raise AssertionError(f"{kind} {words} is not reached by keyboard")
