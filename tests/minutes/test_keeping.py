"""Talks, differences, plans and reflections: saved without losing anything; a reflection is one person's and leaves no trace."""

import datetime as dt

import pytest

from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.minutes.following import following
from spegla.minutes.lines import catch
from spegla.minutes.models import Difference, PlanLine, Reflection
from spegla.minutes.plans import change_plan, plan, plans_of, strike_plan, tell_outcome
from spegla.minutes.reflecting import erase_past, forget_reflections, reflect, reflection_of, reflections_of
from spegla.minutes.rooms import close_room
from spegla.minutes.seats import add_by_hand, leave, remove_by_hand, seats_at
from spegla.minutes.talks import differences_of, groups_of, mark, note_talk, talks_of
from spegla.rounds import actions as rounds
from tests.minutes.conftest import DAY

STAMP = {"by": None, "now": DAY}
TALK = "bm1-agenda-functions"


def test_groups_are_as_the_agenda_says(world):
    places = [world.places[name] for name in ("Alvdala", "Bäckinge")]
    assert groups_of("", places) == ["all"]
    assert groups_of("functions", places) == ["elected-official", "senior-manager", "key-person"]
    assert groups_of("mixed", places) == ["1", "2", "3"]
    assert groups_of("teams", places) == [f"team-{place.pk}" for place in places]


def test_what_a_group_came_to_is_kept_in_versions(meeting):
    note_talk(meeting, TALK, "key-person", "Först", based_on=0, request_key="a.1", **STAMP)
    note_talk(meeting, TALK, "key-person", "Först och sen", based_on=0, request_key="a.2", **STAMP)  # saved as it is written
    with pytest.raises(StaleError):
        note_talk(meeting, TALK, "key-person", "Annat", based_on=0, request_key="b.1", **STAMP)
    note = talks_of(meeting)[TALK, "key-person"]
    assert (note.text, note.version, note.history.count()) == ("Först och sen", 2, 3)


def test_a_mark_is_made_once_and_taken_away(world, meeting):
    ours, theirs = world.places["Bäckinge"], world.places["Alvdala"]
    for _ in range(2):
        mark(meeting, ours, theirs, "political-decision", "they-have", on=True)
    mark(meeting, ours, theirs, "political-decision", "we-lack", on=True)
    assert [one.kind for one in differences_of(meeting)["political-decision", theirs.pk]] == ["they-have", "we-lack"]
    mark(meeting, ours, theirs, "political-decision", "we-lack", on=False)
    assert Difference.objects.count() == 1


def test_an_idea_caught_side_by_side_is_marked_where_it_was_seen(world, meeting, seat):
    theirs = world.places["Alvdala"]
    catch(meeting, "idea", "Fråga först", whose=theirs, row="political-decision", seat=seat, creation_key="a", **STAMP)
    assert [(one.place, one.kind) for one in differences_of(meeting)["political-decision", theirs.pk]] == [
        (world.places["Bäckinge"], "idea")
    ]


def test_a_plan_is_made_once_changed_and_struck(world, meeting):
    place, written = world.places["Bäckinge"], {"what": "Fråga i kön", "owner": "Eva"}
    line = plan(meeting, place, written, creation_key="a", **STAMP)
    assert plan(meeting, place, written, creation_key="a", **STAMP) == line
    change_plan(line, {"first_test_on": dt.date(2027, 4, 12)}, based_on=1, request_key="b", **STAMP)
    with pytest.raises(StaleError):
        change_plan(line, {"owner": "Bo"}, based_on=1, request_key="c", **STAMP)
    assert [(one.what, one.owner, one.first_test_on) for one in plans_of(meeting)] == [("Fråga i kön", "Eva", dt.date(2027, 4, 12))]
    assert tell_outcome(line, "started", by=world.person("Bäckinge"), now=DAY).outcome == "started"
    line.refresh_from_db()
    strike_plan(line, struck=True, **STAMP)
    assert not plans_of(meeting).exists()
    assert PlanLine.history.count() == 4


def test_a_reflection_is_kept_changed_and_gone_without_a_trace(seat, django_assert_num_queries):
    before = Event.objects.count()
    reflect(seat, "Jag ska fråga mer.", based_on=0, request_key="a.1")
    reflect(seat, "Jag ska fråga mer, i nämnden.", based_on=1, request_key="a.2")
    with pytest.raises(StaleError):
        reflect(seat, "Från min andra telefon", based_on=1, request_key="b.1")
    assert reflection_of(seat).text == "Jag ska fråga mer, i nämnden."
    reflect(seat, "  ", based_on=2, request_key="a.3")
    assert not Reflection.objects.exists()
    assert Event.objects.count() == before
    assert not hasattr(Reflection, "history")


def test_it_is_found_by_herself_only_and_goes_when_she_is_forgotten(world, seat, guest):
    reflect(seat, "Min egen.", based_on=0, request_key="a")
    reflect(guest, "Gästens.", based_on=0, request_key="a")
    assert [one.text for one in reflections_of(seat.person)] == ["Min egen."]
    assert not reflections_of(world.person("Alvdala")).exists()
    forget_reflections(seat.person)
    assert [one.text for one in Reflection.objects.all()] == ["Gästens."]


def test_a_guests_goes_when_she_leaves(guest):
    reflect(guest, "Gästens.", based_on=0, request_key="a")
    leave(guest)
    assert not Reflection.objects.exists()


@pytest.mark.parametrize(("days", "kept"), [(0, True), (29, True), (31, False)])
def test_it_is_erased_a_month_after_the_meeting_that_follows(meeting, seat, days, kept):
    reflect(seat, "Min egen.", based_on=0, request_key="a")
    after = dt.datetime.combine(following(meeting).on + dt.timedelta(days=days), dt.time(12), tzinfo=dt.UTC)
    assert erase_past(now=after) == (0 if kept else 1)


def test_it_goes_with_the_round(world, seat):
    reflect(seat, "Min egen.", based_on=0, request_key="a")
    assert erase_past(now=DAY) == 0
    rounds.close_round(world.round, by=world.officer, now=DAY)
    assert erase_past(now=DAY) == 1


def test_a_guests_goes_a_day_after_the_room(world, room, guest):
    from spegla.minutes.rooms import forget_devices

    reflect(guest, "Gästens.", based_on=0, request_key="a")
    close_room(room, by=world.person("Alvdala"), now=DAY)
    forget_devices(now=DAY + dt.timedelta(days=2))
    assert erase_past(now=DAY + dt.timedelta(days=2)) == 1


def test_the_meeting_that_follows_has_its_day_and_host(world, meeting):
    from spegla.steps.actions import choose_host

    choose_host(world.clusters[0], "bm2", world.places["Bäckinge"], standing=world.standing("Alvdala"), now=DAY)
    after = following(meeting)
    assert (after.step.key, after.host, after.has_host) == ("bm2", world.places["Bäckinge"].pk, True)
    assert after.on > DAY.date()


def test_somebody_without_a_phone_is_there_once_and_can_be_taken_away(world, room, meeting, guest):
    place = world.places["Bäckinge"]
    for _ in range(2):
        added = add_by_hand(room, place=place, function="senior-manager", name=" Bo  Ek ")
    for _ in range(2):
        add_by_hand(room, place=place, function="elected-official", name="")
    assert [(seat.name, seat.is_named) for seat in seats_at(meeting) if not seat.device] == [("", False), ("", False), ("Bo Ek", True)]
    remove_by_hand(room, added.pk)
    remove_by_hand(room, guest.pk)  # she was there
    assert len(seats_at(meeting)) == 3
