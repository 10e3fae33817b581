"""Model status by the rule the edition names, and the rounds it counts."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.core.status import Lack, RoundTaken
from spegla.reporting.model_status import findings_of
from spegla.rounds.actions import close_round, end_participation, open_round, pin_date, take_in
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.finished import conference_date, rounds_taken
from spegla.rounds.models import Participation
from tests.assessments.papers import answer, answer_all, paper_of
from tests.world import NOW, START, contents, make_world

ENOUGH = dt.date(2031, 1, 1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


def another_round(world, name, start, role):
    programme, checklists = contents("skr-2020")
    round_ = open_round(name=name, office=world.office, start_on=start, variant="one-year", programme=programme,
                        checklists=checklists, by=world.officer, now=NOW)
    return take_in(round_, world.places["Alvdala"].organisation, role=role, by=world.officer, now=NOW)


def taken(place, today):
    there = Participation.objects.select_related("round", "cluster").get(pk=place.pk)
    return rounds_taken([there], today=today)[0]


def test_a_round_is_finished_when_its_conference_has_been(place):
    conference = dates_of(place.round)["conference"]
    assert taken(place, conference) == RoundTaken("Omgång ett", "participant", START, None)
    assert taken(place, conference + dt.timedelta(days=1)).finished == conference


def test_the_conference_is_where_the_cluster_has_pinned_it(world, place):
    pin_date(place.round, "conference", dt.date(2027, 3, 3), cluster=place.cluster, by=world.officer, now=NOW)
    day = dt.date(2027, 3, 4)
    assert taken(place, day).finished == dt.date(2027, 3, 3)
    assert taken(world.places["Dalhem"], day).finished is None


def test_a_round_closed_before_its_conference_is_finished_that_day(world, place):
    close_round(place.round, by=world.officer, now=dt.datetime(2027, 3, 1, 23, 30, tzinfo=dt.UTC))
    assert taken(place, START).finished == dt.date(2027, 3, 2)


def test_whoever_has_left_has_not_finished(world, place):
    end_participation(place, reason="", by=world.officer, now=NOW)
    assert taken(place, ENOUGH).finished is None


def test_mentors_and_supporting_mentors_are_mentors(world):
    assert taken(world.places["Mellby"], ENOUGH).role == "mentor"
    place = another_round(world, "Två", dt.date(2028, 1, 14), "supporting-mentor")
    assert taken(place, ENOUGH).role == "mentor"


def test_an_edition_without_a_conference_ends_with_its_last_step(place):
    programme = programme_of(place.round)
    without = type(programme)(edition=programme.edition, step=programme.step[:2], variant=programme.variant, date=programme.date)
    assert conference_date(without) == (programme.step[1].meeting or programme.step[1].closes)


def test_two_rounds_in_the_right_order(world, place):
    first = findings_of(place, [place], today=ENOUGH)[0]
    assert (first.met, first.rounds.lacks) == (False, (Lack.NO_LATER_MENTOR_ROUND,))
    later = another_round(world, "Två", dt.date(2028, 6, 1), "mentor")
    finding, = findings_of(place, [place, later], today=ENOUGH)
    assert (finding.met, finding.rounds.participant.name, finding.rounds.mentor.name) == (True, "Omgång ett", "Två")
    assert not findings_of(place, [place, later], today=dt.date(2028, 7, 1))[0].met


def test_mentor_before_participant_does_not_count(world, place):
    earlier = another_round(world, "Noll", dt.date(2025, 1, 14), "mentor")
    assert not findings_of(place, [place, earlier], today=ENOUGH)[0].met


def test_one_query_for_one_and_for_three_rounds(world, place):
    places = [place]
    counts = []
    for name in ("", "Två", "Tre"):
        if name:
            places.append(another_round(world, name, dt.date(2028, 6, 1), "mentor"))
        rounds_taken(places, today=ENOUGH)
        with CaptureQueriesContext(connection) as seen:
            rounds_taken(places, today=ENOUGH)
        counts.append(len(seen))
    assert counts == [1, 1, 1]


def test_scores_of_the_last_occasion_by_the_rule_of_the_edition(db):
    world = make_world(edition="salar-2021")
    place, by = world.places["Alvdala"], world.person("Alvdala")
    assert findings_of(place, [place], today=ENOUGH)[0].occasion is None
    answer_all(paper_of(world), by=by, score=3)
    assert findings_of(place, [place], today=ENOUGH)[0].met
    later = paper_of(world, occasion="bm2")
    answer_all(later, by=by, score=3)
    answer(later, 0, by=by, score=1, based_on=1, key="x")
    finding, = findings_of(place, [place], today=ENOUGH)
    assert (finding.met, finding.occasion.key, [item.number for item in finding.at_forbidden]) == (False, "bm2", [1])
    assert (finding.scores.at_level, finding.scores.needed, finding.not_scored) == (9, 6, [])
