"""The workspace of a task done together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.journal.models import Event
from spegla.rounds import actions as rounds
from spegla.steps.models import JointTask
from tests.world import NOW

KEY = "bm1-task-plan"


def written(text, based_on=0, key="first", **more):
    return {"text": text, "based_on": based_on, "request_key": key, **more}


def test_what_one_writes_the_others_read_and_see_by_whom(world, as_, url):
    response = as_("Alvdala").post(url("task", "Alvdala", KEY), written("Vi börjar 9.30", done="on"), follow=True)
    assert "Sparat. Alla i klustret ser texten." in response.content.decode()

    page = as_("Mellby").get(url("task", "Mellby", KEY)).content.decode()
    assert "Vi börjar 9.30" in page
    assert "Senast ändrad av Alvdala key-person" in page
    assert JointTask.objects.get().done


def test_a_stale_save_shows_both_texts_and_the_next_one_keeps_what_she_wants(world, as_, url):
    as_("Alvdala").post(url("task", "Alvdala", KEY), written("Alvdalas text"))
    client = as_("Bäckinge")
    response = client.post(url("task", "Bäckinge", KEY), written("Bäckinges text", key="other"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in page
    assert "Alvdalas text" in page
    assert JointTask.objects.get().text == "Alvdalas text"
    form = response.context["form"]
    assert (form["text"].value(), form["based_on"].value()) == ("Bäckinges text", 1)

    client.post(url("task", "Bäckinge", KEY), written("Båda", based_on=1, key="third"))
    assert JointTask.objects.get().text == "Båda"


def test_ones_own_other_window_is_nobody_else(world, as_, url):
    client = as_("Alvdala")
    client.post(url("task", "Alvdala", KEY), written("I det första fönstret"))
    page = client.post(url("task", "Alvdala", KEY), written("I det andra", key="other")).content.decode()
    assert "Du har sparat i ett annat fönster" in page
    assert "Någon annan" not in page


def test_a_double_press_saves_once(world, as_, url):
    for _ in range(2):
        assert as_("Alvdala").post(url("task", "Alvdala", KEY), written("En gång")).status_code == 302

    assert JointTask.objects.get().version == 1
    assert Event.objects.filter(what="joint-task-saved").count() == 1


def test_too_long_a_text_says_so_and_loses_nothing(world, as_, url):
    long = "å" * 20001
    response = as_("Alvdala").post(url("task", "Alvdala", KEY), written(long))

    assert response.status_code == 422
    assert "Texten får ha högst 20000 tecken, den har nu 20001." in response.content.decode()
    assert long in response.content.decode()
    assert not JointTask.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_clusters_own_people_come_here(world, as_, url, method):
    as_("Alvdala").post(url("task", "Alvdala", KEY), written("Kan läcka"))

    for name, of in (("Dalhem", "Alvdala"), ("Bäckinge", "Alvdala")):
        assert getattr(as_(name), method)(url("task", of, KEY)).status_code == 404
    assert "Kan läcka" not in as_("Dalhem").get(url("task", "Dalhem", KEY)).content.decode()
    assert as_("Alvdala").get(url("task", "Alvdala", "no-such-task")).status_code == 404


def test_who_has_left_the_cluster_does_not_come_back_to_its_task(world, as_, url):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)

    assert as_("Alvdala").get(url("task", "Alvdala", KEY)).status_code == 404


def test_in_a_closed_round_it_is_read_and_a_late_save_is_refused_but_not_lost(world, as_, url):
    as_("Alvdala").post(url("task", "Alvdala", KEY), written("Står kvar"))
    rounds.close_round(world.round, by=world.officer, now=NOW)
    client = as_("Alvdala")

    assert "Står kvar" in client.get(url("task", "Alvdala", KEY)).content.decode()
    response = client.post(url("task", "Alvdala", KEY), written("För sent", based_on=1, key="late"))
    assert response.status_code == 403
    assert "För sent" in response.content.decode()
    assert "Omgången är avslutad." in response.content.decode()
    assert JointTask.objects.get().text == "Står kvar"


def test_the_same_number_of_queries_before_and_after_somebody_has_written(world, as_, url):
    client, page = as_("Alvdala"), url("task", "Alvdala", KEY)
    client.get(page)  # the stored programme is read once per process
    with CaptureQueriesContext(connection) as before:
        client.get(page)
    for version in range(3):
        client.post(page, written(f"Text {version}", based_on=version, key=f"k{version}"))
    client.get(page)  # shows the message of the last save
    with CaptureQueriesContext(connection) as after:
        client.get(page)

    assert len(before) == len(after)
