"""The line about an organisation: that, never what; and the very same for all who see it."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.core.progress import ProgressState as State
from spegla.core.visibility import Level
from spegla.improvement.actions import note_idea, start_improvement
from spegla.people.models import Function
from spegla.reporting.progress import lines_of
from spegla.rounds import actions as rounds
from spegla.rounds.calendar import dates_by_cluster
from spegla.rounds.content import programme_of
from spegla.rounds.queries import members_of
from spegla.steps.actions import appoint_service, share_with
from tests.reporting.conftest import BM1, PREPARING
from tests.world import NOW, TEAM


def line_of(world, organisation, today=PREPARING):
    cluster = world.clusters[0]
    dates = dates_by_cluster(world.round, world.clusters)
    lines = lines_of(members_of(cluster), programme_of(world.round), dates, today=today, now=NOW)
    return next(line for line in lines if line.participation.organisation.name == organisation)


def state(line, does, step=None):
    found = [t.state for cell in line.cells for t in cell.things if t.preparation.does == does and step in (None, cell.step.key)]
    return found[0]


def test_what_the_product_sees_comes_in_and_what_it_does_not_see_is_not_awaited(world):
    line = line_of(world, "Alvdala")

    assert state(line, "team") is State.DONE
    assert state(line, "confirmation") is State.LATE
    assert state(line, "assessment", "bm1") is State.AWAITED
    assert state(line, "service") is State.NOT_YET
    assert "tick" not in {thing.preparation.does for cell in line.cells for thing in cell.things}


def test_a_team_without_an_elected_official_is_begun(world):
    appointment = world.person("Alvdala", Function.ELECTED_OFFICIAL).appointments.get()
    appointment.until = NOW
    appointment.save()

    assert state(line_of(world, "Alvdala", today=dt.date(2026, 12, 1)), "team") is State.BEGUN


def test_all_have_confirmed_when_everyone_in_the_team_has(world):
    for function in TEAM:
        assert state(line_of(world, "Alvdala"), "confirmation") is not State.DONE
        rounds.confirm_assignment(world.places["Alvdala"], by=world.person("Alvdala", function), now=NOW)

    assert state(line_of(world, "Alvdala"), "confirmation") is State.DONE


def test_an_appointed_service_is_seen_whether_it_is_shared_or_not(world):
    mine = world.standing("Alvdala")
    service = appoint_service(world.places["Alvdala"], {"name": "Hemtjänsten"}, based_on=0, request_key="", standing=mine, now=NOW)
    before = line_of(world, "Alvdala")
    share_with(service, "cluster", standing=mine, now=NOW)

    assert state(before, "service") is state(line_of(world, "Alvdala"), "service") is State.DONE
    assert "Hemtjänsten" not in repr(before)


def test_nobody_waits_for_a_mentors_self_assessment_but_it_is_seen_when_it_begins(world):
    line = line_of(world, "Mellby", today=BM1 + dt.timedelta(days=30))
    assert {thing.preparation.does for cell in line.cells for thing in cell.things} == {"team", "confirmation"}

    appoint_service(world.places["Mellby"], {"name": "Skolan"}, based_on=0, request_key="",
                    standing=world.standing("Mellby"), now=NOW)
    assert state(line_of(world, "Mellby"), "service") is State.DONE


def test_one_that_has_left_is_late_with_nothing(world):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    line = line_of(world, "Alvdala", today=BM1 + dt.timedelta(days=300))

    assert line.late == line.awaited == []


def test_a_cell_counts_and_says_its_state(world):
    first, second, *_ = line_of(world, "Alvdala").cells

    assert (first.state, first.done, len(first.things), first.late) == (State.LATE, 1, 2, True)
    assert (second.state, second.late) == (State.AWAITED, False)


def test_as_many_queries_for_three_participations_as_for_one(world, django_assert_num_queries):
    dates = dates_by_cluster(world.round, world.clusters)
    members = list(members_of(world.clusters[0]))
    assert len(lines_of(members, programme_of(world.round), dates, today=PREPARING, now=NOW)) == 3  # stored content is read once
    with CaptureQueriesContext(connection) as asked:
        lines_of(members, programme_of(world.round), dates, today=PREPARING, now=NOW)

    with django_assert_num_queries(len(asked)):
        lines_of(members[:1], programme_of(world.round), dates, today=PREPARING, now=NOW)


def test_an_improvement_counts_for_the_steps_it_was_worked_on_in(world):
    after, later = NOW + dt.timedelta(days=40), BM1 + dt.timedelta(weeks=20)
    assert state(line_of(world, "Alvdala", later), "improvement", "home1") is State.LATE
    start_improvement(world.places["Alvdala"], {"title": "Mallen", "track": "steering"}, creation_key="a",
                      standing=world.standing("Alvdala"), now=after)

    line = line_of(world, "Alvdala", later)

    assert state(line, "improvement", "home1") is State.DONE
    assert state(line, "improvement", "home2") is not State.DONE


def test_a_private_draft_of_an_idea_is_not_seen(world):
    after, day = NOW + dt.timedelta(days=40), BM1 + dt.timedelta(weeks=3)
    mine = world.standing("Alvdala")
    note_idea(world.places["Alvdala"], {"title": "Min", "level": Level.PRIVATE}, creation_key="a", standing=mine, now=after)
    before = state(line_of(world, "Alvdala", day), "idea", "home1")
    note_idea(world.places["Alvdala"], {"title": "Vår"}, creation_key="b", standing=mine, now=after)

    assert before is not State.DONE
    assert state(line_of(world, "Alvdala", day), "idea", "home1") is State.DONE
