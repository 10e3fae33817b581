"""The pages of improvements: two steps without scripts, one form for each track, from idea to effect."""

import datetime as dt

import pytest

from spegla.core.visibility import Level
from spegla.improvement.actions import change_improvement
from spegla.improvement.models import AimedItem, Improvement
from spegla.improvement.sharing import share_thing
from tests.web.participant.improvement.conftest import text_of
from tests.world import NOW

SERVICE = {
    "spar": "service", "title": "Läsning", "goal": "Fler når målen", "group": "Pojkar i sexan", "gap": "20 procent",
    "owner": "Rektorn", "first_test_on": "2027-04-01", "aims": ["competence", "transferable"], "request_key": "k",
}
STEERING = {"spar": "steering", "title": "Budget", "link": "Anvisningen", "service_result": "Jämn väntetid", "request_key": "k"}


def test_first_the_track_then_its_own_fields(anna, at):
    assert "Var ska det bli bättre?" in text_of(anna.get(at("improvement-new")))
    fields = {track: set(anna.get(at("improvement-new") + f"?spar={track}").context["form"].fields)
              for track in ("service", "steering")}
    assert fields["service"] - fields["steering"] == {"goal", "group", "gap"}
    assert fields["steering"] - fields["service"] == {"link", "service_result"}


def test_an_unknown_track_asks_again(anna, at):
    assert "Var ska det bli bättre?" in text_of(anna.get(at("improvement-new") + "?spar=annat"))
    assert anna.post(at("improvement-new"), SERVICE | {"spar": "annat"}).status_code == 200
    assert not Improvement.objects.exists()


def test_in_a_service_from_an_idea(anna, at, note):
    idea = note()
    response = anna.post(at("improvement-new"), SERVICE | {"idea_id": idea.pk})
    stored = Improvement.objects.get()
    assert response.url == at("improvement", stored.pk)
    assert (stored.idea, stored.track, stored.group, stored.first_test_on) == (
        idea, "service", "Pojkar i sexan", dt.date(2027, 4, 1))
    assert set(AimedItem.objects.values_list("item", flat=True)) == {"competence", "transferable"}


def test_in_steering(anna, at):
    anna.post(at("improvement-new"), STEERING)
    stored = Improvement.objects.get()
    assert (stored.track, stored.link, stored.service_result, stored.state) == (
        "steering", "Anvisningen", "Jämn väntetid", "planned")


def test_the_same_form_twice_is_one(anna, at):
    assert anna.post(at("improvement-new"), SERVICE).url == anna.post(at("improvement-new"), SERVICE).url
    assert Improvement.objects.count() == 1


def test_a_thin_plan_is_saved_and_told_kindly_what_it_would_gain(anna, at):
    response = anna.post(at("improvement-new"), {"spar": "service", "title": "Läsning", "request_key": "k"}, follow=True)
    page = text_of(response)
    assert "Planen blir starkare med lite till" in page
    assert [str(label) for label in response.context["lacks"]] == [
        "Målet", "Gruppen", "Skillnaden", "Vem som håller i den", "Första testet"]


@pytest.mark.parametrize(("wrong", "says"), [
    ({"title": ""}, "Skriv i en mening vad ni ska göra"),
    ({"title": "x" * 161}, "högst 160 tecken"),
    ({"group": "x" * 201}, "högst 200 tecken"),
    ({"goal": "x" * 5001}, "högst 5000 tecken"),
    ({"first_test_on": "snart"}, "Skriv datumet som år-månad-dag"),
    ({"first_test_on": "0027-04-01"}, "Det året är nog fel"),
    ({"aims": ["finns-inte"]}, "Välj bland punkterna i listan"),
    ({"idea_id": "999999"}, "Välj något i listan"),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(anna, at, wrong, says):
    response = anna.post(at("improvement-new"), SERVICE | wrong)
    assert (response.status_code, Improvement.objects.count()) == (422, 0)
    page = text_of(response)
    assert says in page
    assert "Rektorn" in page
    if "aims" not in wrong:
        assert page.count(" checked") == 2


def test_ideas_of_others_and_drafts_of_colleagues_are_not_to_be_chosen(boss, at, note):
    theirs, hidden, ours = note(name="Bäckinge"), note(level=Level.PRIVATE), note()
    chosen = [response.status_code for response in (
        boss.post(at("improvement-new"), SERVICE | {"idea_id": idea.pk}) for idea in (theirs, hidden, ours))]
    assert (chosen, Improvement.objects.count()) == ([422, 422, 302], 1)


def test_an_idea_in_the_address_is_prefilled_only_when_it_is_ours(anna, at, note):
    ours, theirs = note(title="Vår"), note(name="Bäckinge")
    new = at("improvement-new") + "?spar=service&ide="
    assert anna.get(f"{new}{ours.pk}").context["form"].initial == {"idea_id": ours.pk, "title": "Vår"}
    assert anna.get(f"{new}{theirs.pk}").context["form"].initial == {"idea_id": None, "title": ""}


def test_what_happened_is_written_on_the_same_page(anna, at, start):
    improvement = start(items=["competence"])
    anna.post(at("improvement", improvement.pk), {
        "title": "Läsning", "state": "kept", "result": "Hälften så stor", "aims": ["transferable"], "based_on": "1",
        "request_key": "r"})
    page = text_of(anna.get(at("improvement", improvement.pk)))
    assert "Hälften så stor" in page
    assert "Behålls" in page
    assert "Arbetssättet går att föra över till andra" in page


def test_a_state_that_does_not_exist_is_refused(anna, at, start):
    improvement = start()
    sent = {"title": "Läsning", "based_on": "1", "request_key": "r"}
    assert anna.post(at("improvement", improvement.pk), sent | {"state": "vunnen"}).status_code == 422
    assert anna.post(at("improvement", improvement.pk), sent | {"state": "testing"}).status_code == 302


def test_a_stale_save_shows_both_also_the_items_and_then_saves_on_top(world, anna, at, start):
    improvement = start(items=["competence"])
    change_improvement(improvement, {"owner": "Chefen"}, items=["transferable"], based_on=1, request_key="b",
                       standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    sent = {"title": "Läsning", "state": "planned", "owner": "Annas", "aims": ["competence"], "based_on": "1", "request_key": "r"}
    response = anna.post(at("improvement", improvement.pk), sent)
    assert response.status_code == 409
    both = {field.label: (field.yours, field.saved) for field in response.context["stale"].fields}
    assert both["Vem som håller i den"] == ("Annas", "Chefen")
    assert both["Punkter på checklistan som den ska flytta"] == (
        "Ledningen ser till att kunskapen finns", "Arbetssättet går att föra över till andra")
    again = response.context["form"]["based_on"].value()
    assert anna.post(at("improvement", improvement.pk), sent | {"based_on": again}).status_code == 302
    assert Improvement.objects.get().owner == "Annas"


def test_from_idea_to_effect(world, anna, at, note, start):
    idea = note(title="Rapporter skickas tillbaka", from_organisation_id=world.places["Bäckinge"].organisation_id)
    page = text_of(anna.get(at("improvement", start(idea_id=idea.pk, state="kept", result="Alla lämnar in rätt").pk)))
    chain = page[page.index("Från idé till effekt"):]
    steps = [chain.index(shown) for shown in ("från Bäckinge", "Rapporter skickas tillbaka", "Läsning", "Alla lämnar in rätt")]
    assert steps == sorted(steps)


def test_others_see_the_idea_behind_it_only_when_that_is_shared_too(world, anna, at, note, start):
    theirs, standing = world.places["Bäckinge"], world.standing("Bäckinge")
    idea = note(name="Bäckinge", title="Hemlig upprinnelse")
    improvement = start(name="Bäckinge", idea_id=idea.pk)
    share_thing(improvement, "cluster", place=theirs, standing=standing, now=NOW)
    page = text_of(anna.get(at("improvement", improvement.pk)))
    assert ("Hemlig upprinnelse" in page, "Idén är inte delad med er" in page) == (False, True)
    share_thing(idea, "cluster", place=theirs, standing=standing, now=NOW)
    assert "Hemlig upprinnelse" in text_of(anna.get(at("improvement", improvement.pk)))


def test_the_page_costs_the_same_whatever_there_is(anna, at, note, start, queries):
    improvement = start(items=["competence"], idea_id=note().pk)
    one = queries(anna, at("improvement", improvement.pk))
    for _ in range(2):
        note()
        start(items=["competence"])
    assert queries(anna, at("improvement", improvement.pk)) == one <= 14
