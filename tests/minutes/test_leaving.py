"""Before leaving: counted and kept so that nobody's answer can be told from another's, by anybody, afterwards."""

import datetime as dt

import pytest
from django.db import models

from spegla.minutes.leaving import (
    AimsShownError,
    FeedbackOverError,
    TooFewJudgedError,
    aims_of,
    count_hands,
    feedback_count,
    feedback_of,
    give_feedback,
    give_paper_feedback,
    judge_aims,
    show_aims,
)
from spegla.minutes.models import FeedbackCount, FeedbackWords, Seat
from spegla.minutes.rooms import close_room, room_at
from spegla.minutes.seats import sit_down_as_guest
from tests.minutes.conftest import DAY

SAID = {"plus": "Bra frågor.", "minus": "", "interesting": "Controllern.", "office": "För långt att åka."}
KINDS = ("plus", "minus", "interesting", "office")
AIM = "bm1-aim-judgement"
NEXT_DAY = DAY + dt.timedelta(hours=25)


@pytest.fixture
def seats(room):
    return [sit_down_as_guest(room, f"secret {n}", place=None, function="") for n in range(4)]


@pytest.fixture
def closed(room, world):
    """The room, closed when the test says so; what its rows say then."""
    def close():
        close_room(room, by=world.person("Alvdala"), now=DAY)
        return room_at(room.pk)

    return close


def test_words_are_kept_without_person_device_time_or_order(room, seats):
    assert give_feedback(seats[0], room, SAID, now=DAY)
    assert sorted(FeedbackWords.objects.values_list("kind", "text")) == [
        ("interesting", "Controllern."), ("office", "För långt att åka."), ("plus", "Bra frågor.")
    ]
    fields = {field.name: field for field in FeedbackWords._meta.get_fields()}
    assert set(fields) == {"id", "room", "kind", "text"}
    assert not isinstance(fields["id"], models.AutoField)
    assert not any(isinstance(field, models.DateTimeField) for field in fields.values())


def test_numbers_are_drawn_by_lot_so_that_no_row_tells_when_it_came(room, seats):
    for n in range(12):
        give_paper_feedback(room, {"plus": str(n)}, now=DAY)
    assert list(FeedbackWords.objects.order_by("pk").values_list("text", flat=True)) != [str(n) for n in range(12)]
    assert feedback_count(room) == 12


def test_nothing_of_it_reaches_the_journal_or_a_history(room, seats):
    from spegla.journal.models import Event

    before = Event.objects.count()
    give_feedback(seats[0], room, SAID, now=DAY)
    judge_aims(seats[0], room, {AIM: "yes"})
    assert Event.objects.count() == before
    assert not hasattr(FeedbackWords, "history")
    assert not hasattr(Seat, "history")


def test_sent_twice_it_counts_once(room, seats):
    assert [give_feedback(seats[0], room, SAID, now=DAY) for _ in range(2)] == [True, False]
    assert [judge_aims(seats[0], room, {AIM: "yes"}) for _ in range(2)] == [True, False]
    assert FeedbackCount.objects.get().many == 1
    assert aims_of(room.meeting) == {AIM: {"yes": 1}}


def test_words_are_shown_all_at_once_the_day_after_and_only_from_three_on(room, seats, closed, meeting):
    for seat in seats[:2]:
        give_feedback(seat, room, SAID, now=DAY)
    closed()
    assert feedback_of(meeting, kinds=KINDS, now=NEXT_DAY) == (2, {kind: [] for kind in KINDS})


def test_as_long_as_somebody_may_add_hers_nothing_is_shown(room, seats, closed, meeting):
    for seat in seats[:3]:
        give_feedback(seat, room, SAID, now=DAY)
    now_closed = closed()
    assert feedback_of(meeting, kinds=("plus",), now=DAY + dt.timedelta(hours=23)) == (3, {"plus": []})
    give_feedback(seats[3], now_closed, {"plus": "Sent men med."}, now=DAY + dt.timedelta(hours=23))
    many, words = feedback_of(meeting, kinds=("plus",), now=NEXT_DAY)
    assert (many, sorted(words["plus"])) == (4, ["Bra frågor.", "Bra frågor.", "Bra frågor.", "Sent men med."])
    with pytest.raises(FeedbackOverError):
        give_feedback(seats[3], now_closed, SAID, now=NEXT_DAY)
    with pytest.raises(FeedbackOverError):
        give_paper_feedback(now_closed, SAID, now=NEXT_DAY)


def test_two_in_a_room_that_opens_again_are_not_found_by_what_three_others_said(room, seats, closed, meeting, world):
    from spegla.minutes.rooms import open_room

    for seat in seats[:3]:
        give_feedback(seat, room, {"plus": "Först."}, now=DAY)
    closed()
    again = open_room(meeting, by=world.person("Alvdala"), now=NEXT_DAY)
    for n in range(2):
        give_paper_feedback(again, {"plus": "Sedan."}, now=NEXT_DAY + dt.timedelta(hours=n))
    close_room(again, by=world.person("Alvdala"), now=NEXT_DAY)
    many, words = feedback_of(meeting, kinds=("plus",), now=NEXT_DAY + dt.timedelta(days=2))
    assert (many, words["plus"]) == (5, ["Först."] * 3)


def test_aims_are_counted_and_shown_once_three_have_answered(room, seats):
    for seat, said in zip(seats, ("yes", "yes", "partly"), strict=False):
        with pytest.raises(TooFewJudgedError):
            show_aims(room, now=DAY)
        judge_aims(seat, room, {AIM: said})
    show_aims(room, now=DAY)
    assert room_at(room.pk).aims_shown_at == DAY
    assert aims_of(room.meeting) == {AIM: {"yes": 2, "partly": 1}}
    with pytest.raises(AimsShownError):
        judge_aims(seats[3], room, {AIM: "no"})


def test_raised_hands_stand_instead_of_what_was_counted(room, seats):
    judge_aims(seats[0], room, {AIM: "no"})
    count_hands(room, AIM, {"yes": 5, "partly": 1}, now=DAY)
    assert aims_of(room.meeting) == {AIM: {"yes": 5, "partly": 1, "no": 0}}
    assert room_at(room.pk).aims_shown_at == DAY


def test_that_somebody_has_answered_is_all_her_seat_says(seats, room):
    give_feedback(seats[0], room, SAID, now=DAY)
    said = Seat.objects.get(pk=seats[0].pk).__dict__
    assert not any(text and text in str(said) for text in SAID.values())
    assert {field.name for field in Seat._meta.get_fields() if isinstance(field, models.DateTimeField)} == set()
