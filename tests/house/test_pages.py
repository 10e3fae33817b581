"""Every page, in both languages: sound HTML, a heading, labels that lead somewhere, forms that work without scripts."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
from django.conf import settings
from django.urls import reverse

from tests.demo import ELECTED, INNER_OFFICER, KEY_PERSON, MENTOR, NEWCOMER, OFFICER, browser_of
from tests.house.routes import PAGES, ROUTES
from tests.house.soundness import Page, is_ours, problems

LANGUAGES = ("sv", "en")
HELPED = ("public:", "participant:step")
WITHOUT_HELPED = {"public:thanks"}


def each_page(test):
    test = pytest.mark.parametrize(("name", "face"), PAGES, ids=lambda part: part)(test)
    return pytest.mark.parametrize("language", LANGUAGES)(test)


@each_page
def test_a_page_is_whole(stage, name, face, language):
    route = ROUTES[name]
    client = browser_of(stage, route.reader)
    client.cookies["sprak"] = language
    response = client.get(reverse(name, kwargs=route.keys(stage)) + face)
    page = Page(response.content.decode())
    found = problems(page, language) | {
        "headers": list(_header_problems(response, route)),
        "no language switch": not _posts_to(page, reverse("public:language")),
        "no question whether it helped": _asks_whether_it_helped(name) and not _posts_to(page, reverse("public:page-answer")),
    }
    assert {what: wrong for what, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("parse errors", "<p><b>open</p>"),
        ("headings", "<h1>two</h1>"),
        ("ids used twice", '<p id="a"></p><p id="a"></p>'),
        ("labels for nothing", '<label for="gone">Name</label>'),
        ("fields without a name", '<input name="x">'),
        ("references to nothing", '<a href="#gone">there</a>'),
        ("references to nothing", '<p aria-describedby="gone"></p>'),
        ("forms", '<form method="post"><button type="submit">Save</button></form>'),
        ("forms", '<form method="get"><input type="hidden" name="x"></form>'),
        ("inline code", '<p style="color: red">red</p>'),
        ("inline code", '<p hx-on:click="go()">go</p>'),
        ("addresses elsewhere", '<img src="https://example.org/a.png" alt="">'),
        ("addresses elsewhere", '<form action="//example.org/"><button type="submit">Go</button></form>'),
    ],
)
def test_what_is_wrong_is_also_found(what, body):
    text = "<!doctype html><html lang='sv'><head><title>A page – Spegla</title></head><body><h1>One</h1>{}</body></html>"
    assert problems(Page(text.format("")), "sv") == {}
    assert list(problems(Page(text.format(body)), "sv")) == [what]


def _header_problems(response, route):
    policy = response.headers.get("Content-Security-Policy", "")
    if "script-src 'self'" not in policy or "unsafe" in policy or "style-src 'self'" not in policy:
        yield policy or "no policy"
    if route.reader and response.headers.get("Cache-Control", "").split(",")[0] != "private":
        yield f"Cache-Control: {response.headers.get('Cache-Control')}"
    if not response.headers["Content-Type"].startswith("text/html"):
        yield response.headers["Content-Type"]


def _posts_to(page, url):
    return any(form.get("action") == url and form.get("method") == "post" for form in page.all("form"))


def _asks_whether_it_helped(name):
    return name.startswith(HELPED) and name not in WITHOUT_HELPED


LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')


@pytest.mark.parametrize("reader", [OFFICER, INNER_OFFICER, KEY_PERSON, MENTOR, ELECTED, NEWCOMER, ""])
def test_no_link_is_dead(stage, reader):
    """From the front page and what to do now through everything that can be reached; a place on a page is there too."""
    client = browser_of(stage, reader)
    seen, alike, dead = {}, Counter(), []
    waiting = [("the start", "/"), ("the start", reverse("participant:now"))]
    while waiting:
        origin, url = waiting.pop()
        address, place = urldefrag(url)
        if address not in seen:
            path, _, query = address.partition("?")
            alike[path, bool(query)] += 1
            if query and alike[path, True] > 3:  # one page, asked again for another item
                continue
            response = client.get(address)
            body = response.getvalue()  # a file too is read to its end
            text = body.decode() if response.headers.get("Content-Type", "").startswith("text/html") else ""
            seen[address] = {unescape(name) for name in ID.findall(text)} | {""}
            if response.status_code not in (200, 302):
                dead.append(f"{response.status_code} {url} on {origin}")
            waiting += [(address, urljoin(address, unescape(href))) for href in LINK.findall(text) if _is_followed(href)]
        if place not in seen[address]:
            dead.append(f"#{place} is not at {address}, says {origin}")
    assert dead == []
    assert len(seen) > (40 if reader else 10)


def _is_followed(href):
    """Documents to save are made when they are fetched, each in a process of its own; the routes' tests fetch them."""
    whole = href.startswith(settings.SITE_ADDRESS)  # in a letter of the demo's, and for its reader
    return is_ours(href) and not whole and not href.startswith("mailto:") and not re.search("/ladda-ner/[a-z]", href)
