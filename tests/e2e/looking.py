"""Looking at a page as somebody who cannot see it would meet it, on a screen and on a phone."""

from contextlib import contextmanager
from urllib.parse import unquote_plus

from axe_playwright_python.base import AXE_SCRIPT

SCREEN, TABLET, PHONE = {"width": 1280, "height": 900}, {"width": 820, "height": 1180}, {"width": 360, "height": 740}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
COLOURS = RULES | {"runOnly": ["color-contrast"]}
COLOURS_ASIDE = RULES | {"rules": {"color-contrast": {"enabled": False}}}  # the slowest rule; they are the same at every width
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Loaded with its fonts, htmx at hand (it comes a moment after the page), no part on its way, and nothing that moves.
AT_REST = """() => document.readyState === "complete" && document.body.offsetWidth && document.fonts.status === "loaded"
    && !document.querySelector(".htmx-request, :is([hx-get], [hx-post]):not([data-htmx-powered])")
    && document.getAnimations().every((one) => one.playState !== "running")"""
LOOK = """async (rules) => (await axe.run(document, rules)).violations.flatMap(
    ({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`))"""


def at_rest(page):
    """Before a page is looked at, or is to answer to more than its links and buttons."""
    page.wait_for_function(AT_REST)


@contextmanager
def sent(page, words):
    """What is done inside sends a form with these words, and it has been answered."""
    with page.expect_response(lambda answer: words in unquote_plus(answer.request.post_data or "")):
        yield
    at_rest(page)


def faults(page, *sizes):
    """What axe finds at each size (colours at the first), and how far the page can be pushed sideways on a phone."""
    at_rest(page)
    found, rules = [], RULES
    for size in sizes or (SCREEN, PHONE):
        page.set_viewport_size(size)
        where = f"{page.url} at {size['width']}"
        found += [f"{where}: {one}" for one in violations(page, rules)]
        rules = COLOURS_ASIDE
        if size["width"] <= PHONE["width"] and (much := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{where}: {much} px too wide")
    return found


def violations(page, rules=RULES):
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, rules)


def assert_sound(page):
    """No violation of WCAG 2.2 A and AA at both sizes, and nothing that scrolls sideways."""
    size = page.viewport_size
    assert faults(page) == []
    page.set_viewport_size(size)
