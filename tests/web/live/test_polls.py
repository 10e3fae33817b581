"""The question every device in a room asks again and again: one query for all rooms, no session, no user, 304 when nothing is new."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.urls import reverse

from spegla.assessments.live import close_live, look_at
from spegla.assessments.live_queries import PHONE, SCREEN
from spegla.assessments.models import LiveAssessment
from spegla.assessments.screens import tell_screens
from spegla.config.wsgi import application
from spegla.web.live.tokens import KIND, polls_of
from spegla.web.polls.board import Board
from spegla.web.polls.door import Door
from spegla.web.polls.kinds import KINDS
from tests.assessments.papers import BM1, items_of


class Answer:
    """What the door in front of Django said."""

    def __init__(self, door, live, audience, known, **headers):
        headers |= {"If-None-Match": f'"{known}"'} if known is not None else {}
        address = reverse("live:version", args=[polls_of(live, audience)])
        body = door(RequestFactory().get(address, headers=headers).environ, self.begin)
        self.number, _, self.part = b"".join(body).decode().partition("\n")

    def begin(self, status, headers):
        self.status, self.headers = int(status[:3]), dict(headers)


@pytest.fixture
def ask(live, monkeypatch, door):
    """A device of this room asks. Every question is a new one: what is known for a moment has tests of its own."""
    monkeypatch.setattr("spegla.web.polls.door.read_clock", lambda: door["now"])
    monkeypatch.setattr("spegla.web.polls.door.close_old_connections", lambda: None)  # as Django's own client: one transaction
    in_front = Door(_nobody, Board(KINDS, fresh=0))
    return lambda audience=PHONE, known=None, **more: Answer(in_front, live, audience, known, **more)


def _nobody(environ, start_response):
    raise AssertionError("a poll goes past the pages")


def test_the_same_is_304_and_news_is_the_number(ask, live, paper):
    assert (ask().number, ask().headers["ETag"], ask().headers["Cache-Control"]) == ("0", '"0"', "no-store")
    assert (ask(known=0).status, ask(known=0).number) == (304, "")
    look_at(live, items_of(paper)[0])
    assert (ask(known=0).status, ask(known=0).number) == (200, "1")


def test_phones_are_not_woken_by_what_only_screens_show(ask, paper):
    tell_screens(**paper.keys)
    assert ask(PHONE, known=0).status == 304
    assert ask(SCREEN, known=0).number == "1"


def test_it_is_one_query_that_reads_neither_session_nor_user(ask, leader, django_assert_num_queries):
    """Also when the browser sends its session."""
    ask()
    for known in (None, 0):
        with django_assert_num_queries(1) as asked:
            answer = ask(SCREEN, known=known, Cookie=f"sessionid={leader.cookies['sessionid'].value}")
        assert "assessments_liveassessment" in asked.captured_queries[0]["sql"]
        assert not {"Set-Cookie", "Vary"} & set(answer.headers)


@pytest.mark.parametrize("end", ["closed", "twelve hours", "round closed", "organisation has left"])
def test_it_says_that_it_is_over(ask, live, world, door, end):
    assert ask(known=0).status == 304
    place = live.participation
    match end:
        case "closed":
            close_live(live, by=world.person("Alvdala"), now=BM1)
        case "twelve hours":
            door["now"] = BM1 + LiveAssessment.LASTS
        case "round closed":
            type(place.round).objects.filter(pk=place.round_id).update(closed_at=BM1, closed_by=world.officer)
        case _:
            type(place).objects.filter(pk=place.pk).update(ended_at=BM1)
    live.refresh_from_db()
    assert live.is_over(now=door["now"] + dt.timedelta(seconds=1))
    assert ask(known=0).number == ask(SCREEN, known=0).number == "over"
    assert ask(known="over").status == 304


def test_behind_django_it_answers_the_same(ask, client, live):
    address = reverse("live:version", args=[polls_of(live, PHONE)])
    assert client.get(address).content.decode().partition("\n")[0] == ask().number
    assert client.get(address, headers={"If-None-Match": '"0"'}).status_code == ask(known=0).status
    assert client.post(address).status_code == 405


def test_the_product_has_the_door_with_this_kind():
    assert isinstance(application, Door)
    assert KIND in application.board.kinds
