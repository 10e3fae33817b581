"""From opening the presentation to having shared it, in a browser; two who write at once; slides turned by keys; without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.presentations.models import Presentation
from tests.demo import KEY_PERSON, MANAGER, NEIGHBOUR
from tests.e2e.looking import assert_sound

pytestmark = pytest.mark.browser
CULTURE, IDEAS = "bm2-slide-culture", "bm2-slide-ideas"


@pytest.fixture
def address(stage):
    def of(name, *args, organisation="granasa"):
        return reverse(f"participant:{name}", args=[stage.places["one", organisation].pk, *args])

    return of


def box(page, slot):
    return page.locator(f"#ruta-{slot} textarea").first


def saved(page, slot):
    expect(page.locator(f"#sparat-{slot} .saved").first).to_contain_text("Sparat")


@pytest.mark.both_databases
def test_three_clicks_from_what_to_do_now_to_shared(stage, visitor):
    page = visitor("Hanna Sjölander")  # of Älmdala and Åsryggen, who have not begun
    page.goto(reverse("participant:now"))
    page.get_by_role("link", name="Öppna presentationen").first.click()
    expect(page.locator("#framsteg")).to_contain_text("klara")
    page.get_by_role("link", name="Visa som bilder och dela").first.click()
    page.get_by_role("button", name="Dela med klustret").click()
    expect(page.get_by_text("Delad. De andra ser den som den är nu")).to_be_visible()
    shared = Presentation.objects.filter(step="bm2", shared_by=stage.people["Hanna Sjölander"])
    assert shared.count() == 1
    assert_sound(page)


def test_it_is_saved_as_one_goes_and_skipped_with_one_click(visitor, address):
    page = visitor(KEY_PERSON)
    page.goto(address("presentation", "bm2"))
    box(page, CULTURE).fill("Vi vågar säga när det inte går.")
    box(page, CULTURE).blur()
    saved(page, CULTURE)
    box(page, CULTURE).fill("Vi vågar säga när det inte går. Oftast.")
    box(page, CULTURE).blur()
    page.locator("#ruta-bm2-slide-not-working").get_by_role("button", name="Hoppa över").click()
    expect(page.locator("#framsteg")).to_contain_text("10 av 10 klara")
    page.reload()
    expect(box(page, CULTURE)).to_have_value("Vi vågar säga när det inte går. Oftast.")
    expect(page.locator("#lage-bm2-slide-not-working")).to_contain_text("Överhoppad")


def test_two_who_write_in_the_same_box_lose_nothing(visitor, address):
    first, second = visitor(KEY_PERSON), visitor(MANAGER, meets=(409,))
    for page in (first, second):
        page.goto(address("presentation", "bm2"))
    box(first, IDEAS).fill("Granåsas ord")
    box(first, IDEAS).blur()
    saved(first, IDEAS)
    box(second, IDEAS).fill("Chefens ord")
    box(second, IDEAS).blur()
    card = second.locator(f"#ruta-{IDEAS}")
    expect(card.get_by_role("alert").first).to_contain_text("Någon annan hann spara före dig")
    expect(card).to_contain_text("Granåsas ord")
    expect(box(second, IDEAS)).to_have_value("Chefens ord")


def test_the_slides_are_turned_by_keys(visitor, address):
    page = visitor(NEIGHBOUR)
    page.goto(address("presentation-slides", "bm2", organisation="vikarholm"))
    second, third = page.locator(".slide").nth(1), page.locator(".slide").nth(2)
    expect(second).not_to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowRight")
    expect(second).to_be_in_viewport(ratio=0.9)
    page.keyboard.press(" ")
    expect(third).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowLeft")
    expect(second).to_be_in_viewport(ratio=0.9)


def test_everything_works_without_scripts(stage, visitor, address):
    page = visitor(KEY_PERSON, scripts=False, size="phone")
    page.goto(address("presentation", "bm2"))
    box(page, CULTURE).fill("Utan skript")
    page.locator(f"#ruta-{CULTURE}").get_by_role("button", name="Spara").click()
    expect(box(page, CULTURE)).to_have_value("Utan skript")
    page.get_by_role("link", name="Visa som bilder och dela").first.click()
    page.get_by_role("button", name="Dela med klustret").click()
    expect(page.get_by_text("Delad. De andra ser den som den är nu")).to_be_visible()
