"""Links that work once, links that have run out, and the language of the pages."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.config.clock import read_clock
from spegla.people.signing_in import make_link
from tests.demo import KEY_PERSON
from tests.e2e.letters import link_in_letter_to
from tests.e2e.looking import assert_sound

pytestmark = pytest.mark.browser


def link(stage, **made):
    token = make_link(stage.people[KEY_PERSON], "sign-in", now=read_clock() - dt.timedelta(**made))
    return reverse("people:link", args=[token])


def test_a_link_works_once_and_a_used_one_brings_a_new_letter(stage, visitor):
    first, second = visitor(), visitor(meets=(410,))
    used = link(stage)
    first.goto(used)
    first.get_by_role("button", name="Logga in som Maria").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Att göra nu")

    second.goto(used)
    expect(second.get_by_role("heading", level=1)).to_have_text("Länken är redan använd")
    assert_sound(second)
    _gets_a_new_one(second)


def test_a_link_that_has_run_out_brings_a_new_letter(stage, visitor):
    page = visitor(meets=(410,))
    page.goto(link(stage, days=2))
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken har gått ut")
    assert_sound(page)
    _gets_a_new_one(page)


def _gets_a_new_one(page):
    page.get_by_role("button", name="Skicka en ny länk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Titta i din inkorg")
    page.goto(link_in_letter_to("maria.ekdahl@granasa.example"))
    page.get_by_role("button", name="Logga in som Maria").click()
    expect(page).to_have_url(re.compile("/nu/$"))


def test_an_address_is_enough_to_get_a_link(visitor):
    page = visitor(size="phone")
    page.goto("/logga-in/")
    page.get_by_label("E-postadress").first.fill("maria.ekdahl@granasa.example")
    page.get_by_role("button", name="Skicka länken").click()
    page.get_by_role("link", name="Läs brevet här").click()
    written = page.locator("main a[href*='/in/']").first.get_attribute("href")
    page.goto(urlsplit(written).path)
    page.get_by_role("button", name="Logga in som Maria").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Att göra nu")


def test_the_language_stays_where_one_is_and_on_the_next_pages(visitor):
    page = visitor(KEY_PERSON)
    page.goto("/nu/")
    page.get_by_role("button", name="In English").click()
    expect(page).to_have_url(re.compile("/nu/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="The steps").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="På svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("link", name="Stegen", exact=True)).to_be_visible()


def test_a_page_that_is_not_there_says_so(visitor):
    page = visitor(KEY_PERSON, meets=(404,))
    page.goto("/omgang/987654321/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_sound(page)
