"""A mentor's own score: only where the edition allows it and both sides ask; beside, never in a sum, a shift or a status."""

import msgspec
import pytest
from django.db import IntegrityError, transaction

from spegla.assessments.actions import Paper
from spegla.assessments.models import Assessment, OutsideConsent
from spegla.assessments.notes import consents_between, outside_views, outside_visible_to
from spegla.assessments.outside import consent, score_outside, take_back
from spegla.assessments.policy import may_consent, may_read_outside, may_score_outside
from spegla.assessments.queries import latest_scores, occasion_states, scores_of
from spegla.assessments.sharing import share_assessment
from spegla.core.verdict import RefusedError, Why
from spegla.programme.content import content_of
from spegla.programme.loader import edition_keys, load_programme
from spegla.reporting.findings import findings_of
from spegla.reporting.model_status import findings_of as status_of
from spegla.reporting.reports import report_of
from spegla.rounds.actions import close_round, end_participation
from spegla.rounds.content import store
from spegla.rounds.models import Participation
from spegla.rounds.standing import NOBODY
from tests.assessments.papers import BM1, answer, paper_of
from tests.world import NOW

FIRST, SECOND = "political-decision", "results-asked-for"
SCORED = {"state": "scored", "score": 1, "reason": "Vi såg inget beslut."}
BOTH = ("asked", "mentor")


def allow(world):
    """The round runs on an edition that lets a mentor score."""
    programme = load_programme("skr-2020")
    open_ = msgspec.structs.replace(programme, edition=msgspec.structs.replace(programme.edition, outside_scoring=True))
    world.round.programme = store(content_of(open_), now=NOW)
    world.round.save()
    for place in world.places.values():
        place.round = world.round


@pytest.fixture
def shared(world):
    allow(world)
    paper = paper_of(world)
    answer(paper, FIRST, by=world.person("Alvdala"), score=3, reason="Så gör vi.")
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                     by=world.person("Alvdala"), now=BM1)
    return paper


@pytest.fixture
def ask(world):
    def given(*sides):
        asks = {"asked": "Alvdala", "mentor": "Mellby"}
        pair = (world.places["Alvdala"], world.places["Mellby"])
        return [consent(side, *pair, standing=world.standing(asks[side]), now=NOW) for side in sides]

    return given


@pytest.fixture
def score(world):
    def save(item=FIRST, *, by="Mellby", **changes):
        own = paper_of(world)
        paper = Paper(own.place, own.unit_id, own.checklist, "bm1", mentor=world.places[by])
        return score_outside(paper, item, SCORED | changes, based_on=0, request_key="k", standing=world.standing(by), now=NOW)

    return save


def test_none_of_our_editions_allows_it():
    assert {load_programme(key).edition.outside_scoring for key in edition_keys()} == {False}


@pytest.mark.parametrize("side", BOTH)
def test_where_the_edition_does_not_allow_it_nobody_can_ask(world, side):
    name = {"asked": "Alvdala", "mentor": "Mellby"}[side]
    pair = (world.places["Alvdala"], world.places["Mellby"])
    assert may_consent(side, *pair, world.standing(name)).why == Why.NOT_YOURS
    allow(world)
    assert may_consent(side, *pair, world.standing(name))


@pytest.mark.parametrize(("sides", "why"), [
    ((), Why.NOT_BOTH), (("asked",), Why.NOT_BOTH), (("mentor",), Why.NOT_BOTH), (BOTH, Why.FINE),
])
def test_it_takes_both(world, shared, ask, score, sides, why):
    ask(*sides)
    if why is Why.FINE:
        assert score().score == 1
    else:
        with pytest.raises(RefusedError) as refused:
            score()
        assert refused.value.verdict.why == why
        assert not Assessment.objects.filter(kind="mentor").exists()


def test_each_side_asks_for_itself_only(world, shared):
    pair = (world.places["Alvdala"], world.places["Mellby"])
    allowed = {(side, name) for side in BOTH for name in ("Alvdala", "Mellby", "Bäckinge", "Nyborg")
               if may_consent(side, *pair, world.standing(name))}
    assert allowed == {("asked", "Alvdala"), ("mentor", "Mellby")}


@pytest.mark.parametrize(("asked", "mentor"), [("Alvdala", "Bäckinge"), ("Alvdala", "Nyborg"), ("Mellby", "Mellby")])
def test_only_between_an_organisation_and_a_mentor_of_its_cluster(world, shared, asked, mentor):
    pair = (world.places[asked], world.places[mentor])
    assert not may_consent("asked", *pair, world.standing(asked))


@pytest.mark.parametrize("side", BOTH)
def test_either_takes_it_back_and_then_nobody_reads_or_scores(world, shared, ask, score, side):
    given = dict(zip(BOTH, ask(*BOTH), strict=True))
    score()
    name = {"asked": "Alvdala", "mentor": "Mellby"}[side]
    take_back(given[side], standing=world.standing(name), now=NOW)
    row = OutsideConsent.objects.get(pk=given[side].pk)
    assert (row.until, row.ended_by) == (NOW, world.person(name))
    assert [outside_visible_to(world.standing(who)).exists() for who in ("Alvdala", "Mellby")] == [False, False]
    with pytest.raises(RefusedError):
        score(SECOND)


def test_nobody_takes_back_for_the_other(world, shared, ask):
    [given] = ask("asked")
    with pytest.raises(RefusedError):
        take_back(given, standing=world.standing("Mellby"), now=NOW)
    assert OutsideConsent.objects.get().until is None


def test_asked_twice_is_one_row_and_asked_again_is_another(world, shared, ask):
    assert ask("asked") == ask("asked")
    take_back(ask("asked")[0], standing=world.standing("Alvdala"), now=NOW)
    ask("asked")
    assert OutsideConsent.objects.count() == 2
    assert len(consents_between(world.places["Alvdala"], [world.places["Mellby"].pk])) == 1


def test_what_is_not_shared_is_not_scored(shared, ask, score):
    ask(*BOTH)
    with pytest.raises(RefusedError) as refused:
        score(SECOND)
    assert refused.value.verdict.why == Why.NOT_SHARED


@pytest.mark.parametrize("happens", [
    lambda w: close_round(w.round, by=w.officer, now=NOW),
    lambda w: end_participation(w.places["Alvdala"], reason="", by=w.officer, now=NOW),
    lambda w: end_participation(w.places["Mellby"], reason="", by=w.officer, now=NOW),
])
def test_when_it_is_over_nobody_scores(world, shared, ask, happens):
    ask(*BOTH)
    happens(world)
    asked, mentor = (Participation.objects.select_related("round").get(pk=world.places[n].pk) for n in ("Alvdala", "Mellby"))
    assert not may_score_outside(asked, mentor, world.standing("Mellby"), consents=BOTH)


def test_it_is_read_by_the_two_and_nobody_else_as_the_rule_says(world, shared, ask, score):
    given = ask(*BOTH)
    score()
    view = Assessment.objects.select_related("participation").get(kind="mentor")
    names = ("Alvdala", "Bäckinge", "Mellby", "Dalhem", "Nyborg")
    standings = {name: world.standing(name) for name in names} | {"nobody": NOBODY}
    for consents, expected in ((BOTH, {"Alvdala", "Mellby"}), (("asked",), set())):
        seen = {name for name, one in standings.items() if outside_visible_to(one).exists()}
        assert seen == {name for name, one in standings.items() if may_read_outside(view, one, consents=consents)} == expected
        if consents == BOTH:
            take_back(given[1], standing=world.standing("Mellby"), now=NOW)


def test_it_stands_beside_with_the_mentors_name(world, shared, ask, score):
    ask(*BOTH)
    score()
    [(name, row)] = outside_views(world.places["Alvdala"], "b-2018", "bm1", world.standing("Alvdala"))[FIRST]
    assert (name, row["score"], row["reason"]) == ("Mellby", 1, "Vi såg inget beslut.")


def test_it_enters_no_sum_no_shift_no_status_no_progress_and_no_report(world, shared, ask, score):
    place = Participation.objects.select_related("round", "cluster", "organisation").get(pk=world.places["Alvdala"].pk)

    def told():
        return (
            scores_of(place), latest_scores(place), occasion_states([place]), findings_of(shared),
            status_of(place, [place], today=BM1.date()), report_of(place, now=BM1),
        )

    before = told()
    ask(*BOTH)
    score()
    assert Assessment.objects.filter(kind="mentor").count() == 1
    assert told() == before


def test_the_database_keeps_a_mentors_view_and_the_joint_one_apart(world, shared):
    keys = {"participation": shared.place, "unit_id": shared.unit_id, "checklist": "b-2018", "occasion": "bm1", "begun_at": NOW}
    for wrong in ({"kind": "mentor"}, {"kind": "joint", "mentor": world.places["Mellby"]}, {"kind": "joint"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.create(**keys, **wrong)
