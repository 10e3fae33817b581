"""Questions that other rooms ask, in a number of queries that does not depend on how much there is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.improvement.queries import ideas_taken_from, improvements_for_items
from spegla.improvement.sharing import share_thing
from tests.world import NOW


def test_what_was_done_on_each_item_latest_first(place, start):
    older, newer = start(items=["competence"]), start(items=["competence", "transferable"])
    start()
    assert improvements_for_items(place) == {"competence": [older, newer], "transferable": [newer]}


def test_what_others_do_on_an_item_is_not_ours(world, place, start):
    start(items=["competence"])
    assert improvements_for_items(world.places["Bäckinge"]) == {}


def test_two_queries_for_one_and_for_three(place, start):
    counts = []
    for wanted in (1, 2):
        for _ in range(wanted):
            start(items=["competence"])
        with CaptureQueriesContext(connection, ) as seen:
            improvements_for_items(place)
        counts.append(len(seen))
    assert counts == [2, 2]


def test_ideas_that_others_say_came_from_us_only_when_the_whole_round_may_know(world, place, note):
    theirs, standing = world.places["Bäckinge"], world.standing("Bäckinge")
    told, kept, _private = (
        note(at=theirs, standing=standing, title=title, from_organisation_id=place.organisation_id)
        for title in ("Till alla", "Till klustret", "Till ingen")
    )
    share_thing(told, "round", place=theirs, standing=standing, now=NOW)
    share_thing(kept, "cluster", place=theirs, standing=standing, now=NOW)
    assert [idea.title for idea in ideas_taken_from(place)] == ["Till alla"]
