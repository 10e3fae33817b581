"""The pages of ideas: what is shown, saved and kept when something is wrong."""

import pytest

from spegla.core.visibility import Level
from spegla.improvement.actions import change_idea
from spegla.improvement.models import Idea
from spegla.improvement.sharing import share_thing
from spegla.rounds.actions import end_participation
from tests.web.participant.improvement.conftest import text_of
from tests.world import NOW

IDEA = {"title": "Fråga controllern", "text": "Rapporten går tillbaka.", "level": "1", "request_key": "k"}


def share(world, idea, name, audience="cluster"):
    share_thing(idea, audience, place=world.places[name], standing=world.standing(name), now=NOW)


def test_an_empty_list_teaches(anna, at):
    assert "Här kommer era idéer att stå" in text_of(anna.get(at("ideas")))


def test_the_list_has_ours_what_is_set_aside_and_what_is_shared_with_us(world, anna, boss, at, note):
    note(title="Vår öppna")
    note(title="Mitt eget utkast", level=Level.PRIVATE)
    idea = note(title="Åt sidan")
    anna.post(at("idea-aside", idea.pk), {"aside": "1"})
    share(world, note(name="Bäckinge", title="Deras delade"), "Bäckinge")
    note(name="Bäckinge", title="Deras hemliga")
    mine, hers = text_of(anna.get(at("ideas"))), text_of(boss.get(at("ideas")))
    assert {title: (title in mine, title in hers) for title in
            ("Vår öppna", "Mitt eget utkast", "Åt sidan", "Deras delade", "Deras hemliga")} == {
        "Vår öppna": (True, True), "Mitt eget utkast": (True, False), "Åt sidan": (True, True),
        "Deras delade": (True, True), "Deras hemliga": (False, False)}


def test_a_line_is_enough(anna, at):
    response = anna.post(at("idea-new"), {"title": "En rad", "level": "1", "request_key": "k"})
    idea = Idea.objects.get()
    assert (response.status_code, response.url, idea.title) == (302, at("idea", idea.pk), "En rad")


def test_the_same_form_twice_is_one_idea(anna, at):
    first, second = (anna.post(at("idea-new"), IDEA) for _ in range(2))
    assert (first.url, Idea.objects.count()) == (second.url, 1)


def test_whose_it_was_is_prefilled_from_what_the_reader_may_see(world, anna, at):
    theirs = world.places["Bäckinge"]
    form = anna.get(at("idea-new") + f"?fran={theirs.pk}&moment=competence&steg=bm1").context["form"]
    assert form.initial == {"from_organisation_id": theirs.organisation_id, "from_item": "competence", "from_step": "bm1"}


@pytest.mark.parametrize("asked", [
    "?fran={far}", "?fran=999999", "?fran=abc", "?fran=²", "?fran=" + "9" * 40, "?moment=finns-inte&steg=inte-heller",
    "?ide={hidden}", "?ide=x",
])
def test_what_she_may_not_see_or_does_not_exist_is_left_aside(world, anna, at, note, asked):
    hidden = note(name="Bäckinge")
    url = at("idea-new") + asked.format(far=world.places["Dalhem"].pk, hidden=hidden.pk)
    response = anna.get(url)
    assert (response.status_code, response.context["form"].initial) == (200, {})


def test_an_idea_others_share_can_be_taken_home(world, anna, at, note):
    idea = note(name="Bäckinge", title="Samtal", text="Hur", from_item="competence")
    share(world, idea, "Bäckinge")
    page = anna.get(at("idea", idea.pk))
    assert f"?ide={idea.pk}" in text_of(page)
    assert anna.get(at("idea-new") + f"?ide={idea.pk}").context["form"].initial == {
        "title": "Samtal", "text": "Hur", "from_organisation_id": idea.organisation_id, "from_item": "competence",
        "from_step": ""}


@pytest.mark.parametrize(("wrong", "says"), [
    ({"title": ""}, "Skriv idén i en mening"),
    ({"title": "   "}, "Skriv idén i en mening"),
    ({"title": "x" * 161}, "högst 160 tecken, nu är den 161"),
    ({"text": "x" * 5001}, "högst 5000 tecken"),
    ({"from_organisation_id": "999999"}, "Välj något i listan"),
    ({"from_organisation_id": "abc"}, "Välj något i listan"),
    ({"from_item": "finns-inte"}, "Välj något i listan"),
    ({"from_step": "finns-inte"}, "Välj något i listan"),
    ({"level": "3"}, "Välj något i listan"),
    ({"level": ""}, "Välj vem som ser idén"),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(anna, at, wrong, says):
    sent = IDEA | {"text": "Det här skrev jag"} | wrong
    response = anna.post(at("idea-new"), sent)
    assert (response.status_code, Idea.objects.count()) == (422, 0)
    assert says in text_of(response)
    assert sent["text"] in text_of(response)
    assert anna.post(at("idea-new"), IDEA).status_code == 302


def test_a_key_that_is_too_long_or_missing_saves_once_or_says_so(anna, at):
    assert anna.post(at("idea-new"), IDEA | {"request_key": "k" * 41}).status_code == 422
    assert anna.post(at("idea-new"), IDEA | {"request_key": ""}).status_code == 302


def test_the_page_shows_whose_it_was_and_where_it_arose(world, anna, at, note):
    theirs = world.places["Bäckinge"].organisation_id
    page = text_of(anna.get(at("idea", note(from_organisation_id=theirs, from_item="competence", from_step="bm1").pk)))
    for shown in ("Bäckinge", "Ledningen ser till att kunskapen finns", "2. Första benchmarkingträffen"):
        assert shown in page


def test_saving_a_change(anna, at, note):
    idea = note()
    response = anna.post(at("idea", idea.pk), {"title": "Nytt", "based_on": "1", "request_key": "r"})
    assert (response.status_code, Idea.objects.get().title, Idea.objects.get().version) == (302, "Nytt", 2)


def test_line_breaks_are_kept_as_one_sign(anna, at, note):
    idea = note()
    anna.post(at("idea", idea.pk), {"title": "T", "text": "a\r\nb", "based_on": "1", "request_key": "r"})
    assert Idea.objects.get().text == "a\nb"


def test_a_stale_save_shows_both_texts_and_then_saves_on_top(world, anna, at, note):
    idea = note()
    change_idea(idea, {"title": "Chefens text"}, based_on=1, request_key="b",
                standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    sent = {"title": "Min text", "based_on": "1", "request_key": "r"}
    response = anna.post(at("idea", idea.pk), sent)
    assert (response.status_code, Idea.objects.get().title) == (409, "Chefens text")
    page = text_of(response)
    assert "Chefens text" in page
    assert "Min text" in page
    assert "Alvdala senior-manager" in page
    again = response.context["form"]["based_on"].value()
    assert anna.post(at("idea", idea.pk), sent | {"based_on": again}).status_code == 302
    assert Idea.objects.get().title == "Min text"


def test_a_form_sent_again_after_somebody_else_saved_shows_both(world, anna, at):
    anna.post(at("idea-new"), IDEA)
    idea = Idea.objects.get()
    change_idea(idea, {"title": "Chefens text"}, based_on=1, request_key="b",
                standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    response = anna.post(at("idea-new"), IDEA | {"title": "Min text"})
    assert (response.status_code, Idea.objects.get().title) == (409, "Chefens text")
    assert "Min text" in text_of(response)


def test_opening_and_setting_aside(anna, at, note):
    idea = note(level=Level.PRIVATE)
    assert "Visa för kollegorna" in text_of(anna.get(at("idea", idea.pk)))
    anna.post(at("idea-open", idea.pk))
    anna.post(at("idea-aside", idea.pk), {"aside": "1"})
    stored = Idea.objects.get()
    assert (stored.level, bool(stored.set_aside_at)) == (Level.ORGANISATION, True)
    anna.post(at("idea-aside", idea.pk), {"aside": "0"})
    assert Idea.objects.get().set_aside_at is None


@pytest.mark.parametrize("name", ["ideas", "improvements"])
def test_as_many_queries_for_three_as_for_one(world, anna, at, note, start, queries, name):
    counts = []
    for n in (1, 2):
        for _ in range(n):
            idea = note(from_organisation_id=world.places["Mellby"].organisation_id)
            start(idea_id=idea.pk)
            share(world, note(name="Bäckinge"), "Bäckinge")
            share(world, start(name="Bäckinge"), "Bäckinge")
        counts.append(queries(anna, at(name)))
    assert counts[0] == counts[1] <= 12


def test_the_page_of_an_idea_costs_the_same_with_more_improvements_and_shares(world, anna, at, note, start, queries):
    idea = note()
    start(idea_id=idea.pk)
    share(world, idea, "Alvdala")
    one = queries(anna, at("idea", idea.pk))
    for _ in range(2):
        start(idea_id=idea.pk)
        note()
    share(world, idea, "Alvdala", "round")
    assert queries(anna, at("idea", idea.pk)) == one <= 13


def test_whoever_has_left_reads_that_it_has_ended_not_that_nobody_shared(world, anna, at):
    assert "Ingen har delat en idé än" in text_of(anna.get(at("ideas")))
    end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    page = text_of(anna.get(at("ideas")))

    assert ("Ert deltagande är avslutat" in page, "Ingen har delat en idé än" in page) == (True, False)
