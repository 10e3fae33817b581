"""Answers from a file: what would change, all of it or nothing, and the same again changes nothing."""

import datetime as dt

import pytest

from spegla.assessments.importing import (
    WAITS,
    ImportedMeanwhileError,
    Proposal,
    Target,
    forget_old_readings,
    import_answers,
    keep_reading,
    pending_import,
    plan_import,
)
from spegla.assessments.models import Answer, PendingImport
from spegla.core.verdict import YES, Why, no
from spegla.journal.models import Event
from tests.assessments.papers import BM1, SCORED, answer, items_of, paper_of


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def by(world):
    return world.person("Alvdala")


@pytest.fixture
def target(paper):
    permits = {"bm1": YES, "bm2": YES, "bm3": no(Why.NOT_OPEN)}
    return Target(paper.place, paper.unit_id, paper.checklist, permits)


def proposal(paper, item=0, score=2, occasion="bm1", state=SCORED, **texts):
    return Proposal(occasion, items_of(paper)[item], state, score, texts)


def import_all(target, *proposals, by, now=BM1, key="k.0"):
    seen = plan_import(target, proposals).fingerprint
    return import_answers(target, proposals, seen=seen, key=key, by=by, now=now)


def told(plan):
    return [(one.occasion, one.item, dict(one.now), dict(one.changes), one.based_on) for one in plan.changes]


def test_what_would_change_beside_what_stands(paper, target, by):
    answer(paper, 0, by=by, score=1, reason="Så här")
    plan = plan_import(target, [proposal(paper, 0, 2, reason="Så här", comment="ny"), proposal(paper, 1, 3)])
    first, second = items_of(paper)[:2]
    assert told(plan) == [
        ("bm1", first, {"comment": "", "state": SCORED, "score": 1}, {"comment": "ny", "state": SCORED, "score": 2}, 1),
        ("bm1", second, {"state": "unanswered", "score": None}, {"state": SCORED, "score": 3}, 0),
    ]


def test_it_comes_in_the_order_of_the_occasions_and_the_checklist(paper, target):
    plan = plan_import(target, [proposal(paper, 1, occasion="bm2"), proposal(paper, 2), proposal(paper, 0)])
    first, second, third = items_of(paper)[:3]
    assert [(one.occasion, one.item) for one in plan.changes] == [("bm1", first), ("bm1", third), ("bm2", second)]


def test_nothing_in_the_file_takes_nothing_away(paper, target, by):
    answer(paper, 0, by=by, score=1, reason="Så här", comment="Kvar")
    assert told(plan_import(target, [proposal(paper, 0, None, state="", reason="")])) == []


def test_all_of_it_is_saved_with_its_history(paper, target, by):
    plan = import_all(target, proposal(paper, 0, 2, reason="Ur filen"), proposal(paper, 1, 3, occasion="bm2"), by=by)
    assert len(plan.changes) == 2
    rows = Answer.objects.order_by("assessment__occasion").values_list("assessment__occasion", "score", "reason", "changed_by", "changed_at")
    assert list(rows) == [("bm1", 2, "Ur filen", by.pk, BM1), ("bm2", 3, "", by.pk, BM1)]
    assert list(Answer.history.filter(score=2).values_list("history_user", "history_date")) == [(by.pk, BM1)]
    event = Event.objects.get(what="answers-imported")
    assert (event.details["answers"], event.details["occasions"], event.by_id) == (2, ["bm1", "bm2"], by.pk)


def test_the_same_file_twice_changes_nothing(paper, target, by):
    wanted = [proposal(paper, n, 2, comment="k") for n in range(5)]
    import_all(target, *wanted, by=by)
    before = list(Answer.history.values_list("history_id"))
    again = import_all(target, *wanted, by=by, key="other.0")
    assert (again.changes, again.same) == ((), 5)
    assert list(Answer.history.values_list("history_id")) == before
    assert Event.objects.filter(what="answers-imported").count() == 1


def test_an_answer_changed_since_the_preview_stops_all_of_it(paper, target, by):
    wanted = [proposal(paper, 0, 2), proposal(paper, 1, 3)]
    seen = plan_import(target, wanted).fingerprint
    answer(paper, 1, by=by, score=1)
    with pytest.raises(ImportedMeanwhileError):
        import_answers(target, wanted, seen=seen, key="k.0", by=by, now=BM1)
    assert list(Answer.objects.values_list("score")) == [(1,)]


def test_something_wrong_in_the_middle_leaves_nothing(paper, target, by, monkeypatch):
    from spegla.assessments import importing

    saved = []

    def breaks(*args, **keys):
        saved.append(args)
        if len(saved) > 1:
            raise RuntimeError("in the middle")
        return original(*args, **keys)

    original = importing.save_answer
    monkeypatch.setattr(importing, "save_answer", breaks)
    with pytest.raises(RuntimeError):
        import_all(target, proposal(paper, 0), proposal(paper, 1), by=by)
    assert (Answer.objects.count(), Event.objects.filter(what="answers-imported").count()) == (0, 0)


def test_an_occasion_that_is_not_open_is_refused_with_its_reason(paper, target, by):
    plan = import_all(target, proposal(paper, 0), proposal(paper, 0, occasion="bm3"), proposal(paper, 1, occasion="bm3"), by=by)
    assert plan.refused == {"bm3": (no(Why.NOT_OPEN), 2)}
    assert list(Answer.objects.values_list("assessment__occasion")) == [("bm1",)]


def test_items_and_occasions_that_are_not_there_are_left(paper, target):
    plan = plan_import(target, [Proposal("bm1", "no-such-item", SCORED, 2, {}), proposal(paper, 0, occasion="no-such")])
    assert (plan.changes, plan.same, plan.refused) == ((), 0, {})


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_takes_one_query(paper, target, by, rows, django_assert_num_queries):
    for number in range(rows):
        answer(paper, number, by=by, score=1)
    with django_assert_num_queries(1):
        plan_import(target, [proposal(paper, number) for number in range(rows)])


def test_what_was_read_waits_for_its_reader_alone_and_for_a_day(world, target, by):
    keep_reading(target, "{}", file_name="a.xlsx", by=by, now=BM1)
    colleague = world.person("Alvdala", "senior-manager")
    assert pending_import(target.place, by, now=BM1).file_name == "a.xlsx"
    assert pending_import(target.place, colleague, now=BM1) is None
    assert pending_import(world.places["Bäckinge"], by, now=BM1) is None
    assert pending_import(target.place, by, now=BM1 + WAITS) is None


def test_a_new_file_takes_the_place_of_the_one_before(target, by):
    for name in ("a.xlsx", "b.xlsx"):
        keep_reading(target, "{}", file_name=name, by=by, now=BM1)
    assert list(PendingImport.objects.values_list("file_name")) == [("b.xlsx",)]


def test_what_nobody_comes_back_to_is_erased(world, target, by):
    keep_reading(target, "{}", file_name="old.xlsx", by=by, now=BM1)
    keep_reading(target, "{}", file_name="new.xlsx", by=world.person("Alvdala", "senior-manager"), now=BM1 + dt.timedelta(hours=1))
    assert forget_old_readings(now=BM1 + WAITS) == 1
    assert list(PendingImport.objects.values_list("file_name")) == [("new.xlsx",)]
