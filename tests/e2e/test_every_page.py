"""Every page of the product, on a screen and on a phone, for whom it is for: nothing in the way of anybody."""

import pytest
from django.urls import reverse

from tests.e2e.looking import COLOURS, PHONE, faults, violations
from tests.house.routes import PAGES, ROUTES

pytestmark = pytest.mark.browser
AT_ONCE = 12  # pages in one test, so that two browsers have as much to do
IN_ALL_COLOURS = (  # between them they have every badge, chart and card
    "public:home", "participant:now", "participant:step", "participant:assessment", "participant:shift",
    "participant:comparison", "participant:improvements", "participant:timeline", "office:progress", "office:dates",
)


def portions():
    for reader in sorted({ROUTES[name].reader for name, _ in PAGES}):
        pages = [page for page in PAGES if ROUTES[page[0]].reader == reader]
        for at in range(0, len(pages), AT_ONCE):
            yield pytest.param(reader, pages[at : at + AT_ONCE], id=f"{reader or 'anybody'}-{at // AT_ONCE + 1}")


@pytest.mark.parametrize(("reader", "pages"), list(portions()))
def test_a_page_is_for_everybody(stage, visitor, reader, pages):
    page, found = visitor(reader), []
    for name, face in pages:
        page.goto(reverse(name, kwargs=ROUTES[name].keys(stage)) + face, wait_until="domcontentloaded")
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("reader", sorted({ROUTES[name].reader for name in IN_ALL_COLOURS}))
def test_a_page_can_be_read_in_the_dark(stage, visitor, reader):
    page, found = visitor(reader), []
    page.emulate_media(color_scheme="dark")
    for name in IN_ALL_COLOURS:
        if ROUTES[name].reader == reader:
            page.goto(reverse(name, kwargs=ROUTES[name].keys(stage)))
            found += [f"{name}: {one}" for one in violations(page, COLOURS)]
    assert found == []


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        ("document.querySelector('label').remove()", "label"),
        ("document.querySelector('h1').style.color = '#ddd'", "color-contrast"),
        ("document.querySelector('main').style.width = '900px'", "px too wide"),
    ],
)
def test_what_is_in_the_way_is_found(visitor, harm, name):
    page = visitor()
    page.goto("/logga-in/")
    assert faults(page) == []
    page.evaluate(harm)
    assert any(name in fault for fault in faults(page, PHONE))
