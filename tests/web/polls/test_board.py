"""The board and the door, with a kind of room that is made up: what is asked how often, drawn how often, and refused."""

import datetime as dt
from threading import Thread

import pytest
from django.test import RequestFactory
from django.utils.translation import get_language

from spegla.web.polls.board import Board
from spegla.web.polls.door import Door, answer
from spegla.web.polls.kinds import Kind
from spegla.web.polls.tokens import Asked, asked_by, poll_token

NOW = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)
PHONE = Asked("choir", 7, "phone", "sv")
LONG = 3600.0


class Choir:
    """Rooms with numbers that a test sets, which count how often they are asked and drawn."""

    def __init__(self):
        self.now = {7: {"phone": 1, "screen": 4}}
        self.asked, self.drawn = 0, []

    def numbers(self, *, now):
        assert now == NOW
        self.asked += 1
        return {room: dict(numbers) for room, numbers in self.now.items()}

    def part(self, room, audience, *, now):
        self.drawn.append((room, audience, get_language()))
        return f"<p>{audience} {self.now[room][audience]}</p>"


@pytest.fixture
def choir():
    return Choir()


def board_of(choir, fresh=0.0):
    return Board({"choir": Kind(choir.numbers, choir.part)}, fresh=fresh)


def test_all_devices_of_a_moment_share_one_question(choir):
    board = board_of(choir, fresh=LONG)
    shown = [board.shows(PHONE._replace(audience=audience, room=room), now=NOW) for audience in ("phone", "screen") for room in (7, 8)]
    assert (shown, choir.asked) == (["1", "over", "4", "over"], 1)


def test_an_audience_that_the_room_has_no_longer_is_over(choir):
    assert board_of(choir).shows(PHONE._replace(audience="balcony"), now=NOW) == "over"


def test_threads_that_find_it_old_together_ask_once(choir):
    board = board_of(choir, fresh=LONG)
    threads = [Thread(target=board.shows, args=(PHONE,), kwargs={"now": NOW}) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert choir.asked == 1


def test_what_is_old_is_asked_anew(choir):
    board = board_of(choir)
    assert board.shows(PHONE, now=NOW) == "1"
    choir.now[7]["phone"] = 2
    assert board.shows(PHONE, now=NOW) == "2"


def test_a_part_is_drawn_once_for_each_number_audience_and_language(choir):
    board = board_of(choir)
    for _ in range(3):
        for one in (PHONE, PHONE._replace(language="en"), PHONE._replace(audience="screen")):
            board.part(one, board.shows(one, now=NOW), now=NOW)
    assert choir.drawn == [(7, "phone", "sv"), (7, "phone", "en"), (7, "screen", "sv")]
    choir.now[7]["phone"] = 2
    assert board.part(PHONE, board.shows(PHONE, now=NOW), now=NOW) == "<p>phone 2</p>"
    assert len(choir.drawn) == 4


def test_what_was_drawn_for_a_room_is_forgotten_with_it(choir):
    board = board_of(choir)
    board.part(PHONE, board.shows(PHONE, now=NOW), now=NOW)
    del choir.now[7]
    assert (board.shows(PHONE, now=NOW), board.parts) == ("over", {})


def test_news_is_the_number_and_below_it_the_part(choir):
    status, headers, body = answer(board_of(choir), poll_token(*PHONE), "", now=NOW)
    assert (status, body) == (200, b"1\n<p>phone 1</p>")
    assert dict(headers)["Content-Length"] == str(len(body))  # nothing after this adds it, and the connection goes on
    assert dict(headers)["Content-Type"] == "text/plain; charset=utf-8"  # never a page of its own
    assert answer(board_of(choir), poll_token(*PHONE), '"1"', now=NOW) == (304, [], b"")


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: t.replace("phone", "screen"),
                                    lambda t: "9" + t, lambda t: t.partition(":")[0], lambda t: "x", lambda t: "",
                                    lambda t: t + "x" * 500, lambda t: poll_token("orchestra", 7, "phone", "sv")])
def test_a_token_that_we_have_not_signed_says_nothing(choir, change):
    token = poll_token(*PHONE)
    assert (asked_by(token), answer(board_of(choir), token, "", now=NOW)[0]) == (PHONE, 200)
    assert answer(board_of(choir), change(token), "", now=NOW)[::2] == (404, b"")


def test_everything_else_goes_on_to_the_pages(choir):
    door = Door(lambda environ, start_response: [b"pages"], board_of(choir))
    for request in (RequestFactory().get("/rum/"), RequestFactory().post(f"/rum/v/{poll_token(*PHONE)}/")):
        assert door(request.environ, None) == [b"pages"]
    assert choir.asked == 0
