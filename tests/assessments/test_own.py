"""What one person answers alone: saved like any answer, shown once, and afterwards nobody's."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.actions import NotOnTheScaleError, UnknownItemError
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet, ShownAnswer, ShownItem, ShownWords
from spegla.assessments.own import (
    AlreadyShownError,
    UnknownFunctionError,
    forget_own_answers,
    guest_sheet,
    own_sheet,
    save_own_answer,
    take_back,
)
from spegla.assessments.showing import TooFewAnsweredError, show_answers
from spegla.assessments.shown import Shown, Spread, Told, how_many_answered, shown_of, told_of
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.rounds.models import RoundChecklist
from tests.assessments.papers import BM1, CANNOT, NOTHING, SCORED, answer, items_of, paper_of, say
from tests.world import TEAM, make_person

MANAGER, OFFICIAL, STRATEGIST = "senior-manager", "elected-official", "strategist"


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


@pytest.fixture
def sheet(paper, anna):
    return own_sheet(paper, anna, function="key-person")


@pytest.fixture
def team(world):
    return [world.person("Alvdala", function) for function in TEAM]


def answered_by(paper, people, item=0, *, score=2, function="", **words):
    for person in people:
        say(own_sheet(paper, person, function=function), item, score=score, **words)


def crowd(paper, many, function):
    return [make_person(f"{function} {paper.occasion} {n}", paper.place.organisation, function) for n in range(many)]


def show(paper, *items, by):
    return show_answers(paper, [items_of(paper)[n] for n in items], by=by, now=BM1)


class TestTheSheet:
    def test_it_is_made_when_needed_and_leaves_no_trace_of_when(self, paper, anna, sheet):
        assert own_sheet(paper, anna, function="key-person") == sheet
        assert OwnSheet.objects.count() == 1
        assert not Event.objects.filter(what__contains="answer").exists()

    def test_she_may_say_another_function_or_none(self, paper, anna, sheet):
        assert own_sheet(paper, anna, function="").function == ""
        assert OwnSheet.objects.get().function == ""

    def test_a_function_nobody_can_have_is_refused(self, paper, anna):
        with pytest.raises(UnknownFunctionError):
            own_sheet(paper, anna, function="boss")
        assert not OwnSheet.objects.exists()

    def test_a_guest_has_one_for_each_device(self, paper, anna):
        live = LiveAssessment.objects.create(
            participation=paper.place, unit_id=paper.unit_id, checklist=paper.checklist.key, occasion="bm1", code="abc",
            facilitator=anna, opened_at=BM1,
        )
        one = guest_sheet(live, "a", function=OFFICIAL)
        assert guest_sheet(live, "a", function=OFFICIAL) == one
        other = guest_sheet(live, "b", function="")
        assert (one.person, one.function, one.occasion, other.pk == one.pk) == (None, OFFICIAL, "bm1", False)


class TestSaving:
    def test_an_answer_is_kept_without_name_and_time(self, sheet):
        row = say(sheet, score=2, comment="Jag tror det.", not_working="Ingen frågar.")
        assert (row.state, row.score, row.comment, row.not_working, row.version) == (
            SCORED, 2, "Jag tror det.", "Ingen frågar.", 1,
        )

    @pytest.mark.parametrize(("state", "score"), [(SCORED, 4), (SCORED, None), (CANNOT, 2), (NOTHING, 2)])
    def test_a_score_that_is_not_on_the_scale_is_refused(self, sheet, state, score):
        with pytest.raises(NotOnTheScaleError):
            say(sheet, state=state, score=score)
        assert not OwnAnswer.objects.exists()

    def test_an_item_the_checklist_does_not_have_is_refused(self, sheet):
        with pytest.raises(UnknownItemError):
            say(sheet, "made-up", score=2)

    def test_a_repeat_does_nothing_and_the_same_form_goes_on(self, sheet):
        say(sheet, score=2, key="k")
        assert say(sheet, score=2, key="k").version == 1
        assert say(sheet, score=3, key="k").version == 2

    def test_her_two_devices_do_not_overwrite_each_other(self, sheet):
        say(sheet, score=2, key="phone")
        with pytest.raises(StaleError) as caught:
            say(sheet, score=3, key="tablet")
        assert (caught.value.current.score, caught.value.wanted["score"]) == (2, 3)
        assert say(sheet, score=3, key="tablet", based_on=1).score == 3

    def test_what_is_taken_back_is_gone_and_takes_no_more(self, sheet):
        say(sheet, score=2)
        take_back(sheet)
        assert not OwnAnswer.objects.exists()
        with pytest.raises(OwnSheet.DoesNotExist):
            say(sheet, score=2)

    def test_a_checklist_that_the_round_has_no_longer_takes_no_first_answer(self, paper, sheet, anna):
        say(sheet, score=2)
        paper.place.round.checklists.all().delete()
        given = {"state": SCORED, "score": 3, "comment": "", "not_working": ""}
        with pytest.raises(RoundChecklist.DoesNotExist):
            save_own_answer(sheet, items_of(paper)[1], given, based_on=0, request_key="", checklist=paper.checklist)
        with pytest.raises(RoundChecklist.DoesNotExist):
            answer(paper, by=anna, score=2)
        assert (OwnAnswer.objects.count(), paper.assessments.count()) == (1, 0)

    def test_who_is_forgotten_is_forgotten_here_too(self, paper, sheet, team):
        say(sheet, score=2)
        others = own_sheet(paper, team[0], function=OFFICIAL)
        forget_own_answers(sheet.person)
        assert list(OwnSheet.objects.all()) == [others]
        assert not OwnAnswer.objects.exists()


class TestShowing:
    def test_scores_and_words_lose_their_names(self, paper, team, anna):
        answered_by(paper, team[:2], score=2, comment="Vi frågar aldrig.")
        answered_by(paper, team[2:], score=3, not_working="Uppföljningen.")
        shown = show(paper, 0, by=anna)
        assert [one.item for one in shown] == items_of(paper)[:1]
        assert sorted(ShownAnswer.objects.values_list("state", "score", "function")) == [
            (SCORED, 2, ""), (SCORED, 2, ""), (SCORED, 3, ""),
        ]
        assert sorted(ShownWords.objects.values_list("kind", "text")) == [
            ("comment", "Vi frågar aldrig."), ("comment", "Vi frågar aldrig."), ("not-working", "Uppföljningen."),
        ]
        assert not OwnAnswer.objects.exists()

    def test_only_what_is_shown_leaves_its_owner(self, paper, team, anna):
        answered_by(paper, team, 0)
        answered_by(paper, team, 1)
        show(paper, 0, by=anna)
        assert set(OwnAnswer.objects.values_list("item", flat=True)) == {items_of(paper)[1]}
        assert set(ShownItem.objects.values_list("item", flat=True)) == {items_of(paper)[0]}

    def test_other_occasions_and_places_are_left_alone(self, world, paper, team, anna):
        later, theirs = paper_of(world, occasion="bm2"), paper_of(world, "Bäckinge")
        for other in (later, theirs, paper):
            answered_by(other, team)
        show(paper, 0, by=anna)
        assert (OwnAnswer.objects.count(), len(shown_of(later)), len(shown_of(theirs))) == (6, 0, 0)

    def test_an_item_is_shown_once_and_takes_no_more_answers(self, paper, team, anna):
        answered_by(paper, team)
        first = show(paper, 0, by=anna)
        with pytest.raises(AlreadyShownError):
            answered_by(paper, team[:1], score=1)
        assert show(paper, 0, by=anna) == first
        assert Event.objects.filter(what="answers-shown").count() == 1
        assert ShownAnswer.objects.count() == 3

    @pytest.mark.parametrize("many", [0, 1, 2])
    def test_fewer_than_three_are_not_shown(self, paper, team, anna, many):
        answered_by(paper, team[:many])
        with pytest.raises(TooFewAnsweredError):
            show(paper, 0, by=anna)
        assert (OwnAnswer.objects.count(), ShownItem.objects.count(), Event.objects.filter(what="answers-shown").count()) == (
            many, 0, 0,
        )

    def test_words_alone_are_no_answer(self, paper, team, anna):
        answered_by(paper, team[:2])
        answered_by(paper, team[2:], score=None, comment="Jag vet inte var jag hör hemma.")
        with pytest.raises(TooFewAnsweredError):
            show(paper, 0, by=anna)

    def test_what_enough_have_answered_is_shown_and_the_rest_waits(self, paper, team, anna):
        answered_by(paper, team, 0)
        answered_by(paper, team[:2], 1)
        assert [one.item for one in show(paper, 1, 0, by=anna)] == [items_of(paper)[0]]
        assert OwnAnswer.objects.filter(item=items_of(paper)[1]).count() == 2

    def test_an_unknown_item_shows_nothing(self, paper, team, anna):
        answered_by(paper, team)
        with pytest.raises(UnknownItemError):
            show_answers(paper, [items_of(paper)[0], "made-up"], by=anna, now=BM1)
        assert not ShownItem.objects.exists()

    def test_the_journal_knows_who_showed_and_nothing_more(self, paper, team, anna):
        answered_by(paper, team[:2], score=3, comment="Kan läcka.")
        answered_by(paper, team[2:], score=1)
        show(paper, 0, by=anna)
        event = Event.objects.get(what="answers-shown")
        assert (event.by_id, event.at, event.thing, event.thing_id) == (anna.pk, BM1, "participation", paper.place.pk)
        assert event.details == {
            "unit": paper.unit_id, "checklist": paper.checklist.key, "occasion": "bm1", "items": items_of(paper)[:1],
        }

    def test_rows_are_written_in_an_order_drawn_by_lot(self, paper, anna):
        """The lot decides, not who answered first; another lot gives another order, of words apart from scores."""
        people = crowd(paper, 9, OFFICIAL)
        for item in (0, 1):
            for n, person in enumerate(people):
                say(own_sheet(paper, person, function=OFFICIAL), item, score=1 + n % 3, comment=str(n))
            show_answers(paper, [items_of(paper)[item]], by=anna, now=BM1, lot=random.Random(item))
        words, scores = (
            [list(model.objects.filter(shown=one).order_by("pk").values_list(what, flat=True)) for one in ShownItem.objects.order_by("pk")]
            for model, what in ((ShownWords, "text"), (ShownAnswer, "score"))
        )
        given = [str(n) for n in range(9)]
        assert sorted(words[0]) == sorted(words[1]) == given
        assert given not in words
        assert words[0] != words[1]
        assert [[1 + int(n) % 3 for n in drawn] for drawn in words] != scores


class TestFunctions:
    def answer(self, paper, anna, sizes):
        for function, many in sizes.items():
            answered_by(paper, crowd(paper, many, function or "other"), function=function, score=1 if function == MANAGER else 2)
        return show(paper, 0, by=anna)[0]

    def test_they_are_kept_where_every_group_is_large_enough(self, paper, anna):
        assert self.answer(paper, anna, {OFFICIAL: 3, MANAGER: 4}).by_function
        assert shown_of(paper)[items_of(paper)[0]].functions == {OFFICIAL: Spread({2: 3}), MANAGER: Spread({1: 4})}

    @pytest.mark.parametrize("sizes", [{OFFICIAL: 3, MANAGER: 2}, {OFFICIAL: 3, MANAGER: 3, "": 1}, {OFFICIAL: 4}])
    def test_else_they_are_erased_everywhere(self, paper, anna, sizes):
        assert not self.answer(paper, anna, sizes).by_function
        assert set(ShownAnswer.objects.values_list("function", flat=True)) == {""}
        assert shown_of(paper)[items_of(paper)[0]].functions == {}

    @pytest.mark.parametrize(("later", "told"), [(4, True), (5, False), (6, False), (7, True)])
    def test_an_earlier_occasion_is_taken_into_account(self, world, paper, anna, later, told):
        self.answer(paper, anna, {OFFICIAL: 3, MANAGER: 4})
        after = paper_of(world, occasion="bm2")
        assert self.answer(after, anna, {OFFICIAL: 3, MANAGER: later}).by_function is told

    def test_another_organisation_s_sizes_do_not_matter(self, world, paper, anna):
        self.answer(paper_of(world, "Bäckinge"), anna, {OFFICIAL: 3, MANAGER: 4})
        assert self.answer(paper, anna, {OFFICIAL: 4, MANAGER: 4}).by_function


class TestReading:
    def test_how_many_and_never_who(self, paper, team, anna):
        assert told_of(paper) == Told()
        answered_by(paper, team)
        answered_by(paper, team[:1], 1, score=None, comment="Kan läcka.")
        assert told_of(paper) == Told(begun=3, waiting={items_of(paper)[0]: 3})
        assert (how_many_answered(paper, items_of(paper)[0]), how_many_answered(paper, items_of(paper)[1])) == (3, 0)

    def test_the_spread_and_the_words_of_what_is_shown(self, paper, team, anna):
        first, second, third = (own_sheet(paper, person, function=OFFICIAL) for person in team)
        say(first, score=2, comment="Ett.")
        say(second, score=2, not_working="Två.")
        say(third, state=CANNOT)
        show(paper, 0, by=anna)
        assert shown_of(paper) == {items_of(paper)[0]: Shown(Spread({2: 2}, 1), {}, ["Ett."], ["Två."])}
        assert how_many_answered(paper, items_of(paper)[0]) == 3

    def test_one_query_for_one_and_for_three(self, paper, team, anna):
        costs = []
        for items in (range(1), range(1, 4)):
            for item in items:
                answered_by(paper, team, item, comment="Ord.")
                answered_by(paper, team, item + 4)
            show(paper, *items, by=anna)
            with CaptureQueriesContext(connection) as queries:
                told_of(paper)
            costs.append(len(queries))
        assert costs == [1, 1]
