"""What a newcomer is told: who had it, what is open, what is shared, the team and the last few events."""

import datetime as dt

import pytest

from spegla.core.visibility import Level
from spegla.improvement.actions import note_idea, open_idea
from spegla.people.actions import hand_over, read_brief
from spegla.people.models import Appointment, Function
from spegla.people.queries import appointments_with_unread_brief
from spegla.reporting.brief import brief_of
from spegla.rounds.standing import standing_of
from spegla.steps.actions import appoint_service, share_with
from tests.reporting.conftest import PREPARING
from tests.world import NOW

LATER = NOW + dt.timedelta(hours=1)
TOLD = ["idea-noted", "service-appointed", "shared", "handed-over"]


@pytest.fixture
def handed_over(world):
    before = Appointment.objects.get(person=world.person("Alvdala", Function.SENIOR_MANAGER))
    return hand_over(before, email="nils@nyman.example", name="Nils Nyman", by=world.officer, now=NOW)


def told(appointment):
    return brief_of(appointment, standing_of(appointment.person, now=LATER), told=TOLD, today=PREPARING, now=LATER)


def test_the_brief_says_who_had_it_and_what_is_open_for_the_function(world, handed_over):
    brief = told(handed_over)

    assert [person.name for person in brief.before] == ["Alvdala senior-manager"]
    assert [at.place for at in brief.places] == [world.places["Alvdala"]]
    assert (brief.places[0].step.key, brief.places[0].open[0].does) == ("bm1", "confirmation")
    assert "bm1-prep-steering" in {todo.key for todo in brief.places[0].open}


def test_the_brief_tells_what_is_shared_and_the_last_three_events_of_the_organisation(world, handed_over):
    mine = world.standing("Alvdala")
    service = appoint_service(world.places["Alvdala"], {"name": "Skolan"}, based_on=0, request_key="", standing=mine, now=LATER)
    share_with(service, "cluster", standing=mine, now=LATER)
    theirs = appoint_service(world.places["Bäckinge"], {"name": "Annat"}, based_on=0, request_key="",
                             standing=world.standing("Bäckinge"), now=LATER)
    share_with(theirs, "cluster", standing=world.standing("Bäckinge"), now=LATER)
    brief = told(handed_over)

    assert [(one.share.thing, one.share.thing_id) for one in brief.shares] == [("appointedservice", service.pk)]
    assert [(one.event.what, one.by) for one in brief.events] == [
        ("shared", "Alvdala key-person"), ("service-appointed", "Alvdala key-person"), ("handed-over", "Olga Officer"),
    ]
    assert {member.person.name for member in brief.team} == {"Alvdala elected-official", "Alvdala key-person", "Nils Nyman"}


def test_a_colleague_s_own_draft_leaves_no_trace_until_she_shows_it(world, handed_over):
    mine = world.standing("Alvdala")
    draft = note_idea(world.places["Alvdala"], {"title": "Mitt", "level": Level.PRIVATE}, creation_key="k", standing=mine, now=LATER)
    assert "idea-noted" not in [one.event.what for one in told(handed_over).events]
    open_idea(draft, standing=mine, now=LATER)
    assert [one.name for one in told(handed_over).events if one.event.what == "idea-noted"] == ["Mitt"]


def test_a_brief_waits_to_be_read_once(handed_over):
    waiting = appointments_with_unread_brief(handed_over.person, now=LATER)
    assert waiting == [handed_over]

    read_brief(handed_over, by=handed_over.person, now=LATER)
    assert not appointments_with_unread_brief(handed_over.person, now=LATER)
