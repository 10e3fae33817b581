"""The decision to mentor, and the model status: shown to whoever asks, linked from nowhere people answer or compare."""

import datetime as dt
from pathlib import Path

import pytest
from django.urls import reverse

import spegla.web
from spegla.rounds.actions import decide_on_mentoring
from spegla.rounds.models import MentorDecision
from tests.assessments.papers import answer_all, paper_of
from tests.web.participant.improvement.conftest import text_of
from tests.world import NOW, make_world

YES = {"answer": "yes", "decided_by": "Styrelsen", "decided_on": "2027-03-01", "can_show": "Mallen", "based_on": "0",
       "request_key": "r"}
TEMPLATES = Path(spegla.web.__file__).parent / "templates"


def test_what_mentoring_means_is_told_by_the_edition(anna, at):
    page = text_of(anna.get(at("mentor-decision")))
    assert "Har själv gått igenom en omgång" in page
    assert "En mentor behöver inte kunna mest" in page
    assert "ur källan, i våra ord" in page


def test_decided_by_whom_when_and_what_can_be_shown(anna, at):
    assert anna.post(at("mentor-decision"), YES).status_code == 302
    stored = MentorDecision.objects.get()
    assert (stored.answer, stored.decided_by, stored.decided_on, stored.can_show) == (
        "yes", "Styrelsen", dt.date(2027, 3, 1), "Mallen")
    assert anna.get(at("mentor-decision")).context["form"].initial["answer"] == "yes"


@pytest.mark.parametrize(("wrong", "says"), [
    ({"answer": ""}, "Välj ja, inte än eller nej"),
    ({"answer": "kanske"}, "Välj något i listan"),
    ({"decided_on": "2027-03-11"}, "Det datumet har inte varit än"),
    ({"decided_on": "snart"}, "Skriv datumet som år-månad-dag"),
    ({"decided_by": "x" * 121}, "högst 120 tecken"),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(anna, at, wrong, says):
    response = anna.post(at("mentor-decision"), YES | wrong)
    assert (response.status_code, MentorDecision.objects.count()) == (422, 0)
    assert says in text_of(response)
    assert "Mallen" in text_of(response)


def test_today_is_not_too_late_to_have_decided(anna, at):
    assert anna.post(at("mentor-decision"), YES | {"decided_on": "2027-03-10"}).status_code == 302


def test_a_double_submit_saves_once(anna, at):
    anna.post(at("mentor-decision"), YES)
    anna.post(at("mentor-decision"), YES)
    assert MentorDecision.objects.get().version == 1


def test_the_same_form_with_another_answer_goes_on_from_the_first(anna, at):
    anna.post(at("mentor-decision"), YES)
    assert anna.post(at("mentor-decision"), YES | {"answer": "no"}).status_code == 302
    assert (MentorDecision.objects.get().answer, MentorDecision.objects.get().version) == ("no", 2)


def test_a_stale_save_shows_both(world, place, anna, at):
    decide_on_mentoring(place, {"answer": "no", "decided_by": "Nämnden"}, based_on=0, request_key="b",
                        by=world.person("Alvdala", "senior-manager"), now=NOW)
    response = anna.post(at("mentor-decision"), YES)
    both = {field.label: (field.yours, field.saved) for field in response.context["stale"].fields}
    assert both["Vill ni vara mentor i en kommande omgång?"] == ("Ja", "Nej")
    assert both["Vem som har beslutat"] == ("Styrelsen", "Nämnden")
    assert MentorDecision.objects.get().answer == "no"


def test_status_by_rounds_tells_what_it_rests_on(world, anna, at, settings):
    assert text_of(anna.get(at("status"))).count("Inte än") == 2
    settings.DEMO_CLOCK = dt.date(2029, 1, 1)
    page = text_of(anna.get(at("status")))
    assert "Omgång ett, avslutad" in page
    assert page.count("Inte än") == 1
    assert "Det är inget certifikat" in page


def test_status_by_scores_tells_what_it_rests_on(db, signed_in):
    world = make_world(edition="salar-2021")
    client, url = signed_in(world.person("Alvdala")), reverse("participant:status", args=[world.places["Alvdala"].pk])
    assert "Ingen självskattning än" in text_of(client.get(url))
    answer_all(paper_of(world), by=world.person("Alvdala"), score=3)
    page = text_of(client.get(url))
    assert "Regeln är uppfylld" in page
    assert "10 av 10 punkter. Det behövs 6." in page


def test_status_is_linked_only_from_the_report_and_the_mentor_decision():
    linking = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")
               if "participant:status" in path.read_text()}
    assert linking == {"participant/report.html", "participant/mentor_decision.html"}
