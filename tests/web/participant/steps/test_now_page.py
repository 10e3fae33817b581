"""Att göra nu, as each person meets it."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.people.actions import hand_over
from spegla.people.models import Appointment, Function
from spegla.rounds import actions as rounds
from tests.web.participant.steps.conftest import PREPARING
from tests.world import NOW, START, contents

NOW_PAGE = reverse("participant:now")


def cards(response):
    return re.findall(r"<h2>(.*?)</h2>", response.content.decode().split('class="now-list"')[1].split("</ul>\n")[0])


def take_in_elsewhere(world, name):
    programme, checklists = contents("skr-2020")
    other = rounds.open_round(name=name, office=world.office, start_on=START, programme=programme, checklists=checklists,
                              variant="one-year", by=world.officer, now=NOW)
    cluster = rounds.form_cluster(other, "Norra", by=world.officer, now=NOW)
    return rounds.take_in(other, world.places["Alvdala"].organisation, cluster=cluster, by=world.officer, now=NOW)


def test_an_elected_official_meets_three_things_a_question_and_no_form(world, as_):
    response = as_("Alvdala", Function.ELECTED_OFFICIAL).get(NOW_PAGE)
    page = response.content.decode()

    assert len(response.context["cards"]) == page.count("<li>\n      <div") + page.count('data-state="late"') == 3
    assert "i Omgång ett som förtroendevald" in " ".join(page.split())
    assert page.count("En bra fråga att ställa på nästa sammanträde") == 1
    main = page.split("<main")[1].split("</main>")[0]
    assert "<form" not in main


def test_each_thing_says_what_why_by_when_how_long_and_leads_straight_there(world, as_, url):
    card = next(c for c in as_("Alvdala").get(NOW_PAGE).context["cards"] if c.thing.does == "confirmation")
    page = as_("Alvdala").get(NOW_PAGE).content.decode()

    assert card.way.url == url("confirm", "Alvdala")
    assert f'href="{card.way.url}"' in page
    assert card.thing.text.sv in page
    assert card.thing.why.sv in page
    assert "senast 10 mars 2027, i dag" in page
    assert "2 minuter" in page


def test_with_nothing_to_do_the_page_is_kind_and_says_what_comes_next(world, as_, today):
    rounds.confirm_assignment(world.places["Alvdala"], by=world.person("Alvdala"), now=NOW)
    today(dt.date(2027, 3, 2))
    page = as_("Alvdala").get(NOW_PAGE).content.decode()

    assert "Du har gjort allt som väntar på dig" in page
    assert "<strong>Skicka inbjudan till första träffen</strong>, 11 mars 2027 (om 9 dagar)" in page


def test_somebody_in_two_rounds_sees_which_one_each_thing_belongs_to(world, as_):
    take_in_elsewhere(world, "Omgång två")
    response = as_("Alvdala").get(NOW_PAGE)

    assert len(response.context["cards"]) == 3
    assert response.content.decode().count("Alvdala, Omgång") >= 3


def test_the_office_sees_which_clusters_are_behind(world, client):
    client.force_login(world.officer)
    page = client.get(NOW_PAGE).content.decode()

    assert "Norra: 3 saker är försenade" in page
    assert "Det gäller Alvdala, Bäckinge och Mellby." in page
    assert f'href="{reverse("office:progress", args=[world.round.pk])}"' in page


def test_an_unread_handover_comes_first_and_counts_among_the_three(world, client):
    before = Appointment.objects.get(person=world.person("Alvdala", Function.SENIOR_MANAGER))
    newcomer = hand_over(before, email="nils@nyman.example", name="Nils Nyman", by=world.officer, now=NOW)
    client.force_login(newcomer.person)
    response = client.get(NOW_PAGE)

    assert [card.appointment for card in response.context["briefs"]] == [newcomer]
    assert len(response.context["cards"]) == 2
    brief = reverse("participant:brief", args=[world.places["Alvdala"].pk, newcomer.pk])
    page = response.content.decode()
    assert page.index(brief) < page.index(response.context["cards"][0].way.url)


def test_somebody_without_any_function_is_told_what_to_wait_for(client, by):
    client.force_login(by)

    assert "Du är inte med i någon omgång just nu" in client.get(NOW_PAGE).content.decode()


def test_who_is_not_signed_in_signs_in_first(client, db):
    response = client.get(NOW_PAGE)

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("people:sign-in"))


@pytest.mark.parametrize("function", [Function.ELECTED_OFFICIAL, Function.KEY_PERSON])
def test_as_many_queries_with_three_places_as_with_one(world, as_, function):
    client = as_("Alvdala", function)
    client.get(NOW_PAGE)  # the stored programme is read once per process
    counts = []
    for name in ("Omgång två", "Omgång tre", None):
        with CaptureQueriesContext(connection) as asked:
            client.get(NOW_PAGE)
        counts.append(len(asked))
        if name:
            take_in_elsewhere(world, name)

    assert counts[0] <= 14
    assert counts == [counts[0]] * 3


def test_the_day_of_a_rehearsal_moves_the_list(world, as_):
    client = as_("Alvdala")
    session = client.session
    session["rehearsal"] = "2027-07-01"
    session.save()

    assert {card.thing.step.key for card in client.get(NOW_PAGE).context["cards"]} <= {"startup", "bm2", "home1"}
    assert client.get(NOW_PAGE).context["today"] != PREPARING
