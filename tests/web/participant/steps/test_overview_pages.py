"""The round from above: its home, the line about the organisation, the timeline, and confirming."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.assessments.models import Assessment
from spegla.assessments.sharing import share_assessment
from spegla.files.actions import keep_file, share_file
from spegla.journal.models import Event
from spegla.people.actions import hand_over
from spegla.people.models import Appointment, Function, Organisation
from spegla.reporting.brief import Happened
from spegla.rounds import actions as rounds
from spegla.rounds.models import Confirmation
from spegla.web.participant.steps.words import told_of
from tests.assessments.papers import answer, paper_of
from tests.files.samples import PDF
from tests.world import NOW

PAGES = ["round", "progress", "timeline", "confirm", "guidance", "service"]


def plain(response):
    return " ".join(response.content.decode().split())


def row_about(page, organisation):
    return re.search(rf'<tr[^>]*> <th scope="row">{organisation}.*?</tr>', page).group().replace(" data-own", "")


def test_the_round_shows_where_we_are_whom_we_learn_from_and_what_is_next(world, as_, url):
    page = plain(as_("Alvdala").get(url("round", "Alvdala")))

    assert "Nu är ni i steg 2: Första benchmarkingträffen: ledning och styrning." in page
    assert page.count('aria-current="step"') == page.count("Här är ni nu") == 1
    assert [page.index(name) for name in ("Alvdala <span", "Bäckinge</h3>", "Mellby</h3>")] == sorted(
        page.index(name) for name in ("Alvdala <span", "Bäckinge</h3>", "Mellby</h3>")
    )
    assert "<strong>11 mars 2027</strong>: Skicka inbjudan till första träffen" in page


def test_the_line_is_the_same_for_the_organisation_its_neighbour_and_its_mentor(world, as_, url):
    own = row_about(plain(as_("Alvdala").get(url("progress", "Alvdala"))), "Alvdala")

    assert "försenat, 1 av 2 klara" in own
    assert own == row_about(plain(as_("Bäckinge").get(url("progress", "Bäckinge"))), "Alvdala")
    assert own == row_about(plain(as_("Mellby").get(url("mentor:cluster", "Mellby"))), "Alvdala")


def test_the_office_sees_the_very_same_line(world, as_, url, client):
    own = row_about(plain(as_("Alvdala").get(url("progress", "Alvdala"))), "Alvdala")
    client.force_login(world.officer)

    assert own == row_about(plain(client.get(reverse("office:progress", args=[world.round.pk]))), "Alvdala")


def test_another_clusters_line_is_not_shown(world, as_, url):
    assert "Dalhem" not in plain(as_("Alvdala").get(url("progress", "Alvdala")))


def test_the_timeline_tells_pinned_from_counted_and_marks_weekends(world, as_, url):
    page = plain(as_("Alvdala").get(url("timeline", "Alvdala")))
    start = page.split('id="start"')[1].split("</li> <li data-kind")[0]
    bm1 = page.split('id="bm1"')[1].split("</li> <li data-kind")[0]

    assert "bestämt datum" in start
    assert "bestämt datum" not in bm1
    assert url("step", "Alvdala", "bm1") in bm1
    assert "en lördag" in page.split('id="sustain-12"')[1]


def test_she_reads_her_assignment_and_confirms_once(world, as_, url):
    client = as_("Alvdala", Function.ELECTED_OFFICIAL)
    page = plain(client.get(url("confirm", "Alvdala")))
    assert "Förtroendevald" in page
    assert "Hög chef" not in page
    assert "Jag känner till uppdraget och har tid" in page

    for _ in range(2):
        assert client.post(url("confirm", "Alvdala")).url == reverse("participant:now")
    assert list(Confirmation.objects.values_list("person", flat=True)) == [world.person("Alvdala", Function.ELECTED_OFFICIAL).pk]
    assert "Du har bekräftat. Tack!" in plain(client.get(url("confirm", "Alvdala")))


def test_who_has_left_does_not_confirm(world, as_, url):
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    response = as_("Alvdala").post(url("confirm", "Alvdala"))

    assert "Ert deltagande i omgången är avslutat." in plain(response)
    assert not Confirmation.objects.exists()


def test_the_guidance_says_what_each_item_asks_of_me(world, as_, url):
    client = as_("Alvdala", Function.ELECTED_OFFICIAL)
    mine, every = plain(client.get(url("guidance", "Alvdala"))), plain(client.get(url("guidance", "Alvdala") + "?visa=alla"))

    assert "<dt>Förtroendevald</dt>" in mine
    assert "<dt>Hög chef</dt>" not in mine
    assert "<dt>Hög chef</dt>" in every
    assert "visa=alla" in mine


def test_of_whom_the_guidance_asks_nothing_reads_what_it_asks_of_the_others(as_, url):
    page = plain(as_("Alvdala", Function.KEY_PERSON).get(url("guidance", "Alvdala")))

    assert "<dt>Förtroendevald</dt>" in page
    assert "<dt>Hög chef</dt>" in page
    assert "visa=alla" not in page  # it would show the same


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_find_nothing_and_those_who_left_still_read(world, as_, url, page):
    assert as_("Dalhem").get(url(page, "Alvdala")).status_code == 404
    assert as_("Bäckinge").get(url(page, "Alvdala")).status_code == 404
    rounds.end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)

    assert as_("Alvdala").get(url(page, "Alvdala")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_place_without_a_cluster_has_its_pages(world, as_, url, page):
    rounds.place_in_cluster(world.places["Alvdala"], None, role="participant", by=world.officer, now=NOW)

    assert as_("Alvdala").get(url(page, "Alvdala")).status_code == 200


@pytest.mark.parametrize("page", ["round", "progress"])
def test_as_many_queries_with_three_neighbours_as_with_one(world, as_, url, page):
    client, counts = as_("Alvdala"), []
    client.get(url(page, "Alvdala"))  # the stored programme is read once per process
    for name in ("Cedby", "Egby", None):
        with CaptureQueriesContext(connection) as asked:
            client.get(url(page, "Alvdala"))
        counts.append(len(asked))
        if name:
            organisation = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
            rounds.take_in(world.round, organisation, cluster=world.clusters[0], by=world.officer, now=NOW)

    assert counts == [counts[0]] * 3
    assert counts[0] <= 14


def test_a_newcomer_reads_the_brief_and_says_so(world, client):
    before = Appointment.objects.get(person=world.person("Alvdala"))
    newcomer = hand_over(before, email="nils@nyman.example", name="Nils Nyman", by=world.officer, now=NOW)
    page = reverse("participant:brief", args=[world.places["Alvdala"].pk, newcomer.pk])
    client.force_login(newcomer.person)
    assert "efter Alvdala key-person" in plain(client.get(page))

    assert client.post(page).url == reverse("participant:now")
    newcomer.refresh_from_db()
    assert newcomer.brief_read_at is not None
    assert "Jag har läst" not in plain(client.get(page))


def test_a_brief_names_what_has_happened_and_what_is_shared(world, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    before = Appointment.objects.get(person=world.person("Alvdala"))
    answer(paper_of(world), by=world.person("Alvdala"), score=2)
    paper = Assessment.objects.get()
    share_assessment(paper, audience="cluster", with_comments=False, with_not_working=False, by=before.person, now=NOW)
    organisation = world.places["Alvdala"].organisation
    file = keep_file(ContentFile(PDF, "beslut.pdf"), organisation=organisation, level=1, creation_key="f", by=before.person, now=NOW)
    share_file(file, "cluster", place=world.places["Alvdala"], by=before.person, now=NOW)
    newcomer = hand_over(before, email="nils@nyman.example", name="Nils Nyman", by=world.officer, now=NOW)
    client.force_login(newcomer.person)
    page = plain(client.get(reverse("participant:brief", args=[world.places["Alvdala"].pk, newcomer.pk])))

    assert "Fil (beslut.pdf), med klustret" in page
    assert "Lämnade över sin funktion: Alvdala key-person, nyckelperson." in page
    assert "Självskattning (Inför första träffen), med klustret" in page
    assert "Något delades" not in page


def test_a_line_that_needs_a_name_that_is_gone_is_left_out():
    gone = Event(what="idea-noted", thing="idea", thing_id=1)
    assert told_of(Happened(gone, "Anna")) == ""
    assert told_of(Happened(gone, "Anna", "Fråga först")) == "En idé skrevs ner: Fråga först."


def test_a_brief_is_the_newcomers_alone(world, as_):
    before = Appointment.objects.get(person=world.person("Alvdala", Function.SENIOR_MANAGER))
    newcomer = hand_over(before, email="nils@nyman.example", name="Nils Nyman", by=world.officer, now=NOW)
    page = reverse("participant:brief", args=[world.places["Alvdala"].pk, newcomer.pk])

    assert as_("Alvdala").get(page).status_code == 404
    assert as_("Alvdala").post(page).status_code == 404
    newcomer.refresh_from_db()
    assert newcomer.brief_read_at is None


def test_who_takes_over_the_office_reads_of_its_rounds(world, client):
    newcomer = hand_over(Appointment.objects.get(person=world.officer), email="ny@kontoret.example", name="Nora Nord",
                         by=world.officer, now=NOW)
    client.force_login(newcomer.person)
    page = reverse("participant:office-brief", args=[newcomer.pk])

    assert page in plain(client.get(reverse("participant:now")))
    assert "Omgång ett" in plain(client.get(page))
    client.post(page)
    assert page not in plain(client.get(reverse("participant:now")))


def test_what_another_organisation_owes_does_not_speak_to_the_reader(as_, url):
    own, others = plain(as_("Alvdala").get(url("progress", "Alvdala"))).split("Det som väntas från Bäckinge")[:2]

    assert "Bekräfta" in own.split("Det som väntas från Alvdala")[1]
    assert "Allas bekräftelse av uppdraget." in others
    assert "Bekräfta" not in others.split("</details>")[0]
