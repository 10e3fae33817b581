"""Looking at a page as somebody who cannot see it would meet it, on a screen and on a phone."""

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


def faults(page, *sizes):
    """What axe finds at each size (colours at the first), and how far the page can be pushed sideways on a phone."""
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
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def assert_sound(page):
    """No violation of WCAG 2.2 A and AA at both sizes, and nothing that scrolls sideways."""
    size = page.viewport_size
    assert faults(page) == []
    page.set_viewport_size(size)
