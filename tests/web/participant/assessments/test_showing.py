"""Showing together: who may see what before and after through the pages, and the card on the joint page."""

import datetime as dt

import pytest
from django.urls import reverse

from spegla.assessments.models import OwnAnswer, ShownItem
from spegla.assessments.own import own_sheet
from spegla.assessments.present import took_part
from spegla.assessments.showing import show_answers
from spegla.rounds.actions import close_round, end_participation
from tests.assessments.papers import BM1, BM2, answer, items_of, paper_of, say
from tests.web.participant.assessments.reading import row_of, text_of
from tests.world import TEAM, make_person

FIRST, SECOND = "political-decision", "results-asked-for"
MARKER = "Ekorren gnager på styrkedjan"
OUTSIDE = ["Bäckinge", "Mellby", "Dalhem", "office"]
ALONE = ["alone", "own-questions", "show-answers", "took-part"]


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def said(paper, world):
    """The three of Alvdala have answered the first question, one of them in words that would be known anywhere."""
    for score, function in enumerate(TEAM, start=1):
        words = MARKER if function == "key-person" else ""
        say(own_sheet(paper, world.person("Alvdala", function), function=function), score=score, comment=words)


def show(paper, world, *items):
    show_answers(paper, items or [FIRST], by=world.person("Alvdala", "elected-official"), now=BM1)


def pages_of(client, world):
    """Every page that tells of the answers, wherever the reader may come."""
    found = ""
    for place in world.places.values():
        for page in ("assessment", "marks", "shift", "share", "comparison", "alone", "own-questions", "show-answers"):
            found += client.get(reverse(f"participant:{page}", args=[place.pk, "bm1"]), follow=True).content.decode()
        for page in ("assessments", "progress", "report", "round"):
            found += client.get(reverse(f"participant:{page}", args=[place.pk])).content.decode()
    return found + client.get("/").content.decode()


@pytest.mark.parametrize("who", [("Alvdala", "senior-manager"), *OUTSIDE])
def test_before_nobody_else_reads_it_on_any_page(world, browser_of, said, who):
    reader = browser_of(*who) if isinstance(who, tuple) else browser_of(who)
    assert MARKER not in pages_of(reader, world)


def test_she_reads_her_own(anna, url, said):
    assert MARKER in anna.get(url("own-answer", FIRST)).content.decode()


def test_after_the_organisation_reads_it_without_a_name_and_nobody_else_does(world, browser_of, url, paper, said):
    show(paper, world)
    colleague = browser_of("Alvdala", "senior-manager")
    row = row_of(colleague.get(url("assessment")).content.decode(), FIRST)
    assert MARKER in row
    assert "Alvdala key-person" not in row
    for who in OUTSIDE:
        assert MARKER not in pages_of(browser_of(who), world), who


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_pages_are_not_there_for_others(browser_of, url, said, who):
    other = browser_of(who)
    assert {name: other.get(url(name)).status_code for name in ALONE} == dict.fromkeys(ALONE, 404)
    assert other.get(url("own-answer", FIRST)).status_code == 404
    assert other.post(url("show-answers"), {"item": FIRST}).status_code == 404
    assert other.post(url("take-back-own")).status_code == 404
    assert (OwnAnswer.objects.count(), ShownItem.objects.count()) == (3, 0)


def test_the_joint_page_says_how_many_and_never_who(browser_of, url, said, world):
    page = browser_of("Alvdala", "senior-manager").get(url("assessment")).content.decode()
    words = text_of(page)
    assert "3 personer har börjat svara." in words
    assert "3 personer har svarat var för sig. Svaren är inte visade." in text_of(row_of(page, FIRST))
    assert "svarat var för sig" not in text_of(row_of(page, SECOND))
    others = ["Alvdala key-person", "Alvdala elected-official"]
    assert [person.name for person in world.team["Alvdala"].values() if person.name in others] == others[::-1]
    assert [name for name in others if name in page] == []


def test_showing_says_what_happens_and_then_it_has_happened(anna, url, said):
    words = text_of(anna.get(url("show-answers")).content.decode())
    assert "Namnen försvinner." in words
    assert "Det går inte att ångra." in words
    response = anna.post(url("show-answers"), {"item": FIRST})
    assert response.url.startswith(url("assessment") + f"?punkt={FIRST}")
    row = text_of(row_of(anna.get(response.url).content.decode(), FIRST))
    assert "3 Finns och används 1 2 Behöver utvecklas 1 1 Inte påbörjat 1 Kan inte bedöma 0" in row
    assert "De som tycker olika talar först: vad ser ni som inte vi ser?" in row
    assert f"Kommentarer, utan namn {MARKER}" in row
    assert not OwnAnswer.objects.exists()


def test_too_few_are_told_and_not_shown(anna, url, paper, world, said):
    say(own_sheet(paper, world.person("Alvdala"), function=""), SECOND, score=2)
    page = anna.get(url("show-answers")).content.decode()
    assert (f'value="{FIRST}" checked' in page, f'value="{SECOND}"' in page) == (True, False)
    assert "För få har svarat än" in page
    response = anna.post(url("show-answers"), {"item": SECOND})
    assert response.status_code == 409
    assert "minst 3 personer" in text_of(response.content.decode())
    assert not ShownItem.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"item": "made-up"}])
def test_nothing_chosen_shows_nothing(anna, url, said, sent):
    assert anna.post(url("show-answers"), sent).status_code == 422
    assert not ShownItem.objects.exists()


def test_functions_stand_there_only_where_nobody_can_be_worked_out(anna, url, paper, world):
    for item, many in ((FIRST, 3), (SECOND, 2)):
        for function, count in (("elected-official", 3), ("senior-manager", many)):
            for n in range(count):
                person = make_person(f"{function} {item} {n}", paper.place.organisation, function)
                say(own_sheet(paper, person, function=function), item, score=1 + n)
    show(paper, world, FIRST, SECOND)
    page = anna.get(url("assessment")).content.decode()
    assert "Efter funktion" in row_of(page, FIRST)
    assert "Efter funktion" not in row_of(page, SECOND)


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(lambda world: close_round(world.round, by=world.officer, now=BM2), "Omgången är avslutad."),
     (lambda world: end_participation(world.places["Alvdala"], reason="", by=world.officer, now=BM2),
      "Ert deltagande i omgången är avslutat.")],
)
def test_a_refusal_gives_its_reason_and_changes_nothing(anna, url, world, said, happens, reason):
    happens(world)
    acts = [("alone", [], {"function": ""}), ("own-answer", [FIRST], {"choice": "3", "based_on": "1"}),
            ("show-answers", [], {"item": FIRST}), ("took-part", [], {"key-person": "2"})]
    for name, parts, sent in acts:
        response = anna.post(url(name, *parts), sent)
        assert response.status_code == 403, name
        assert reason in response.content.decode(), name
    assert (OwnAnswer.objects.count(), ShownItem.objects.count()) == (3, 0)


def test_when_the_time_is_over_the_group_may_still_answer(anna, url, said, door):
    door["now"] = BM1 + dt.timedelta(days=90)
    response = anna.post(url("own-answer", FIRST), {"choice": "3", "based_on": "1"})
    assert response.status_code == 403
    assert "Tiden för att svara var för sig är slut." in response.content.decode()
    joint = anna.get(url("assessment")).content.decode()
    assert "Svara för dig själv" not in joint
    assert 'name="choice"' in joint


def test_in_a_rehearsal_nothing_is_begun_shown_or_taken_back(anna, url, said, rehearse):
    rehearse(anna, dt.date(2027, 3, 10))
    for name, sent in (("alone", {"function": ""}), ("show-answers", {"item": FIRST})):
        assert anna.post(url(name), sent).status_code == 403
    anna.post(url("take-back-own"))
    assert (OwnAnswer.objects.count(), ShownItem.objects.count()) == (3, 0)


def test_who_was_there_is_said_in_numbers(anna, url, paper):
    assert anna.post(url("took-part"), {"elected-official": "4", "key-person": "1", "strategist": ""}).url == (
        url("assessment") + "#vilka-var-med"
    )
    assessment = paper.assessments.get().pk
    assert took_part([assessment]) == {assessment: {"elected-official": 4, "key-person": 1}}
    assert "Förtroendevald: 4" in text_of(anna.get(url("assessment")).content.decode())
    page = anna.get(url("took-part")).content.decode()
    assert ('value="4"' in page, "Allt är frivilligt" in page, "(frivilligt)" in page) == (True, True, False)
    assert anna.post(url("took-part"), {"key-person": "-1"}).status_code == 422
    assert took_part([assessment]) == {assessment: {"elected-official": 4, "key-person": 1}}


def test_the_joint_page_costs_one_query_for_all_of_it(anna, url, paper, world, said, django_assert_max_num_queries):
    """Ten queries without any of it (test_speed holds the same number)."""
    answer(paper, 0, by=world.person("Alvdala"), score=1)
    for item in items_of(paper)[1:]:
        for function in TEAM:
            say(own_sheet(paper, world.person("Alvdala", function), function=function), item, score=1, comment="Ord.")
    anna.get(url("assessment"))
    with django_assert_max_num_queries(10):
        anna.get(url("assessment"))
    show(paper, world, *items_of(paper))
    with django_assert_max_num_queries(10):
        anna.get(url("assessment"))
