"""Improvements: from an idea or without, on two tracks, with the items they aim at."""

import datetime as dt

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Level
from spegla.improvement.actions import UnknownIdeaError, change_improvement
from spegla.improvement.models import AimedItem, Idea, Improvement, still_lacks
from spegla.improvement.queries import aimed_items
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from tests.world import NOW

LATER = NOW + dt.timedelta(hours=1)


def change(improvement, standing, *, items=None, based_on=1, key="r", **changes):
    return change_improvement(
        improvement, changes, items=items, based_on=based_on, request_key=key, standing=standing, now=LATER
    )


def aims_of(improvement):
    return aimed_items([Improvement.objects.get(pk=improvement.pk)])[improvement.pk]


def test_an_improvement_keeps_the_idea_it_is_made_of(note, start):
    idea = note()
    improvement = start(idea_id=idea.pk, items=["competence", "decision-papers"])
    assert Improvement.objects.get().idea == idea
    assert aims_of(improvement) == {"competence", "decision-papers"}


def test_the_same_form_twice_is_one_improvement(start):
    assert start("k", items=["competence"]).pk == start("k", items=["competence"]).pk
    assert (Improvement.objects.count(), AimedItem.objects.count(), Improvement.history.count()) == (1, 1, 1)


def test_a_form_sent_again_with_other_items_keeps_them(start):
    improvement = start("k", items=["competence"])
    start("k", items=["decision-papers"], goal="Mer")
    assert (aims_of(improvement), Improvement.objects.get().goal) == ({"decision-papers"}, "Mer")


def test_making_an_improvement_of_ones_own_draft_opens_it_to_the_colleagues(note, start):
    idea = note(level=Level.PRIVATE)
    start(idea_id=idea.pk)
    assert Idea.objects.get().level == Level.ORGANISATION


def test_an_idea_of_others_or_a_draft_of_a_colleague_is_unknown(world, note, start, boss):
    theirs = note(at=world.places["Bäckinge"], standing=world.standing("Bäckinge"))
    hidden = note(level=Level.PRIVATE)
    for idea, standing in ((theirs.pk, boss), (hidden.pk, boss), (10_000, boss)):
        with pytest.raises(UnknownIdeaError):
            start(idea_id=idea, standing=standing)
    assert not Improvement.objects.exists()
    assert start(idea_id=note().pk, standing=boss).pk


def test_the_items_are_part_of_what_is_saved(start, anna, boss):
    improvement = start(items=["competence"])
    change(improvement, anna, items=["competence", "transferable"], title="Nytt")
    with pytest.raises(StaleError):
        change(improvement, boss, items=["decision-papers"], title="Nytt", key="b")
    assert aims_of(improvement) == {"competence", "transferable"}


def test_changing_only_the_items_is_a_new_version_and_the_old_one_keeps_its_own(start, anna):
    improvement = start(items=["competence"])
    change(improvement, anna, items=["transferable"])
    first, second = Improvement.history.order_by("version")
    assert (aimed_items([first]), aimed_items([second])) == (
        {improvement.pk: {"competence"}}, {improvement.pk: {"transferable"}})


def test_a_repeat_with_the_same_items_does_nothing(start, anna):
    improvement = start(items=["competence"])
    for _ in range(2):
        change(improvement, anna, items=["transferable"], title="Nytt")
    assert (Improvement.objects.get().version, AimedItem.objects.count()) == (2, 2)


def test_without_a_word_about_items_they_stay(start, anna):
    improvement = start(items=["competence"])
    change(improvement, anna, title="Nytt")
    assert aims_of(improvement) == {"competence"}


def test_the_diary_tells_when_it_moves(start, anna):
    improvement = start()
    change(improvement, anna, state="testing")
    change(improvement, anna, based_on=2, key="s", state="abandoned", result="Ingen hann.")
    moves = Event.objects.filter(what="improvement-moved").order_by("pk").values_list("details", flat=True)
    assert list(moves) == [{"before": "planned", "after": "testing"}, {"before": "testing", "after": "abandoned"}]


def test_another_organisation_may_not_change_it(world, start, boss):
    improvement = start()
    with pytest.raises(RefusedError) as refused:
        change(improvement, world.standing("Bäckinge"), title="Nytt")
    assert refused.value.verdict.why == Why.NOT_YOURS
    assert change(improvement, boss, title="Nytt").version == 2


@pytest.mark.parametrize(("track", "missing"), [
    ("service", ["goal", "group", "gap", "owner", "first_test_on"]),
    ("steering", ["link", "service_result", "owner", "first_test_on"]),
])
def test_what_a_thin_plan_would_gain(start, track, missing):
    assert still_lacks(start(track=track)) == missing


def test_a_full_plan_and_a_finished_one_lack_nothing(start):
    full = start(goal="G", group="G", gap="G", owner="O", first_test_on=dt.date(2027, 4, 1))
    assert still_lacks(full) == []
    assert still_lacks(Improvement(track="service", state="kept")) == []
    assert still_lacks(Improvement(track="service", state="adapted")) != []
