"""What all phones show alike comes with the poll: the very same as on one's own page, and nothing of anybody's."""

import re

import pytest
from django.utils import translation

from spegla.assessments.live import look_at
from spegla.assessments.live_queries import PHONE, SCREEN
from spegla.assessments.showing import show_answers
from spegla.web.live.alike import alike_part
from tests.assessments.papers import BM1, items_of
from tests.web.live.test_room import SECRET, answered


def scene_of(client, at):
    """The part of one's own page that changes, without what belongs to her: the token, and the key of her form."""
    page = client.get(at("room"), headers={"HX-Request": "true"}).content.decode()
    scene = page[page.index('<div id="scen"') : page.index('<div class="actions phone__end">')]
    scene = re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", scene)
    return " ".join(re.sub(r'(name="request_key" value=")[^"]*', r"\1", scene).split())


def alike(live):
    return " ".join(alike_part(live.pk, PHONE, now=BM1).split())


@pytest.mark.parametrize("state", ["waiting", "asked", "shown"])
def test_it_is_what_ones_own_page_shows(live, paper, guest, at, world, state):
    item = items_of(paper)[0]
    if state != "waiting":
        look_at(live, item)
    if state == "shown":
        for score in (1, 2, 3):
            answered(live, item, score)
        show_answers(paper, [item], by=world.person("Alvdala"), now=BM1)
    assert alike(live) == scene_of(guest, at)


def test_what_others_have_answered_is_not_in_it(live, item, guest, at):
    before = alike(live)
    for score in (1, 2, 3):
        answered(live, item, score, comment=SECRET)
    guest.post(at("answer", item), {"choice": "2", "comment": SECRET, "based_on": "0", "request_key": "a.1"})
    assert alike(live) == before


def test_it_has_no_key_and_no_token(live, item):
    part = alike_part(live.pk, PHONE, now=BM1)
    assert 'name="request_key" value=""' in part
    assert "csrfmiddlewaretoken" not in part


def test_a_phone_knows_for_which_items_it_must_fetch_its_own(live, item, guest, at):
    assert f'data-asks="{item}"' in alike_part(live.pk, PHONE, now=BM1)
    assert 'data-answered=""' in guest.get(at("room")).content.decode()
    guest.post(at("answer", item), {"choice": "2", "based_on": "0", "request_key": "a.1"})
    assert f'data-answered="{item}"' in guest.get(at("room")).content.decode()


def test_it_is_drawn_in_the_readers_language(live, item):
    with translation.override("en"):
        assert "What do you think?" in alike_part(live.pk, PHONE, now=BM1)


def test_screens_fetch_their_own_and_so_does_who_asks_for_nothing(live, item):
    assert alike_part(live.pk, SCREEN, now=BM1) == alike_part(live.pk + 1000, PHONE, now=BM1) == ""
