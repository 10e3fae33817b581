"""A live assessment: opened, joined by a code, led by one, ended for all at once or by itself."""

import datetime as dt

import pytest

from spegla.assessments import live as lives
from spegla.assessments.live_queries import (
    PHONE,
    SCREEN,
    device_hash,
    going_on,
    guest_of,
    guest_phone,
    live_numbers,
    live_with_code,
)
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet
from spegla.assessments.own import guest_sheet, own_sheet, save_own_answer
from spegla.assessments.showing import show_answers
from spegla.core.codes import SIGNS
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.rounds.actions import close_round, end_participation
from tests.assessments.papers import BM1, answer, items_of, paper_of

LATER = BM1 + dt.timedelta(minutes=5)
NEXT_DAY = BM1 + LiveAssessment.LASTS


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


@pytest.fixture
def bo(world):
    return world.person("Alvdala", "senior-manager")


@pytest.fixture
def live(paper, anna):
    return lives.open_live(paper, by=anna, now=BM1)


def numbers(live):
    """What screens and what phones compare with."""
    return tuple(live_numbers(now=LATER)[live.pk][audience] for audience in (SCREEN, PHONE))


def say(sheet, item, score=2, **more):
    given = {"state": "scored", "score": score, "comment": "", "not_working": ""} | more
    return save_own_answer(sheet, item, given, based_on=0, request_key="")


def guests(live, count):
    return [guest_sheet(live, device_hash(f"device {n}"), function="") for n in range(count)]


def test_it_has_a_code_and_somebody_who_leads(live, paper, anna):
    assert (live.facilitator, live.item, live.occasion, live.unit_id) == (anna, "", "bm1", paper.unit_id)
    assert len(live.code) == 6
    assert set(live.code) <= set(SIGNS)
    event = Event.objects.get(what="live-opened")
    assert (event.by_id, event.thing_id, event.organisation_id) == (anna.pk, live.pk, paper.place.organisation_id)


def test_a_second_one_of_the_same_paper_is_the_first(live, paper, anna, bo):
    again = lives.open_live(paper, by=bo, now=LATER)
    assert (again, again.facilitator) == (live, anna)
    assert Event.objects.filter(what="live-opened").count() == 1


def test_another_paper_has_another_with_another_code(live, world, anna):
    other = lives.open_live(paper_of(world, occasion="bm2"), by=anna, now=LATER)
    assert other != live
    assert other.code != live.code


def test_a_code_that_is_taken_is_drawn_again(live, world, monkeypatch):
    drawn = iter([live.code, live.code, "AAAAAA"])
    monkeypatch.setattr(lives, "new_code", lambda chance: next(drawn))
    assert lives.open_live(paper_of(world, "Dalhem"), by=world.person("Dalhem"), now=BM1).code == "AAAAAA"


def test_closing_ends_it_at_once_and_gives_the_code_back(live, paper, anna):
    lives.close_live(live, by=anna, now=LATER)
    lives.close_live(live, by=anna, now=LATER)
    assert live_numbers(now=LATER) == {}
    assert live_with_code(live.code, now=LATER) is None
    with pytest.raises(lives.LiveOverError):
        lives.look_at(live, items_of(paper)[0])
    assert Event.objects.filter(what="live-closed").count() == 1
    assert lives.open_live(paper, by=anna, now=LATER) != live


def test_it_ends_by_itself_after_twelve_hours_without_a_job(live, paper, anna):
    just_before = NEXT_DAY - dt.timedelta(seconds=1)
    assert [live.is_over(now=at) for at in (just_before, NEXT_DAY)] == [False, True]
    assert [live.pk in live_numbers(now=at) for at in (just_before, NEXT_DAY)] == [True, False]
    assert live_with_code(live.code, now=NEXT_DAY) is None
    again = lives.open_live(paper, by=anna, now=NEXT_DAY)
    live.refresh_from_db()
    assert (again != live, live.closed_at) == (True, NEXT_DAY)


def test_it_is_over_when_the_round_is_closed_or_the_organisation_has_left(live, world, paper):
    assert not live.is_over(now=LATER)
    end_participation(paper.place, reason="", by=world.officer, now=LATER)
    assert going_on(now=LATER).get().is_over(now=LATER)


def test_it_is_over_when_the_round_is_closed(live, world):
    close_round(world.round, by=world.officer, now=LATER)
    assert going_on(now=LATER).get().is_over(now=LATER)


def test_a_guest_is_known_in_her_own_live_assessment_only(live, world, anna):
    other = lives.open_live(paper_of(world, occasion="bm2"), by=anna, now=BM1)
    sheet = guest_sheet(live, device_hash("secret"), function="")
    assert guest_of(live, "secret") == sheet
    assert guest_of(other, "secret") is None
    assert guest_of(live, "another") is None
    assert guest_of(live, "") is None
    assert "secret" not in OwnSheet.objects.values_list("device", flat=True)


def test_there_is_room_for_so_many_and_no_more(live, monkeypatch):
    monkeypatch.setattr(lives, "GUESTS_AT_MOST", 2)
    guests(live, 1)
    lives.check_room(live)
    guests(live, 2)
    with pytest.raises(lives.FullError):
        lives.check_room(live)


def test_a_code_is_found_as_people_type_it(live):
    assert live_with_code(f" {live.code[:3].lower()} {live.code[3:]}", now=LATER) == live
    assert live_with_code("222222", now=LATER) is None


def test_another_item_is_news_to_all_and_an_answer_to_screens_only(live, paper):
    first, second = items_of(paper)[:2]
    sheet = guest_sheet(live, device_hash("secret"), function="")
    assert numbers(live) == (0, 0)
    lives.look_at(live, first)
    assert numbers(live) == (1, 1)
    say(sheet, first)
    assert numbers(live) == (2, 1)
    say(sheet, first)  # the same once more changes nothing
    assert numbers(live) == (2, 1)
    lives.look_at(live, second)
    assert numbers(live) == (3, 2)


def test_what_is_shown_is_news_to_all(live, paper, anna):
    item = items_of(paper)[0]
    for sheet in guests(live, 3):
        say(sheet, item)
    before = numbers(live)
    show_answers(paper, [item], by=anna, now=LATER)
    assert [after - was for after, was in zip(numbers(live), before, strict=True)] == [1, 1]


def test_answers_given_at_home_and_agreed_ones_reach_the_screens_of_this_paper_only(live, world, paper, anna, bo):
    other = lives.open_live(paper_of(world, "Dalhem"), by=world.person("Dalhem"), now=BM1)
    say(own_sheet(paper, bo, function=""), items_of(paper)[0])
    assert numbers(live) == (1, 0)
    answer(paper, by=anna, score=2)
    assert numbers(live) == (2, 0)
    answer(paper, by=anna, score=2)
    assert numbers(live) == (2, 0)
    assert numbers(other) == (0, 0)


def test_what_was_agreed_is_saved_and_the_next_item_seen_in_one(live, paper, anna):
    first, second = items_of(paper)[:2]
    said = {"state": "scored", "score": 3, "reason": "Beslutet följs."}
    saved = lives.agree(live, paper, first, said, based_on=0, request_key="k", then=second, by=anna, now=LATER)
    live.refresh_from_db()
    assert (saved.score, saved.reason, saved.changed_by, live.item) == (3, "Beslutet följs.", anna, second)


def test_when_somebody_else_saved_meanwhile_nothing_moves(live, paper, anna, bo):
    first, second = items_of(paper)[:2]
    lives.look_at(live, first)
    answer(paper, by=bo, score=1)
    with pytest.raises(StaleError):
        lives.agree(live, paper, first, {"state": "scored", "score": 3}, based_on=0, request_key="k", then=second,
                    by=anna, now=LATER)
    live.refresh_from_db()
    assert live.item == first


def test_not_in_what_is_closed(live, paper, anna):
    lives.close_live(live, by=anna, now=LATER)
    first = items_of(paper)[0]
    with pytest.raises(lives.LiveOverError):
        lives.agree(live, paper, first, {"state": "scored", "score": 3}, based_on=0, request_key="", then=first,
                    by=anna, now=LATER)
    assert not paper.answers(first).exists()


def test_a_colleague_takes_over_with_a_trace(live, anna, bo):
    lives.take_over(live, by=bo, now=LATER)
    lives.take_over(live, by=bo, now=LATER)
    live.refresh_from_db()
    assert live.facilitator == bo
    assert Event.objects.filter(what="live-taken-over").values_list("by_id", flat=True).get() == bo.pk


def test_the_journal_never_tells_who_came_in_or_answered(live, paper):
    before = Event.objects.count()
    say(guest_sheet(live, device_hash("secret"), function=""), items_of(paper)[0])
    assert OwnAnswer.objects.count() == 1
    assert Event.objects.count() == before


def test_asking_for_the_numbers_of_all_is_one_query(live, world, django_assert_num_queries):
    other = lives.open_live(paper_of(world, "Dalhem"), by=world.person("Dalhem"), now=BM1)
    numbers(live)
    with django_assert_num_queries(1):
        assert live_numbers(now=LATER) == {one.pk: {PHONE: 0, guest_phone(one.code): 0, SCREEN: 0} for one in (live, other)}
