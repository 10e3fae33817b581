"""A meeting is one per cluster and step, seen by those who meet, with its four parts shared out as the edition says."""

import pytest

from spegla.core.verdict import Why
from spegla.meetings.actions import meeting_at
from spegla.meetings.models import Meeting
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import day_of, meeting_days, meetings_visible_to, roles_of
from spegla.rounds import actions as rounds
from spegla.rounds.standing import standing_of
from spegla.steps.actions import choose_host
from tests.world import NOW, make_world


def test_a_meeting_is_made_once_for_a_cluster_and_once_for_the_round(world):
    north, south = world.clusters
    made = [meeting_at(world.round, cluster, "bm1", by=world.officer, now=NOW) for cluster in (north, north, south)]
    assert [one.cluster for one in made] == [north, north, south]
    assert made[0].pk == made[1].pk

    for cluster in (north, south, None):
        assert meeting_at(world.round, cluster, "conference", by=world.officer, now=NOW).cluster is None
    assert Meeting.objects.count() == 3


def test_a_step_without_a_meeting_has_none(world):
    with pytest.raises(KeyError):
        meeting_at(world.round, world.clusters[0], "home1", by=world.officer, now=NOW)
    assert not Meeting.objects.exists()


def test_it_is_seen_by_the_cluster_its_mentors_and_the_office(world, meeting):
    seen = {name: meeting in meetings_visible_to(world.standing(name)) for name in world.places}
    assert seen == {"Alvdala": True, "Bäckinge": True, "Mellby": True, "Dalhem": False, "Ekfors": False, "Nyborg": False}
    assert list(meetings_visible_to(standing_of(world.officer, now=NOW))) == [meeting]

    rounds.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)
    assert not meetings_visible_to(world.standing("Bäckinge")).exists()


def test_the_whole_round_sees_the_meeting_of_all(world):
    of_all = meeting_at(world.round, None, "conference", by=world.officer, now=NOW)
    assert [list(meetings_visible_to(world.standing(name))) for name in ("Alvdala", "Nyborg")] == [[of_all], [of_all]]


def test_the_day_is_the_calendars(world, meeting):
    days = meeting_days(world.round, world.clusters)
    assert [(one.step.key, one.cluster) for one in days][:3] == [
        ("startup", None), ("bm1", world.clusters[0]), ("bm1", world.clusters[1])
    ]
    assert days[1].on == day_of(meeting)


def test_four_parts_as_the_edition_says(world, meeting):
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    roles = roles_of(meeting)
    names = [[place.organisation.name for place in part.places] for part in (roles.organises, roles.hosts, roles.leads, roles.notes)]
    assert names == [["Alvdala"], ["Alvdala"], ["Mellby"], ["Alvdala"]]


def test_without_a_mentor_the_host_leads(db):
    world = make_world(clusters={"Norra": {"Alvdala": "participant", "Bäckinge": "participant"}})
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Alvdala"), now=NOW)
    roles = roles_of(meeting_at(world.round, world.clusters[0], "bm1", by=world.officer, now=NOW))
    assert [place.organisation.name for place in roles.leads.places] == ["Alvdala"]


@pytest.mark.parametrize(
    ("host", "who", "why"),
    [
        ("Alvdala", "Alvdala", Why.FINE),
        ("Alvdala", "Bäckinge", Why.NOT_ORGANISER),
        ("Alvdala", "Mellby", Why.NOT_ORGANISER),
        ("Alvdala", "Dalhem", Why.NOT_YOURS),
        (None, "Bäckinge", Why.FINE),
    ],
)
def test_who_hosts_organises_and_everybody_does_until_there_is_a_host(world, meeting, host, who, why):
    chosen = world.places[host] if host else None
    choose_host(world.clusters[0], "bm1", chosen, standing=world.standing("Alvdala"), now=NOW)
    assert may_organise(meeting, roles_of(meeting), world.standing(who)).why is why


def test_the_office_organises_the_meeting_of_all(world):
    of_all = meeting_at(world.round, None, "conference", by=world.officer, now=NOW)
    said = [may_organise(of_all, roles_of(of_all), standing).why
            for standing in (standing_of(world.officer, now=NOW), world.standing("Alvdala"))]
    assert said == [Why.FINE, Why.NOT_OFFICE]


def test_nothing_is_arranged_in_a_closed_round(world, meeting):
    rounds.close_round(world.round, by=world.officer, now=NOW)
    meeting.round.refresh_from_db()
    assert may_organise(meeting, roles_of(meeting), world.standing("Alvdala")).why is Why.CLOSED
