"""The page of a step: for me or for all, own ticks, what the others have ready, and who does what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.people.models import Function, Organisation
from spegla.programme.loader import load_programme
from spegla.rounds import actions as rounds
from spegla.steps.actions import appoint_service, share_with, tell_experience, write_together
from spegla.steps.models import MeetingHost, Tick
from tests.world import NOW

STEPS = [step.key for step in load_programme("skr-2020").step]
TICKED = "bm1-prep-film"


def plain(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("step", STEPS)
def test_every_text_of_every_step_stands_on_its_page_with_whose_it_is(world, as_, url, step):
    page = as_("Alvdala").get(url("step", "Alvdala", step) + "?visa=alla").content.decode()
    found = next(one for one in load_programme("skr-2020").step if one.key == step)

    for entry in (*found.aim, *found.preparation, *found.how, *found.question, *found.note, *found.material, *found.task):
        assert entry.text.sv in page, entry.key
    assert page.count('data-origin="ours"') + page.count('data-origin="source"') >= len(found.aim) + len(found.how)


def test_for_me_leaves_out_what_is_meant_for_others(world, as_, url):
    page = url("step", "Alvdala", "bm1")
    official = as_("Alvdala", Function.ELECTED_OFFICIAL)
    steering = "Beskriv ert styrsystem led för led."

    assert steering not in plain(official.get(page))
    assert steering in plain(official.get(page + "?visa=alla"))
    assert steering in plain(as_("Alvdala").get(page))


def test_a_tick_is_mine_and_a_count_to_my_colleague(world, as_, url):
    page = url("step", "Alvdala", "bm1")
    as_("Alvdala").post(url("tick", "Alvdala", "bm1"), {"key": TICKED, "done": "1"})

    mine, theirs = plain(as_("Alvdala").get(page)), plain(as_("Alvdala", Function.SENIOR_MANAGER).get(page))
    assert ("Avbockat av dig" in mine, "Avbockat av dig" in theirs) == (True, False)
    assert "1 av de 3 hos er som det gäller har bockat av" in theirs
    assert "Alvdala key-person" not in theirs.split("<main")[1]
    assert "1 av de 3 hos er" not in plain(as_("Bäckinge").get(url("step", "Bäckinge", "bm1")))


def test_a_double_tick_and_an_untick(world, as_, url):
    client, to = as_("Alvdala"), url("tick", "Alvdala", "bm1")
    for _ in range(2):
        response = client.post(to, {"key": TICKED, "done": "1", "visa": "alla"})
    assert response.url == url("step", "Alvdala", "bm1") + f"?visa=alla#{TICKED}"
    assert Tick.objects.count() == 1

    client.post(to, {"key": TICKED, "done": "0"})
    assert not Tick.objects.exists()


@pytest.mark.parametrize("key", ["", "unknown", "bm1-prep-assessment", "x" * 5000])
def test_only_what_people_tick_off_themselves_can_be_ticked(world, as_, url, key):
    assert as_("Alvdala").post(url("tick", "Alvdala", "bm1"), {"key": key, "done": "1"}).status_code == 404
    assert not Tick.objects.exists()


def test_who_has_left_reads_but_does_not_tick(world, as_, url):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    client = as_("Alvdala")

    page = plain(client.get(url("step", "Alvdala", "bm1")))
    assert "Ert deltagande i omgången är avslutat." in page
    assert "Bocka av" not in page
    client.post(url("tick", "Alvdala", "bm1"), {"key": TICKED, "done": "1"})
    assert not Tick.objects.exists()


def test_what_the_others_have_ready_is_seen_but_not_what_it_says(world, as_, url):
    theirs = world.standing("Bäckinge")
    appoint_service(world.places["Bäckinge"], {"name": "Kan läcka"}, based_on=0, request_key="", standing=theirs, now=NOW)
    page = plain(as_("Alvdala").get(url("step", "Alvdala", "home1")))
    others = page.split('id="de-andra"')[1]

    assert "utsedd verksamhet" in others
    assert "klart" in others
    assert "Kan läcka" not in page


def test_what_the_others_share_is_linked_where_it_is_needed(world, as_, url):
    mellby, alvdala = world.places["Mellby"], world.places["Alvdala"]
    talk = tell_experience(mellby, {"learned": "Börja litet"}, based_on=0, request_key="", standing=world.standing("Mellby"), now=NOW)
    link = url("experience-of", "Alvdala", mellby.pk)
    client = as_("Alvdala")
    assert link not in plain(client.get(url("step", "Alvdala", "startup")))

    share_with(talk, "cluster", standing=world.standing("Mellby"), now=NOW)
    for page in ("startup", "bm1"):
        assert link in plain(client.get(url("step", "Alvdala", page)))
    assert link in plain(client.get(url("round", "Alvdala")))
    assert alvdala.pk != mellby.pk


def test_the_cluster_says_who_hosts_and_the_roles_name_them(world, as_, url):
    client = as_("Bäckinge")
    client.post(url("host", "Bäckinge", "bm1"), {"host": world.places["Alvdala"].pk})

    roles = plain(as_("Alvdala").get(url("step", "Alvdala", "bm1"))).split('id="vem-gor-vad"')[1].split("</dl>")[0]
    assert "<dt>Är värd</dt> <dd>Värd: <strong>Alvdala</strong></dd>" in roles
    assert "<dt>Leder samtalet</dt> <dd>Mentor: <strong>Mellby</strong></dd>" in roles


def test_no_host_from_another_cluster_and_none_chosen_by_an_outsider(world, as_, url):
    elsewhere = {"host": world.places["Dalhem"].pk}
    assert as_("Alvdala").post(url("host", "Alvdala", "bm1"), elsewhere).status_code == 302
    assert as_("Dalhem").post(url("host", "Alvdala", "bm1"), {"host": world.places["Alvdala"].pk}).status_code == 404
    rounds.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)
    assert as_("Bäckinge").post(url("host", "Bäckinge", "bm1"), {"host": world.places["Alvdala"].pk}).status_code == 404
    assert not MeetingHost.objects.exists()


def test_steps_lead_to_each_other(world, as_, url):
    client = as_("Alvdala")
    first, last = plain(client.get(url("step", "Alvdala", STEPS[0]))), plain(client.get(url("step", "Alvdala", STEPS[-1])))

    assert url("step", "Alvdala", STEPS[1]) in first
    assert url("step", "Alvdala", STEPS[-2]) in last
    assert url("step", "Alvdala", "bm2") not in first


def test_outsiders_and_unknown_steps_are_not_found(world, as_, url):
    for name in ("Dalhem", "Bäckinge"):
        assert as_(name).get(url("step", "Alvdala", "bm1")).status_code == 404
    assert as_("Alvdala").get(url("step", "Alvdala", "bm9")).status_code == 404


def test_as_many_queries_with_three_others_as_with_one(world, as_, url):
    client, page, counts = as_("Alvdala"), url("step", "Alvdala", "bm1"), []
    client.get(page)  # the stored programme is read once per process
    for name in ("Cedby", "Egby", None):
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
        if name:
            add_neighbour(world, name)

    assert counts == [counts[0]] * 3


def add_neighbour(world, name):
    organisation = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
    place = rounds.take_in(world.round, organisation, cluster=world.clusters[0], by=world.officer, now=NOW)
    write_together(world.clusters[0], f"bm1-task-{place.pk}", {"text": "", "done": True}, based_on=0, request_key="",
                   standing=world.standing("Alvdala"), now=NOW)


def test_what_is_ticked_off_leads_to_the_page_where_it_is_done(as_, url):
    page = plain(as_("Alvdala").get(url("step", "Alvdala", "bm2")))
    assert f'<a href="{url("shift", "Alvdala", "bm2")}">Se vad som har flyttat</a>' in page


def test_ticks_are_counted_among_those_it_is_meant_for(as_, url):
    steering = "bm1-prep-steering"  # for the key person and the senior manager
    as_("Alvdala").post(url("tick", "Alvdala", "bm1"), {"key": steering, "done": "1"})
    page = plain(as_("Alvdala").get(url("step", "Alvdala", "bm1")))

    assert "1 av de" in page.split(f'id="{steering}"')[1].split("</li> <li id=")[0]
    assert "1 av de 3" not in page.split(f'id="{steering}"')[1].split("</li> <li id=")[0]


def test_for_all_goes_without_saying(as_, url):
    assert "för alla</span>" not in plain(as_("Alvdala").get(url("step", "Alvdala", "bm1") + "?visa=alla"))
