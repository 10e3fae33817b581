"""Progress, letters, answers about pages, ending a round, the list of rounds and the way about."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.journal.actions import answer_page, mark_failed, mark_sent, take_letter
from spegla.journal.models import Letter
from spegla.journal.queries import MOST_ATTEMPTS
from spegla.people.actions import appoint
from spegla.people.models import Function, Organisation
from spegla.reporting.progress import lines_of
from spegla.rounds import actions
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Round
from spegla.steps.actions import appoint_service
from spegla.web.templatetags.wording import reason
from tests.world import NOW, make_person


def test_progress_is_shown_cluster_by_cluster_as_each_organisation_sees_it(office, world, url):
    groups = office.get(url("progress")).context["groups"]
    assert [group.cluster.name for group in groups] == ["Norra", "Södra"]
    plan = date_plan_of(world.round)
    own = lines_of([world.places["Alvdala"]], programme_of(world.round), {scope: plan.dates(scope) for scope in plan.scopes},
                   today=NOW.date(), now=NOW + dt.timedelta(hours=1))
    shown = {line.participation.organisation.name: line for group in groups for line in group.lines}
    assert [(cell.state, cell.done) for cell in shown["Alvdala"].cells] == [(cell.state, cell.done) for cell in own[0].cells]


def test_a_clusters_step_is_the_sum_of_its_organisations(office, url):
    group = office.get(url("progress")).context["groups"][0]
    first = group.sums[0]
    assert (first.done, first.all) == (sum(line.cells[0].done for line in group.lines),
                                       sum(len(line.cells[0].things) for line in group.lines))
    assert group.late == sum(len(line.late) for line in group.lines) > 0


def test_progress_never_says_what_somebody_wrote(office, world, url):
    place = world.places["Alvdala"]
    appoint_service(place, {"name": "Hemtjänsten i söder", "why": "Hemliga skäl"}, based_on=0, request_key="",
                    standing=world.standing("Alvdala"), now=NOW)
    page = office.get(url("progress")).content.decode()
    assert ("Hemtjänsten" in page, "Hemliga" in page) == (False, False)


def test_who_waits_and_empty_clusters_are_there_too(office, world, url):
    actions.place_in_cluster(world.places["Alvdala"], None, role="participant", by=world.officer, now=NOW)
    actions.form_cluster(world.round, "Tomt", by=world.officer, now=NOW)
    page = office.get(url("progress"))
    assert [group.cluster and group.cluster.name for group in page.context["groups"]] == ["Norra", "Södra", None]
    assert [cluster.name for cluster in page.context["empty"]] == ["Tomt"]


@pytest.fixture
def letters(world):
    """Three to people of the round (sent, tried again, given up) and one to somebody outside."""
    organisation = world.places["Alvdala"].organisation
    outside = Organisation.objects.create(name="Utanför", kind="municipality")
    for name, where in (("sent", organisation), ("trying", organisation), ("failed", organisation), ("outside", outside)):
        appoint(where, email=f"{name}@x.example", name=name, function=Function.OTHER, by=world.officer, now=NOW)
    found = {letter.to.split("@")[0]: letter for letter in Letter.objects.all()}
    take_letter(found["sent"], now=NOW)
    mark_sent(found["sent"], body="", now=NOW)
    take_letter(found["trying"], now=NOW)
    mark_failed(found["trying"], "SMTPServerDisconnected: away", now=NOW)
    Letter.objects.filter(pk=found["failed"].pk).update(attempts=MOST_ATTEMPTS, last_error="no such box")
    return found


def test_letters_of_the_rounds_people_and_how_they_fared(office, url, letters):
    page = office.get(url("letters"))
    assert {note.name: note.state for note in page.context["letters"]} == {"sent": "sent", "trying": "trying", "failed": "failed"}
    only = office.get(url("letters") + "?visa=misslyckade")
    assert {note.name for note in only.context["letters"]} == {"trying", "failed"}


def test_what_a_letter_says_is_never_shown(office, url, letters):
    page = office.get(url("letters")).content.decode()
    body = Letter.objects.get(to="trying@x.example").body
    link = next(word for word in body.split() if "/in/" in word)
    assert (link in page, link.split("/in/")[1] in page, "trying@x.example" in page) == (False, False, True)


def test_answers_about_pages_those_that_help_least_first(office, world):
    for page, helped in (("metoden", True), ("steg/bm1", False), ("steg/bm1", True), ("a", True), ("steg/bm2", False), ("steg/bm2", False)):
        answer_page(page, helped=helped, now=NOW)
    rows = office.get(reverse("office:page-answers")).context["rows"]
    assert [row.title for row in rows] == ["Steg 4: Andra benchmarkingträffen: systematiskt förbättringsarbete",
                                           "Steg 2: Första benchmarkingträffen: ledning och styrning", "a", "Metoden"]
    assert [(row.page, row.no, row.yes, row.all) for row in rows] == [
        ("steg/bm2", 2, 0, 2), ("steg/bm1", 1, 1, 2), ("a", 0, 1, 1), ("metoden", 0, 1, 1)
    ]  # fmt: skip


def test_ending_a_round_says_what_it_means_and_may_be_undone(office, world, url, words):
    assert "Ingen kan skriva" in words(office.get(url("close")))
    for _ in range(2):
        office.post(url("close"))
    assert Round.objects.get().closed_by == world.officer
    office.post(url("reopen"))
    assert Round.objects.get().closed_at is None


def test_in_a_closed_round_nothing_is_changed_and_the_reason_is_said(office, world, url, words):
    actions.close_round(world.round, by=world.officer, now=NOW)
    for name in ("organisations", "form-cluster", "clusters", "dates", "amend", "checklists", "import"):
        page = office.post(url(name), {"name": "Nytt", "theme": "", "kind": "region", "role": "mentor"})
        assert (name, page.status_code, "Omgången är avslutad" in words(page)) == (name, 403, True)
        if name != "form-cluster":
            assert (name, office.get(url(name)).status_code) == (name, 200)
    assert world.round.clusters.count() == 2


@pytest.mark.parametrize(("day", "state"), [(dt.date(2027, 1, 1), "coming"), (dt.date(2027, 3, 1), "now")])
def test_the_list_says_where_each_round_stands(office, door, day, state):
    door["now"] = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
    if state == "coming":
        assert office.get(reverse("office:rounds")).status_code == 404, "she was not appointed yet"
        return
    cards = office.get(reverse("office:rounds")).context["cards"]
    assert [(card.round.name, card.state, card.round.organisations, card.round.groups) for card in cards] == [
        ("Omgång ett", state, 6, 2)
    ]  # fmt: skip


def test_the_list_marks_coming_and_closed_rounds(office, world):
    Round.objects.update(start_on=dt.date(2028, 1, 1))
    assert office.get(reverse("office:rounds")).context["cards"][0].state == "coming"
    actions.close_round(world.round, by=world.officer, now=NOW)
    assert office.get(reverse("office:rounds")).context["cards"][0].state == "closed"


def test_a_new_office_is_told_how_to_begin(world, browser_of):
    office = Organisation.objects.create(name="Nytt kontor", kind="association")
    page = browser_of(make_person("Nina Ny", office, Function.PROGRAMME_OFFICER)).get(reverse("office:rounds"))
    assert (page.context["cards"], reverse("office:open") in page.content.decode()) == ([], True)


def test_the_menu_names_ones_places_and_the_rounds_one_runs(world, browser_of, office):
    from spegla.web.context import navigation

    def menu(page):
        return [(str(label), url, current) for label, url, current in navigation(page.wsgi_request)]

    now, rounds_, own = reverse("participant:now"), reverse("office:rounds"), world.places["Alvdala"]
    place = reverse("participant:round", args=[own.pk])
    assert menu(office.get(rounds_)) == [("Att göra nu", now, False), ("Programledning", rounds_, True)]
    member = browser_of(world.person("Alvdala"))
    assert menu(member.get(place)) == [("Att göra nu", now, False), ("Alvdala", place, True)]
    actions.end_participation(own, reason="", by=world.officer, now=NOW)
    assert menu(member.get(now)) == [("Att göra nu", now, True)]


def test_the_menu_asks_for_no_more_than_the_standing(world, browser_of, django_assert_num_queries):
    from spegla.web.context import navigation

    request = browser_of(world.person("Alvdala")).get(reverse("participant:now")).wsgi_request
    with django_assert_num_queries(0):
        navigation(request)


def test_a_closed_round_offers_nothing_to_arrange_and_says_why(world, office, url, words):
    offered = ("Ta in organisationer", "Läs in en lista från ett kalkylark", "Ordna klustren", "Bestäm datum")
    assert [one in words(office.get(url("round"))) for one in offered] == [True] * 4
    actions.close_round(world.round, by=world.officer, now=NOW)
    page = office.get(url("round"))
    assert [one in words(page) for one in offered] == [False] * 4
    assert str(reason(page.context["running"].why)) in words(page)


def test_as_many_queries_for_three_organisations_as_for_one(office, world, url):
    """Of the cluster, when one more organisation and then two more have come."""
    counts = []
    office.get(url("progress"))
    for name in ("Cedby", "Egby", "Fjällby"):
        with CaptureQueriesContext(connection) as asked:
            office.get(url("progress"))
        counts.append(len(asked))
        actions.take_in_by_name(world.round, name, "municipality", cluster=world.clusters[0], by=world.officer, now=NOW)
    assert counts == [counts[0]] * 3
    assert counts[0] <= 16
