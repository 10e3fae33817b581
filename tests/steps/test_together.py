"""Ticks are one's own, tasks are the cluster's, and a meeting has one host."""

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.rounds import actions as rounds
from spegla.rounds.models import Participation
from spegla.steps.actions import choose_host, tick, write_together
from spegla.steps.models import JointTask, MeetingHost, Tick
from spegla.steps.queries import hosts_of, joint_tasks_visible_to, own_ticks, ticks_at
from tests.world import NOW

KEY = "bm1-task-plan"


def test_a_tick_is_seen_by_others_only_as_a_count(world):
    place, mine, theirs = world.places["Alvdala"], world.standing("Alvdala"), world.standing("Alvdala", "senior-manager")
    tick(place, "bm1-prep-film", done=True, standing=mine, now=NOW)
    meant = {"bm1-prep-film": {mine.person.pk, theirs.person.pk}}

    assert ticks_at(place, mine.person, meant=meant) == ({"bm1-prep-film"}, {"bm1-prep-film": 1})
    assert ticks_at(place, theirs.person, meant=meant) == (set(), {"bm1-prep-film": 1})
    assert ticks_at(place, mine.person, meant={"bm1-prep-film": {theirs.person.pk}}) == ({"bm1-prep-film"}, {})
    assert own_ticks([place.pk], theirs.person) == set()


def test_ticking_twice_is_ticking_once_and_unticking_takes_it_away(world):
    place, mine = world.places["Alvdala"], world.standing("Alvdala")
    for _ in range(2):
        tick(place, "bm1-prep-film", done=True, standing=mine, now=NOW)
    assert Tick.objects.count() == 1

    for _ in range(2):
        tick(place, "bm1-prep-film", done=False, standing=mine, now=NOW)
    assert not Tick.objects.exists()


@pytest.mark.parametrize(
    ("who", "prepare", "why"),
    [
        ("Alvdala", None, None),
        ("Bäckinge", None, Why.NOT_YOURS),
        ("Alvdala", "end", Why.ENDED),
        ("Alvdala", "close", Why.CLOSED),
    ],
)
def test_only_the_organisation_ticks_while_it_takes_part(world, who, prepare, why):
    place = world.places["Alvdala"]
    if prepare == "end":
        rounds.end_participation(place, reason="", by=world.officer, now=NOW)
    if prepare == "close":
        rounds.close_round(place.round, by=world.officer, now=NOW)
    place = Participation.objects.get(pk=place.pk)

    if why is None:
        tick(place, "x", done=True, standing=world.standing(who), now=NOW)
    else:
        with pytest.raises(RefusedError) as refused:
            tick(place, "x", done=True, standing=world.standing(who), now=NOW)
        assert refused.value.verdict.why is why
    assert Tick.objects.exists() is (why is None)


def test_a_task_is_one_text_for_the_whole_cluster(world, stamp):
    cluster = world.clusters[0]
    write_together(cluster, KEY, {"text": "Vi börjar 9.", "done": False}, standing=world.standing("Alvdala"), **stamp())
    write_together(cluster, KEY, {"text": "Vi börjar 10.", "done": True}, standing=world.standing("Mellby"), **stamp(1, "second"))

    task = JointTask.objects.get()
    assert (task.text, task.done, task.version, task.changed_by) == ("Vi börjar 10.", True, 2, world.person("Mellby"))
    assert [row.text for row in task.history.order_by("version")] == ["", "Vi börjar 9.", "Vi börjar 10."]


def test_only_the_clusters_own_people_see_and_write_its_task(world, stamp):
    cluster = world.clusters[0]
    write_together(cluster, KEY, {"text": "Kan läcka.", "done": False}, standing=world.standing("Alvdala"), **stamp())

    for name in ("Alvdala", "Bäckinge", "Mellby"):
        assert [task.text for task in joint_tasks_visible_to(world.standing(name))] == ["Kan läcka."]
    assert not joint_tasks_visible_to(world.standing("Dalhem")).exists()
    with pytest.raises(RefusedError):
        write_together(cluster, KEY, {"text": "Fel", "done": True}, standing=world.standing("Dalhem"), **stamp(1, "x"))
    assert JointTask.objects.get().text == "Kan läcka."


def test_who_has_left_the_cluster_no_longer_sees_its_task(world, stamp):
    write_together(world.clusters[0], KEY, {"text": "Vårt", "done": False}, standing=world.standing("Alvdala"), **stamp())
    rounds.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)

    assert not joint_tasks_visible_to(world.standing("Bäckinge")).exists()


def test_a_stale_save_loses_nothing(world, stamp):
    cluster = world.clusters[0]
    write_together(cluster, KEY, {"text": "Först", "done": False}, standing=world.standing("Alvdala"), **stamp())

    with pytest.raises(StaleError) as stale:
        write_together(cluster, KEY, {"text": "Samtidigt", "done": False}, standing=world.standing("Bäckinge"),
                       **stamp(0, "other"))

    assert (stale.value.current.text, stale.value.wanted["text"]) == ("Först", "Samtidigt")
    assert JointTask.objects.get().text == "Först"


def test_a_repeated_save_does_nothing_and_is_told_once(world, stamp):
    for _ in range(2):
        write_together(world.clusters[0], KEY, {"text": "En gång", "done": True}, standing=world.standing("Alvdala"), **stamp())

    assert JointTask.objects.get().version == 1
    assert Event.objects.filter(what="joint-task-saved").count() == 1


def test_who_goes_back_edits_and_sends_the_same_form_again_is_not_ignored(world, stamp):
    for text in ("Först", "Ändrat", "Ändrat igen"):
        write_together(world.clusters[0], KEY, {"text": text, "done": False}, standing=world.standing("Alvdala"), **stamp())

    assert (JointTask.objects.get().text, JointTask.objects.get().version) == ("Ändrat igen", 3)


def test_a_meeting_has_one_host_and_anybody_in_the_cluster_may_say_which(world):
    cluster = world.clusters[0]
    choose_host(cluster, "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    choose_host(cluster, "bm1", world.places["Bäckinge"], standing=world.standing("Alvdala"), now=NOW)
    choose_host(cluster, "bm1", world.places["Bäckinge"], standing=world.standing("Alvdala"), now=NOW)

    assert hosts_of([cluster.pk]) == {(cluster.pk, "bm1"): world.places["Bäckinge"].pk}
    assert Event.objects.filter(what="host-chosen").count() == 2

    choose_host(cluster, "bm1", None, standing=world.standing("Alvdala"), now=NOW)
    assert not MeetingHost.objects.exists()


@pytest.mark.parametrize(("who", "host"), [("Dalhem", "Alvdala"), ("Alvdala", "Dalhem")])
def test_neither_chooser_nor_host_comes_from_another_cluster(world, who, host):
    with pytest.raises(RefusedError):
        choose_host(world.clusters[0], "bm1", world.places[host], standing=world.standing(who), now=NOW)

    assert not MeetingHost.objects.exists()
