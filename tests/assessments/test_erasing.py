"""What was answered alone and never shown does not stay."""

import datetime as dt

import pytest
from django.core.management import call_command

from spegla.assessments.erasing import erase_unshown
from spegla.assessments.live import open_live
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet, ShownAnswer
from spegla.assessments.occasions import occasions_of
from spegla.assessments.own import guest_sheet, own_sheet
from spegla.assessments.showing import show_answers
from spegla.jobs.periodic import PERIODIC
from spegla.jobs.tasks import erase_own_answers
from spegla.rounds.actions import close_round, end_participation
from spegla.rounds.calendar import dates_of
from tests.assessments.papers import BM1, items_of, paper_of, say
from tests.world import TEAM

DAY = dt.timedelta(days=1)


@pytest.fixture
def papers(world):
    """The key persons of two organisations have answered the first occasion alone, one of them the second too."""
    found = [paper_of(world), paper_of(world, occasion="bm2"), paper_of(world, "Bäckinge")]
    for paper in found:
        say(own_sheet(paper, world.person(paper.place.organisation.name), function=""), score=2)
    return found


@pytest.fixture
def due(world):
    place = world.places["Alvdala"]
    time = occasions_of(place, dates_of(place.round, place.cluster))[0]
    return dt.datetime.combine(time.due, dt.time(12), tzinfo=dt.UTC)


def left():
    return sorted(OwnSheet.objects.values_list("participation__organisation__name", "occasion"))


def test_it_stays_for_thirty_days_after_the_occasion(papers, due):
    assert erase_unshown(now=due + 30 * DAY) == 0
    assert OwnAnswer.objects.count() == 3


def test_then_it_goes_and_other_occasions_stay(papers, due):
    assert erase_unshown(now=due + 31 * DAY) == 2
    assert left() == [("Alvdala", "bm2")]
    assert OwnAnswer.objects.count() == 1


def test_it_goes_when_the_round_is_closed(world, papers):
    close_round(world.round, by=world.officer, now=BM1)
    assert (erase_unshown(now=BM1), left()) == (3, [])


def test_it_goes_when_the_organisation_has_left(world, papers):
    end_participation(world.places["Alvdala"], reason="", by=world.officer, now=BM1)
    assert (erase_unshown(now=BM1), left()) == (2, [("Bäckinge", "bm1")])


def test_a_group_that_meets_late_keeps_what_it_says_until_it_has_met(world, papers, due):
    late = due + 31 * DAY
    live = open_live(papers[0], by=world.person("Alvdala"), now=late)
    say(guest_sheet(live, "device", function=""), score=3)
    assert erase_unshown(now=late + dt.timedelta(hours=1)) == 1
    assert (left(), OwnAnswer.objects.count()) == ([("Alvdala", "bm1"), ("Alvdala", "bm1"), ("Alvdala", "bm2")], 3)
    assert erase_unshown(now=late + LiveAssessment.LASTS) == 2
    assert left() == [("Alvdala", "bm2")]


def test_what_was_shown_stays(world, papers, due):
    for function in TEAM:
        say(own_sheet(papers[0], world.person("Alvdala", function), function=function), 1, score=1)
    show_answers(papers[0], [items_of(papers[0])[1]], by=world.person("Alvdala"), now=BM1)
    assert erase_unshown(now=due + 31 * DAY) == 4
    assert ShownAnswer.objects.count() == 3


def test_it_is_a_daily_job(world, papers):
    close_round(world.round, by=world.officer, now=BM1)
    assert erase_own_answers.func() == 3
    assert [job.every for job in PERIODIC if job.task == erase_own_answers] == [DAY]


def test_who_is_forgotten_by_the_office_leaves_no_answer_with_her_number(world, papers, settings):
    settings.DEMO_CLOCK = BM1.date()
    call_command("office", "forget", "--email", world.person("Alvdala").email)
    assert left() == [("Bäckinge", "bm1")]
