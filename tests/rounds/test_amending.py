import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from spegla.journal.models import Event
from spegla.programme.amendment import AmendmentError
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist, load_programme
from spegla.rounds import actions
from spegla.rounds.amending import AmendedMeanwhileError, finished_steps, plan_amendment, stored_form
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import checklists_of, hold_checklist, programme_of
from spegla.rounds.models import Amendment, Round, RoundChecklist
from tests.world import NOW, make_world

AFTER_BM1 = dt.date(2027, 5, 1)  # bm1 is on 25 March, bm2 on 15 July


@pytest.fixture
def world(db):
    return make_world(edition="skr-2018", variant="one-year")


def plan(world, edition="skr-2020", *, effective_on=AFTER_BM1, today=AFTER_BM1):
    return plan_amendment(world.round, load_programme(edition), effective_on=effective_on, today=today)


def amend(world, planned, *, seen=None):
    return actions.amend_programme(
        world.round, planned, stored_form(planned), reason="Ny upplaga", seen=seen or world.round.programme_id,
        by=world.officer, now=NOW,
    )


def reread(world):
    world.round = Round.objects.get(pk=world.round.pk)
    return programme_of(world.round)


def test_a_step_is_finished_when_it_is_over_in_every_cluster(world):
    programme = programme_of(world.round)
    dates = dates_of(world.round)
    later = dates | {"bm1": AFTER_BM1}
    assert finished_steps(programme, [dates], AFTER_BM1) == {"startup", "bm1"}
    assert finished_steps(programme, [dates, later], AFTER_BM1) == {"startup"}
    assert finished_steps(programme, [dates, later], AFTER_BM1 + dt.timedelta(days=1)) == {"startup", "bm1"}


def test_what_is_finished_stays_and_what_remains_is_replaced(world):
    old, new = programme_of(world.round), load_programme("skr-2020")
    made = amend(world, plan(world))
    amended = reread(world)
    assert amended.step[:2] == old.step[:2]
    assert [step.title for step in amended.step[2:]] == [step.title for step in new.step[2:]]
    assert (made.before.key, made.after.key, made.edition, made.reason) == ("skr-2018", "skr-2020", "skr-2020", "Ny upplaga")
    assert (made.effective_on, made.at, made.by) == (AFTER_BM1, NOW, world.officer)
    event = Event.objects.get(what="programme-amended")
    assert (event.details["kept"], event.details["edition"]) == (["startup", "bm1"], "skr-2020")


def test_the_checklists_stay_as_they_were_bound(world):
    bound = [checklist.key for checklist in checklists_of(world.round)]
    amend(world, plan(world))
    amended = reread(world)
    assert bound == [checklist.key for checklist in checklists_of(world.round)] == list(amended.edition.checklists)
    assert bound != list(load_programme("skr-2020").edition.checklists)


def test_a_step_that_will_be_over_when_it_takes_effect_is_finished_too(world):
    assert [step.key for step in plan(world, effective_on=dt.date(2027, 7, 16)).kept] == ["startup", "bm1", "home1", "bm2"]
    assert [step.key for step in plan(world, effective_on=dt.date(2027, 1, 1)).kept] == ["startup", "bm1"]


def test_the_plan_says_what_moves_what_is_new_and_what_goes(world):
    slower = load_programme("skr-2020")
    dates = tuple(replace(day, offset={"*": "60w"}) if day.key == "conference" else day for day in slower.date)
    slower = replace(slower, date=(*(day for day in dates if day.key != "sustain-12"), replace(dates[-1], key="sustain-18")))
    planned = plan_amendment(world.round, slower, effective_on=AFTER_BM1, today=AFTER_BM1)
    conference = next(row for row in planned.moves if row.key == "conference")
    assert (conference.old, conference.new, conference.for_all) == (dt.date(2028, 1, 13), dt.date(2028, 3, 9), True)
    assert "sustain-18" in {day.key for day in planned.new_dates}
    assert {day.key for day in planned.lost_dates} == {"sustain-12"}
    assert (planned.dropped, planned.lost_occasions) == ([], [])
    assert [step.key for step in planned.replaced] == ["home1", "bm2", "home2", "bm3", "home3", "conference"]


def test_an_edition_without_the_rounds_length_does_not_fit(world):
    with pytest.raises(AmendmentError) as error:
        plan(world, "modellkoncept-2024")
    assert ("variant", "one-year") in {(one.kind, one.key) for one in error.value.conflicts}


def test_pressing_twice_amends_once(world):
    planned, seen = plan(world), world.round.programme_id
    assert amend(world, planned, seen=seen) == amend(world, planned, seen=seen)
    assert (Amendment.objects.count(), Event.objects.filter(what="programme-amended").count()) == (1, 1)


def test_a_preview_of_another_programme_or_calendar_saves_nothing(world):
    planned, seen = plan(world), world.round.programme_id
    actions.pin_date(world.round, "bm2", AFTER_BM1, by=world.officer, now=NOW)
    with pytest.raises(AmendedMeanwhileError):
        amend(world, planned, seen=seen)
    actions.unpin_date(world.round, "bm2", by=world.officer, now=NOW)
    amend(world, planned, seen=seen)
    reread(world)
    with pytest.raises(AmendedMeanwhileError):
        amend(world, plan(world, "salar-2021"), seen=seen)
    assert Amendment.objects.count() == 1


def bind(world, *keys, answered=(), asked=None):
    contents = [content_of(load_checklist(key)) for key in keys]
    return actions.bind_checklists(world.round, contents, answered=asked or (lambda: answered), by=world.officer, now=NOW)


def bound(world):
    return [checklist.key for checklist in checklists_of(Round.objects.get(pk=world.round.pk))]


def test_checklists_may_be_changed_until_somebody_has_answered(world):
    assert bind(world, "b-2018") == bound(world) == ["b-2018"]
    assert bind(world, "c-2023", "b-2018", answered=["b-2018"]) == bound(world) == ["c-2023", "b-2018"]
    with pytest.raises(ValidationError):
        bind(world, "c-2023", answered=["b-2018"])
    with pytest.raises(ValidationError):
        bind(world)
    assert bound(world) == ["c-2023", "b-2018"]
    assert Event.objects.filter(what="checklists-bound").count() == 2


def test_what_has_been_answered_is_asked_when_nobody_can_begin_any_more(world):
    def asked():
        locked.append(seen.captured_queries[-1]["sql"])
        return ()

    locked = []
    with CaptureQueriesContext(connection) as seen:
        bind(world, "b-2018", asked=asked)
    assert ["rounds_roundchecklist" in sql for sql in locked] == [True]
    assert all("FOR UPDATE" in sql for sql in locked if connection.features.has_select_for_update)


def test_what_the_round_has_no_longer_nobody_begins(world):
    kept, gone = (bound(world)[0], "b-2018")
    with transaction.atomic():
        hold_checklist(world.round.pk, kept)
        with pytest.raises(RoundChecklist.DoesNotExist):
            hold_checklist(world.round.pk, gone)


def test_binding_the_same_checklists_again_changes_nothing(world):
    bind(world, *bound(world))
    assert not Event.objects.filter(what="checklists-bound").exists()
