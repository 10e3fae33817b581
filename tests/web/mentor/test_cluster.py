"""The mentor's cluster at a glance."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.people.models import Organisation
from spegla.rounds import actions as rounds
from spegla.steps.actions import appoint_service, write_together
from tests.world import NOW


def plain(response):
    return " ".join(response.content.decode().split())


def test_the_mentor_sees_who_is_late_and_what_is_done_together_but_not_what_it_says(world, as_, url):
    standing = world.standing("Alvdala")
    appoint_service(world.places["Alvdala"], {"name": "Kan läcka"}, based_on=0, request_key="", standing=standing, now=NOW)
    write_together(world.clusters[0], "bm1-task-plan", {"text": "", "done": True}, based_on=0, request_key="", standing=standing,
                   now=NOW)
    response = as_("Mellby").get(url("mentor:cluster", "Mellby"))
    page = plain(response)

    assert [line.participation.organisation.name for line in response.context["stuck"]] == ["Alvdala", "Bäckinge"]
    assert "Allas bekräftelse av uppdraget" in page
    assert url("task", "Mellby", "bm1-task-plan") in page
    assert [done for _, _, done, _ in response.context["tasks"]] == [True, False]
    assert "Kan läcka" not in page


def test_only_a_mentor_of_the_cluster_comes_here(world, as_, url):
    assert as_("Alvdala").get(url("mentor:cluster", "Alvdala")).status_code == 404
    assert as_("Alvdala").get(url("mentor:cluster", "Mellby")).status_code == 404
    assert as_("Nyborg").get(url("mentor:cluster", "Mellby")).status_code == 404

    rounds.end_participation(world.places["Mellby"], reason="", by=world.officer, now=NOW)
    assert as_("Mellby").get(url("mentor:cluster", "Mellby")).status_code == 404


def test_a_mentor_without_a_cluster_is_told_what_will_stand_here(world, as_, url):
    rounds.place_in_cluster(world.places["Mellby"], None, role="mentor", by=world.officer, now=NOW)

    assert "Ni har inget kluster än" in plain(as_("Mellby").get(url("mentor:cluster", "Mellby")))


def test_as_many_queries_with_three_to_follow_as_with_one(world, as_, url):
    client, counts = as_("Mellby"), []
    client.get(url("mentor:cluster", "Mellby"))  # the stored programme is read once per process
    for name in ("Cedby", "Egby", None):
        with CaptureQueriesContext(connection) as asked:
            client.get(url("mentor:cluster", "Mellby"))
        counts.append(len(asked))
        if name:
            organisation = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
            rounds.take_in(world.round, organisation, cluster=world.clusters[0], by=world.officer, now=NOW)

    assert counts == [counts[0]] * 3
