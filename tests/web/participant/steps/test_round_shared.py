"""What is shared with the whole round: read by its members and its office, by nobody else, and only while it is shared."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.assessments.models import Assessment
from spegla.assessments.sharing import end_sharing, share_assessment
from spegla.core.visibility import Level
from spegla.files.actions import keep_file, share_file
from spegla.improvement.actions import change_idea, note_idea, start_improvement
from spegla.improvement.sharing import share_thing, stop_sharing
from spegla.people.models import Function, Organisation
from spegla.reporting.reports import report_of
from spegla.reporting.sending import send_report
from spegla.rounds import actions as rounds
from spegla.steps.actions import appoint_service, share_with, tell_experience
from tests.assessments.papers import BM1, answer, items_of, paper_of
from tests.files.samples import PDF
from tests.world import NOW, make_person

WROTE = {"score": 3, "reason": "Vi följer upp", "comment": "Bara hos oss", "not_working": "Tiden"}


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def others(world):
    """Those who may not come in, signed in one at a time: another office, and a member by the address of somebody else."""
    strange = Organisation.objects.create(name="Annat kontor", kind="association")
    return [make_person("Stig Stranger", strange, Function.PROGRAMME_OFFICER), world.person("Dalhem")]


def share_occasion(world, name="Alvdala", audience="round", **choices):
    paper, person = paper_of(world, name), world.person(name)
    answer(paper, by=person, **WROTE)
    assessment = Assessment.objects.get(participation=world.places[name])
    chosen = {"with_comments": False, "with_not_working": False} | choices
    return share_assessment(assessment, audience=audience, **chosen, by=person, now=BM1)


def share_the_rest(world, name="Mellby"):
    place, mine = world.places[name], world.standing(name)
    stamp = {"based_on": 0, "request_key": "", "standing": mine, "now": NOW}
    share_with(appoint_service(place, {"name": "Skolan"}, **stamp), "round", standing=mine, now=NOW)
    if place.is_mentor:
        share_with(tell_experience(place, {"learned": "Börja smått"}, **stamp), "round", standing=mine, now=NOW)
    send_report(place, report_of(place, now=NOW), standing=mine, now=NOW)


def share_what_is_owned(world, name="Alvdala", audience="round"):
    """An idea, an improvement of it and a file."""
    place, mine, by = world.places[name], world.standing(name), world.person(name)
    written = {"title": "Fråga controllern", "text": "Varje månad"}
    idea = note_idea(place, written, creation_key=name, standing=mine, now=NOW)
    plan = {"track": "service", "title": "Läsning i årskurs 6", "goal": "Fler läser", "idea_id": idea.pk}
    made = start_improvement(place, plan, items=(), creation_key=name, standing=mine, now=NOW)
    for thing in (idea, made):
        share_thing(thing, audience, place=place, standing=mine, now=NOW)
    file = keep_file(SimpleUploadedFile("beslut.pdf", PDF), organisation=place.organisation, level=Level.ORGANISATION,
                     creation_key=name, by=by, now=NOW)
    share_file(file, audience, place=place, by=by, now=NOW)
    return idea, made, file


def pages(world, *rest):
    """The member's and the office's address of the same page."""
    one = "-one" if rest else ""
    return [
        (world.person("Ekfors"), reverse(f"participant:round-shared{one}", args=[world.places["Ekfors"].pk, *rest])),
        (world.officer, reverse(f"office:shared{one}", args=[world.round.pk, *rest])),
    ]


def read(client, person, address):
    client.force_login(person)
    return client.get(address)


def test_the_list_leads_members_and_office_to_what_is_shared(world, client):
    shared, mentor = share_occasion(world), world.places["Mellby"].pk
    share_the_rest(world)
    for person, address in pages(world):
        page = read(client, person, address).content.decode()
        for thing in (f"{address}skattning/{shared.pk}/", f"{address}verksamhet/{mentor}/", f"{address}erfarenheter/{mentor}/",
                      reverse("participant:sent-report", args=[mentor])):
            assert f'href="{thing}"' in page
            assert client.get(thing).status_code == 200


def test_ideas_improvements_and_files_are_read_and_fetched(world, client):
    idea, made, file = share_what_is_owned(world)
    fetch = [reverse("participant:file", args=[world.places["Ekfors"].pk, file.pk]),
             reverse("office:shared-file", args=[world.round.pk, file.pk])]
    for (person, address), file_at in zip(pages(world), fetch, strict=True):
        page = read(client, person, address).content.decode()
        assert all(f'href="{at}"' in page for at in (f"{address}ide/{idea.pk}/", f"{address}forbattring/{made.pk}/", file_at))
        assert "Varje månad" in client.get(f"{address}ide/{idea.pk}/").content.decode()
        plan = client.get(f"{address}forbattring/{made.pk}/").content.decode()
        assert ("Fler läser" in plan, f'href="{address}ide/{idea.pk}/"' in plan) == (True, True)
        assert b"".join(client.get(file_at).streaming_content) == PDF


def test_an_idea_is_read_as_it_was_shown_to_the_round(world, client):
    idea, *_rest = share_what_is_owned(world)
    mine = world.standing("Alvdala")
    written = {"title": idea.title, "text": "Bara för klustret"}
    later = change_idea(idea, written, based_on=idea.version, request_key="", standing=mine, now=NOW)
    share_thing(later, "cluster", place=world.places["Alvdala"], standing=mine, now=NOW)
    for person, address in pages(world, "ide", idea.pk):
        page = read(client, person, address).content.decode()
        assert ("Varje månad" in page, "Bara för klustret" in page) == (True, False)


def test_what_only_the_cluster_was_shown_is_not_the_rounds(world, client):
    idea, made, file = share_what_is_owned(world, audience="cluster")
    for rest in (("ide", idea.pk), ("forbattring", made.pk)):
        assert [read(client, *page).status_code for page in pages(world, *rest)] == [404, 404]
    assert read(client, world.officer, reverse("office:shared-file", args=[world.round.pk, file.pk])).status_code == 404


def test_an_improvement_does_not_tell_of_an_idea_that_is_not_shared(world, client):
    idea, made, _file = share_what_is_owned(world)
    stop_sharing(idea, "round", world.round.pk, standing=world.standing("Alvdala"), now=NOW)
    for person, address in pages(world, "forbattring", made.pk):
        assert "Fråga controllern" not in read(client, person, address).content.decode()


def test_an_occasion_tells_the_reason_first_and_only_what_was_chosen(world, client):
    shared = share_occasion(world, with_not_working=True)
    for person, address in pages(world, "skattning", shared.pk):
        page = read(client, person, address).content.decode()
        assert page.index("Vi följer upp") < page.index("Eget svar:")
        assert ("Tiden" in page, "Bara hos oss" in page) == (True, False)


def test_what_a_cluster_alone_was_shown_is_not_there(world, client):
    shared = share_occasion(world, audience="cluster")
    for person, address in pages(world):
        assert "Alvdala" not in read(client, person, address).content.decode()
    for person, address in pages(world, "skattning", shared.pk):
        assert read(client, person, address).status_code == 404


def test_when_sharing_ends_so_does_reading(world, client):
    shared = share_occasion(world)
    end_sharing(shared, by=world.person("Alvdala"), now=BM1)
    for person, address in pages(world, "skattning", shared.pk):
        assert read(client, person, address).status_code == 404


def test_others_are_refused(world, client, others):
    shared = share_occasion(world)
    for rest in ((), ("skattning", shared.pk)):
        for person in others:
            for _reader, address in pages(world, *rest):
                assert read(client, person, address).status_code == 404


def test_who_has_left_reads_it_no_more(world, client):
    shared = share_occasion(world)
    rounds.end_participation(world.places["Ekfors"], reason="Slutar", by=world.officer, now=NOW)
    person, address = pages(world, "skattning", shared.pk)[0]
    assert read(client, person, address).status_code == 404


@pytest.mark.parametrize("rest", [("nagot-annat", 1), ("verksamhet", 999), ("erfarenheter", 999), ("skattning", 999),
                                  ("ide", 999), ("forbattring", 999)])
def test_what_there_is_not_is_a_404(world, client, rest):
    for person, address in pages(world, *rest):
        assert read(client, person, address).status_code == 404


def queries(client, person, address):
    read(client, person, address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_three_organisations_cost_no_more_than_one(world, client):
    shared = share_occasion(world)
    share_the_rest(world)
    share_what_is_owned(world)
    before = [queries(client, *page) for page in (*pages(world), *pages(world, "skattning", shared.pk))]
    for name in ("Bäckinge", "Dalhem"):
        share_occasion(world, name)
        share_the_rest(world, name)
        share_what_is_owned(world, name)
    for item in items_of(paper_of(world))[1:4]:
        answer(paper_of(world), item, by=world.person("Alvdala"), score=2)
    again = share_occasion_anew(world)
    assert before == [queries(client, *page) for page in (*pages(world), *pages(world, "skattning", again.pk))]


def share_occasion_anew(world):
    assessment = Assessment.objects.get(participation=world.places["Alvdala"])
    return share_assessment(
        assessment, audience="round", with_comments=False, with_not_working=False, by=world.person("Alvdala"), now=BM1
    )
