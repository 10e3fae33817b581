"""Noting, changing, opening and setting aside ideas."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Level
from spegla.improvement.actions import change_idea, open_idea, set_idea_aside
from spegla.improvement.models import Idea
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.rounds.actions import close_round, end_participation
from spegla.rounds.models import Participation
from tests.world import NOW

LATER = NOW + dt.timedelta(hours=1)


def test_a_noted_idea_knows_whose_it_was_and_where_it_arose(world, place, note):
    theirs = world.places["Bäckinge"].organisation
    idea = note(text="Rapporten går tillbaka.", from_organisation_id=theirs.pk, from_item="statistics-by-sex", from_step="bm1")
    stored = Idea.objects.get()
    assert (stored.pk, stored.from_organisation, stored.from_item, stored.from_step) == (
        idea.pk, theirs, "statistics-by-sex", "bm1")
    assert (stored.organisation, stored.participation, stored.author) == (place.organisation, place, world.person("Alvdala"))
    assert (stored.version, stored.level, stored.noted_at) == (1, Level.ORGANISATION, NOW)


def test_the_history_says_who_and_when(note, world, anna):
    change_idea(note(), {"title": "Nytt"}, based_on=1, request_key="r", standing=anna, now=LATER)
    rows = Idea.history.order_by("version").values_list("version", "title", "history_user__name", "history_date")
    assert list(rows) == [(1, "Fråga controllern", "Alvdala key-person", NOW), (2, "Nytt", "Alvdala key-person", LATER)]


def test_the_same_form_twice_is_one_idea(note):
    assert note("k").pk == note("k").pk
    assert (Idea.objects.count(), Idea.history.count(), Event.objects.filter(what="idea-noted").count()) == (1, 1, 1)


def test_a_form_sent_again_with_another_text_keeps_the_text(note):
    """Back in the browser, write more, send again: and once more."""
    note("k")
    note("k", title="Mer")
    note("k", title="Ännu mer")
    assert list(Idea.objects.values_list("title", "version")) == [("Ännu mer", 3)]


def test_a_form_sent_again_after_a_colleague_has_saved_does_not_overwrite(note, boss):
    idea = note("k")
    change_idea(idea, {"title": "Chefens"}, based_on=1, request_key="b", standing=boss, now=LATER)
    with pytest.raises(StaleError) as caught:
        note("k", title="Mitt")
    assert (caught.value.current.title, caught.value.wanted["title"]) == ("Chefens", "Mitt")
    assert Idea.objects.get().title == "Chefens"


def test_two_people_with_the_same_key_have_two_ideas(note, boss):
    assert note("k").pk != note("k", standing=boss).pk


def test_a_stale_save_is_refused_and_nothing_is_changed(note, anna, boss):
    idea = note()
    change_idea(idea, {"title": "Först"}, based_on=1, request_key="a", standing=anna, now=NOW)
    with pytest.raises(StaleError):
        change_idea(idea, {"title": "Sedan"}, based_on=1, request_key="b", standing=boss, now=LATER)
    assert Idea.objects.get().title == "Först"


def test_a_repeat_of_a_change_does_nothing(note, anna):
    idea = note()
    for _ in range(2):
        change_idea(idea, {"title": "Nytt"}, based_on=1, request_key="r", standing=anna, now=NOW)
    assert Idea.objects.get().version == 2


def test_a_draft_of_ones_own_becomes_open_only_by_opening_it(note, anna):
    idea = note(level=Level.PRIVATE)
    change_idea(idea, {"title": "Nytt", "level": Level.ORGANISATION}, based_on=1, request_key="r", standing=anna, now=NOW)
    assert Idea.objects.get().is_private
    open_idea(idea, standing=anna, now=NOW)
    open_idea(idea, standing=anna, now=LATER)
    assert (Idea.objects.get().level, Idea.objects.get().version) == (Level.ORGANISATION, 3)
    assert Event.objects.filter(what="idea-opened").count() == 1


ACTS = {
    "change": lambda idea, who: change_idea(idea, {"title": "X"}, based_on=idea.version, request_key="", standing=who, now=NOW),
    "open": lambda idea, who: open_idea(idea, standing=who, now=NOW),
    "set aside": lambda idea, who: set_idea_aside(idea, aside=True, standing=who, now=NOW),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_colleague_writes_what_is_open_and_not_somebodys_own_draft(note, boss, act):
    act(note(), boss)
    draft = note(level=Level.PRIVATE)
    with pytest.raises(RefusedError) as refused:
        act(draft, boss)
    assert refused.value.verdict.why == Why.NOT_SHARED
    assert Idea.objects.get(pk=draft.pk).version == 1


def test_set_aside_and_taken_up_again(note, anna):
    idea = note()
    set_idea_aside(idea, aside=True, standing=anna, now=LATER)
    set_idea_aside(idea, aside=True, standing=anna, now=LATER + dt.timedelta(days=1))
    assert (Idea.objects.get().set_aside_at, Idea.objects.get().version) == (LATER, 2)
    set_idea_aside(idea, aside=False, standing=anna, now=LATER)
    assert (Idea.objects.get().set_aside_at, Idea.objects.get().version) == (None, 3)
    whats = Event.objects.filter(what__startswith="idea-").order_by("pk").values_list("what", flat=True)
    assert list(whats) == ["idea-noted", "idea-set-aside", "idea-taken-up"]


@pytest.mark.parametrize("over", ["closed", "ended"])
def test_ideas_outlive_the_round_but_a_later_one_is_not_counted_in_it(world, place, note, anna, over):
    before = note()
    if over == "closed":
        close_round(place.round, by=world.officer, now=NOW)
    else:
        end_participation(place, reason="", by=world.officer, now=NOW)
    place = Participation.objects.select_related("round", "organisation", "cluster").get(pk=place.pk)
    change_idea(before, {"title": "Ett år senare"}, based_on=1, request_key="r", standing=anna, now=LATER)
    after = note(at=place)
    assert (before.participation_id, after.participation_id, after.organisation_id) == (place.pk, None, place.organisation_id)


def test_nobody_notes_for_another_organisation(world, note):
    with pytest.raises(RefusedError) as refused:
        note(standing=world.standing("Bäckinge"))
    assert refused.value.verdict.why == Why.NOT_YOURS
    assert note().pk


def test_the_database_keeps_ideas_at_two_levels(note):
    idea = note()
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(level=Level.CLUSTER)
