"""What is shared is frozen; only then others see it, and who may is what the rule says in every cell."""

import datetime as dt

import pytest

from spegla.core.progress import Seen
from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.journal.models import Event, Share
from spegla.presentations.actions import NothingToShareError, share_presentation, stop_sharing
from spegla.presentations.content import Chart, Content, Series, Slide
from spegla.presentations.models import Presentation, SharedSlide
from spegla.presentations.policy import may_read_draft, may_read_shared
from spegla.presentations.queries import (
    presentation_states,
    presentations_visible_to,
    shared_presentations_visible_to,
    shared_slides,
    standing_shares_of,
)
from spegla.rounds import actions as rounds
from tests.improvement.readers import CLUSTER, OWN, ROLES, ROUND
from tests.presentations.conftest import SLIDE
from tests.world import NOW

LATER = NOW + dt.timedelta(days=1)
READS = {"cluster": CLUSTER, "round": ROUND}
CHART = Chart("slope", ("BM 1", "BM 2"), (Series("1. Beslut", (1.0, 2.0)), Series("2. Resultat", (None, 3.0))), 1.0, 3.0)
EVERYTHING = (
    SLIDE,
    Slide("bm1-slide-levels", "chart", "Nivåer", Content(text="En mening", chart=CHART)),
    Slide("bm1-slide-table", "table", "Siffror", Content(rows=(("Mått", "Kvinnor"), ("Andel", "31"), ("", "2")))),
)


def shown_to(standing):
    return [(row.id, row.version) for row in shared_presentations_visible_to(standing)]


def test_nobody_else_sees_a_draft(write, readers):
    write()
    assert {role for role in ROLES if presentations_visible_to(readers[role]).exists()} == OWN
    assert {role for role in ROLES if shown_to(readers[role])} == set()


@pytest.mark.parametrize("audience", ["cluster", "round"])
def test_who_reads_is_what_the_rule_says(share, readers, audience):
    presentation = share(audience=audience)
    for role in ROLES:
        by_rule = any(may_read_shared(one, readers[role]) for one in standing_shares_of(presentation))
        assert bool(shown_to(readers[role])) == by_rule == (role in READS[audience]), role


def test_the_draft_rule_is_the_one_of_all_drafts(place, readers):
    for role, standing in readers.items():
        rule = verdict(Act.READ_DRAFT, standing.relation_to(place), level=Level.ORGANISATION, phase=Phase.OPEN, shared=Level.PRIVATE)
        assert may_read_draft(place, standing).ok == rule.ok, role


def test_what_was_shared_comes_back_as_it_was(share):
    presentation = share(*EVERYTHING)
    assert shared_slides(presentation.pk, presentation.version) == list(EVERYTHING)


def test_reading_it_costs_the_same_however_much_it_is(share, django_assert_num_queries):
    presentation = share(*EVERYTHING)
    with django_assert_num_queries(3):
        shared_slides(presentation.pk, presentation.version)


def test_what_is_written_afterwards_shows_only_when_it_is_shared_anew(share, write, readers):
    first = share()
    write("Utkast som kan läcka")
    row = shared_presentations_visible_to(readers["neighbour"]).get()
    assert [one.content.text for one in shared_slides(row.id, row.version)] == ["Kan läcka"]
    share(Slide("bm1-slide-us", "bullets", "Vi", Content(text="Nytt")), now=LATER)
    row = shared_presentations_visible_to(readers["neighbour"]).get()
    assert [one.content.text for one in shared_slides(row.id, row.version)] == ["Nytt"]
    assert (row.version, SharedSlide.objects.filter(version=first.version).count()) == (first.version + 1, 1)


def test_sharing_the_same_twice_is_sharing_once(share):
    assert share() == share(now=LATER)
    assert (Share.objects.count(), Event.objects.filter(what="presentation-shared").count()) == (1, 1)


def test_a_new_version_reaches_everybody_who_saw_the_old_one(share, readers):
    share()
    share(audience="round")
    share(*EVERYTHING, now=LATER)
    assert shown_to(readers["neighbour"]) == shown_to(readers["other cluster"]) == [(Presentation.objects.get().pk, 2)]


def test_ending_takes_it_from_all_and_keeps_the_trace(share, readers, anna):
    stop_sharing(share(), standing=anna, now=LATER)
    assert {role for role in ROLES if shown_to(readers[role])} == set()
    assert Share.objects.get().until == LATER


@pytest.mark.parametrize(
    ("who", "prepare", "why"),
    [("Alvdala", None, None), ("Bäckinge", None, Why.NOT_YOURS), ("Alvdala", "unplaced", Why.NOT_OPEN), ("Alvdala", "end", Why.ENDED)],
)
def test_only_the_organisation_shares_and_only_with_a_cluster_it_has(world, place, who, prepare, why):
    if prepare == "unplaced":
        rounds.place_in_cluster(place, None, role=place.role, by=world.officer, now=NOW)
    if prepare == "end":
        rounds.end_participation(place, reason="", by=world.officer, now=NOW)
    place.refresh_from_db()
    if why is None:
        share_presentation(place, "bm1", [SLIDE], "cluster", standing=world.standing(who), now=NOW)
    else:
        with pytest.raises(RefusedError) as refused:
            share_presentation(place, "bm1", [SLIDE], "cluster", standing=world.standing(who), now=NOW)
        assert refused.value.verdict.why is why
    assert Share.objects.exists() is (why is None)


def test_nothing_at_all_is_not_shared(place, anna):
    with pytest.raises(NothingToShareError):
        share_presentation(place, "bm1", [], "cluster", standing=anna, now=NOW)
    assert not Presentation.objects.exists()


def test_that_it_is_begun_and_shared_is_known_in_one_query(world, place, write, share, django_assert_num_queries):
    others = [one.pk for one in world.places.values()]
    assert presentation_states(others) == {}
    write()
    assert presentation_states(others) == {place.pk: {"bm1": Seen(begun=True)}}
    share()
    with django_assert_num_queries(1):
        assert presentation_states(others) == {place.pk: {"bm1": Seen(begun=True, done=True)}}
