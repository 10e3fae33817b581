"""Att göra nu: for whom, in what order, what falls away, and what comes instead."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.models import Answer, Assessment
from spegla.people.models import Function
from spegla.programme.loader import load_programme
from spegla.programme.lookup import audiences_of
from spegla.reporting.now import now_of
from spegla.reporting.queries import dates_for
from spegla.reporting.todos import open_todos
from spegla.rounds import actions as rounds
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import checklist_at
from spegla.rounds.standing import standing_of
from spegla.steps.actions import choose_host, tick, write_together
from tests.reporting.conftest import BM1, PREPARING
from tests.world import NOW, START, TEAM, contents, make_person, make_world

EDITIONS = ["skr-2018", "skr-2020", "salar-2021", "modellkoncept-2024"]


def now_for(world, organisation="Alvdala", function=Function.KEY_PERSON, today=PREPARING):
    return now_of(world.standing(organisation, function), today=today, now=NOW)


def keys(world, organisation="Alvdala", function=Function.KEY_PERSON, today=PREPARING):
    """Everything open for her, not only the first three."""
    standing = world.standing(organisation, function)
    places = list(standing.participations)
    return [todo.key for todo in open_todos(places, dates_for(places), standing, today=today, now=NOW)]


def confirm(world, organisation, function=Function.KEY_PERSON):
    rounds.confirm_assignment(world.places[organisation], by=world.person(organisation, function), now=NOW)


def assess(world, organisation, answered):
    place = world.places[organisation]
    bound = place.round.checklists.get()
    paper = Assessment.objects.create(
        participation=place, unit=place.organisation, checklist=bound.key, occasion="bm1", begun_at=NOW
    )
    for item in checklist_at(bound.content_id).item[:answered]:
        Answer.objects.create(assessment=paper, item=item.key, state="scored", score=2)


def take_in_elsewhere(world, name):
    """Alvdala in one more round, of the same edition."""
    programme, checklists = contents("skr-2020")
    other = rounds.open_round(name=name, office=world.office, start_on=START, programme=programme, checklists=checklists,
                              variant="one-year", by=world.officer, now=NOW)
    cluster = rounds.form_cluster(other, "Norra", by=world.officer, now=NOW)
    return rounds.take_in(other, world.places["Alvdala"].organisation, cluster=cluster, by=world.officer, now=NOW)


def test_each_function_gets_its_own_things(world):
    official = set(keys(world, function=Function.ELECTED_OFFICIAL))
    key_person = set(keys(world))

    assert "bm1-prep-assessment" in official & key_person
    assert "bm1-prep-steering" in key_person - official
    assert "bm1-task-plan" in key_person - official
    assert not [key for key in key_person if key.startswith(("startup-prep-team", "home1", "bm2"))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_never_more_than_three_never_over_ten_minutes_each_and_in_order(db, edition):
    world = make_world(edition=edition)
    opens = {step.opens for step in load_programme(edition).step}
    dates = dates_of(world.round)
    for day in sorted({dates[key] for key in opens}):
        for function in TEAM:
            found = now_for(world, function=function, today=day).things
            assert len(found) <= 3
            assert all(0 < todo.minutes <= 10 for todo in found)
            waited = [todo.awaited and todo.due < day for todo in found]
            assert waited == sorted(waited, reverse=True)
            assert all(a.due <= b.due for a, b in pairwise(found) if (a.awaited and a.due < day) == (b.awaited and b.due < day))


def test_what_is_late_comes_first(world):
    today = BM1 - dt.timedelta(days=10)
    due = [todo.due for todo in now_for(world, today=today).things]

    assert due[0] < today
    assert due == sorted(due)


def test_what_she_has_ticked_falls_away_for_her_alone(world):
    place, standing = world.places["Alvdala"], world.standing("Alvdala")
    assert "bm1-prep-film" in keys(world)

    tick(place, "bm1-prep-film", done=True, standing=standing, now=NOW)
    assert "bm1-prep-film" not in keys(world)
    assert "bm1-prep-film" in keys(world, function=Function.SENIOR_MANAGER)


def test_what_the_cluster_has_done_falls_away_for_all_its_people(world):
    write_together(world.clusters[0], "bm1-task-plan", {"text": "", "done": True}, based_on=0, request_key="",
                   standing=world.standing("Bäckinge"), now=NOW)

    assert "bm1-task-plan" not in keys(world)
    assert "bm1-task-plan" not in keys(world, "Mellby")
    assert "bm1-task-plan" in keys(world, "Dalhem")


def test_she_confirms_once_for_each_place_and_nobody_for_her(world):
    assert "startup-prep-confirm" in keys(world)
    confirm(world, "Alvdala", Function.SENIOR_MANAGER)
    assert "startup-prep-confirm" in keys(world)

    confirm(world, "Alvdala")
    assert "startup-prep-confirm" not in keys(world)


def test_confirming_comes_before_what_is_late_and_a_newcomer_is_not_late_with_it(world):
    first = now_for(world, today=BM1).things[0]

    assert (first.does, first.by_day) == ("confirmation", BM1)


def test_sharing_and_marking_come_when_something_has_been_answered(world):
    assert not {"bm1-prep-share", "bm1-prep-marks"} & set(keys(world))

    assess(world, "Alvdala", answered=1)
    assert {"bm1-prep-share", "bm1-prep-marks", "bm1-prep-assessment"} <= set(keys(world))


def test_an_answered_occasion_falls_away_for_everybody(world):
    assess(world, "Alvdala", answered=10)

    assert "bm1-prep-assessment" not in keys(world)
    assert "bm1-prep-assessment" not in keys(world, function=Function.ELECTED_OFFICIAL)


def test_what_comes_after_the_meeting_is_not_asked_before_it(world):
    assert "bm1-task-feedback" not in keys(world, "Mellby", today=BM1 - dt.timedelta(days=1))
    assert "bm1-task-feedback" in keys(world, "Mellby", today=BM1 + dt.timedelta(days=2))
    assert "bm1-task-feedback" not in keys(world, "Mellby", today=BM1 + dt.timedelta(days=8))


def test_the_key_person_of_the_host_gets_what_the_host_does(world):
    assert "bm1-prep-invite" not in keys(world)
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)

    assert "bm1-prep-invite" in keys(world)
    assert "bm1-prep-invite" not in keys(world, function=Function.ELECTED_OFFICIAL)
    assert "bm1-prep-invite" not in keys(world, "Bäckinge")


def test_a_mentor_organisation_is_asked_for_what_mentors_do_and_not_for_a_self_assessment(world):
    asked = set(keys(world, "Mellby"))

    assert {"bm1-prep-mentor", "startup-prep-confirm", "bm1-task-plan"} <= asked
    assert not asked & {"bm1-prep-assessment", "bm1-prep-steering"}


def test_a_person_in_two_rounds_gets_three_things_in_all_each_with_its_place(world):
    other = take_in_elsewhere(world, "Omgång två")
    found = now_for(world)

    assert len(found.things) == 3
    assert {todo.place for todo in found.things} == {world.places["Alvdala"], other}
    assert set(found.places) == {world.places["Alvdala"], other}


def test_what_has_ended_or_closed_asks_for_nothing(world):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    assert list(now_for(world).things) == []

    rounds.close_round(world.round, by=world.officer, now=NOW)
    assert list(now_for(world, "Bäckinge").things) == []


def test_an_elected_official_gets_one_question_from_the_step_that_began_last(world):
    found = now_for(world, function=Function.ELECTED_OFFICIAL).questions

    assert [(question.step.key, question.point.audience) for question in found] == [("bm1", ("elected-official",))]
    assert now_for(world).questions == []


def test_another_question_each_month_of_a_step(world):
    days = [BM1 + dt.timedelta(days=after) for after in (1, 20, 35, 60)]
    asked = [now_for(world, function=Function.ELECTED_OFFICIAL, today=day).questions[0].point.key for day in days]

    assert asked[0] == asked[1] == asked[3] != asked[2]


def test_with_nothing_to_do_she_is_told_what_comes_next(world):
    confirm(world, "Alvdala")
    found = now_for(world, today=dt.date(2027, 2, 10))

    assert list(found.things) == []
    assert [(coming.on, coming.title.sv) for coming in found.coming] == [
        (BM1 - dt.timedelta(days=14), "Skicka inbjudan till första träffen")
    ]


def test_a_stranger_has_nothing(world, by):
    found = now_of(standing_of(by, now=NOW), today=PREPARING, now=NOW)

    assert (list(found.things), list(found.questions), list(found.coming)) == ([], [], [])


@pytest.mark.parametrize("function", [Function.KEY_PERSON, Function.ELECTED_OFFICIAL])
def test_as_many_queries_for_three_places_as_for_one(world, function, django_assert_num_queries):
    standing = world.standing("Alvdala", function)
    now_of(standing, today=PREPARING, now=NOW)  # the stored programme is read once per process
    with CaptureQueriesContext(connection) as one:
        now_of(standing, today=PREPARING, now=NOW)

    for name in ("Omgång två", "Omgång tre"):
        take_in_elsewhere(world, name)
    standing = world.standing("Alvdala", function)
    with django_assert_num_queries(len(one)):
        assert len(now_of(standing, today=PREPARING, now=NOW).places) == 3


def test_what_is_meant_for_the_service_goes_to_its_representative_and_else_to_the_key_person(world):
    voice, day = "bm2-prep-service-voice", dates_of(world.round)["bm2"] - dt.timedelta(days=7)
    assert voice in keys(world, today=day)
    assert voice not in keys(world, function=Function.SENIOR_MANAGER, today=day)
    organisation = world.places["Alvdala"].organisation
    nurse = make_person("Nina Nurse", organisation, Function.SERVICE_REPRESENTATIVE)
    standing = standing_of(nurse, now=NOW)
    places = list(standing.participations)
    hers = [todo.key for todo in open_todos(places, dates_for(places), standing, today=day, now=NOW)]
    assert (voice in hers, voice in keys(world, today=day), voice in keys(world, "Bäckinge", today=day)) == (True, False, True)


def test_a_key_person_is_asked_as_strategist_only_where_there_is_none(db):
    world = make_world(edition="modellkoncept-2024")
    step = next(step for step in load_programme("modellkoncept-2024").step if step.key == "strategists2")
    day, asked = dates_of(world.round)[step.opens], "strategists2-status"
    assert asked in keys(world, today=day)
    make_person("Stina Strateg", world.places["Alvdala"].organisation, Function.STRATEGIST)
    assert (asked in keys(world, today=day), asked in keys(world, "Bäckinge", today=day)) == (False, True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_everything_that_is_to_be_done_reaches_somebody_of_a_small_team(edition):
    """A manager, an elected official and a key person, with a mentor's and the office's things apart."""
    programme = load_programme(edition)
    held = frozenset(TEAM)
    reached = audiences_of(programme.edition, [*held, "mentor", "host", "office"], held=held)
    asked = [entry for step in programme.step for entry in step.preparation]
    assert [entry.key for entry in asked if reached.isdisjoint(entry.audience)] == []
