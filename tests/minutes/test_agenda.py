"""A meeting's own agenda: the edition's until somebody changes it, and nobody's change is lost."""

from dataclasses import replace

import pytest

from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.meetings.queries import find_meeting, step_of
from spegla.minutes.agenda import Item, agenda_of, change_agenda, proposed, whole_agenda_of
from spegla.minutes.models import AgendaRow
from spegla.programme.schema import Text
from tests.world import NOW

OWN = Item("own-visit", Text(sv="Besök på förskolan", en="Besök på förskolan"), 45, "talk", is_own=True)


@pytest.fixture
def change(world, meeting):
    def change(items, *, based_on=0, key="a.1"):
        return change_agenda(meeting, items, based_on=based_on, request_key=key, by=world.person("Alvdala"), now=NOW)

    return change


def test_until_it_is_changed_it_is_the_editions(meeting, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = whole_agenda_of(meeting)
    assert found == proposed(meeting)
    assert [item.shows for item in found if item.form == "own-work"] == ["plans"]
    assert [len(item.questions) for item in found if item.groups == "functions"] == [3]


def test_a_meeting_nobody_has_needed_yet_has_the_editions_too(world, meeting):
    other = find_meeting(world.round, world.clusters[1], step_of(meeting))
    assert agenda_of(other) == proposed(meeting)


def test_items_are_moved_shortened_left_out_and_added(meeting, change):
    first, second, *rest = proposed(meeting)
    change([replace(second, minutes=5), replace(first, left_out=True), OWN, *rest])
    assert whole_agenda_of(meeting)[:3] == [replace(second, minutes=5), replace(first, left_out=True), OWN]
    assert [item.key for item in agenda_of(meeting)][:3] == [second.key, OWN.key, rest[0].key]
    assert Event.objects.filter(what="agenda-changed").count() == 1


def test_saved_again_as_it_is_nothing_happens(meeting, change):
    items = [OWN, *proposed(meeting)]
    assert change(items).version == 1
    assert change(items, based_on=0, key="b.1").version == 1
    assert AgendaRow.objects.values_list("version", flat=True).distinct().get() == 1


def test_two_who_change_at_the_same_time_both_see_it(meeting, change):
    items = proposed(meeting)
    change([OWN, *items])
    with pytest.raises(StaleError):
        change([*items, OWN], key="b.1")
    assert whole_agenda_of(meeting)[0] == OWN


def test_an_item_that_the_edition_no_longer_has_is_gone(meeting, change):
    gone = replace(OWN, key="gone", is_own=False)
    change([gone, *proposed(meeting)])
    assert whole_agenda_of(meeting) == proposed(meeting)
