"""As if it were another day: lists move, what one may see does not, and nothing is saved."""

import datetime as dt

import pytest
from django.urls import get_resolver, reverse

from spegla.rounds import actions
from spegla.rounds.models import Cluster, PinnedDate
from spegla.web.middleware import ALSO_IN_REHEARSAL
from tests.world import NOW

DAY = "2027-07-01"


@pytest.fixture
def rehearsing(office, url):
    """The office's browser after a day has been chosen."""
    assert office.post(url("rehearsal"), {"day": DAY}).url == url("round")
    return office


def test_pages_carry_the_banner_and_lists_follow_the_day(rehearsing, url):
    page = rehearsing.get(url("round"))
    assert ("1 juli 2027" in page.content.decode(), page.context["today"]) == (True, dt.date(2027, 7, 1))
    assert page.context["coming"][0].on == dt.date(2027, 7, 1)


def test_nothing_is_saved_and_a_page_says_so(rehearsing, world, url, words):
    acts = [("form-cluster", {"name": "Nytt"}), ("dates", {"on-bm1": "2027-04-08", "was-bm1": "", "act": "save"}),
            ("close", {}), ("reopen", {}), ("organisations", {"name": "Fjällby", "kind": "municipality", "role": "mentor"})]
    for name, sent in acts:
        page = rehearsing.post(url(name), sent)
        assert (name, page.status_code, "Inget sparas under en repetition" in words(page)) == (name, 403, True)
    world.round.refresh_from_db()
    assert (Cluster.objects.count(), PinnedDate.objects.count(), world.round.closed_at) == (2, 0, None)


def test_without_a_rehearsal_the_same_is_saved(office, url):
    office.post(url("form-cluster"), {"name": "Nytt"})
    assert Cluster.objects.filter(name="Nytt").exists()


def test_other_rooms_are_held_too_and_unknown_addresses_stay_unknown(rehearsing, world):
    step = reverse("participant:tick", args=[world.places["Alvdala"].pk, "startup"])
    assert rehearsing.post(step, {}).status_code == 403
    assert rehearsing.post("/finns-inte/", {}).status_code == 403
    assert rehearsing.get("/finns-inte/").status_code == 404


def test_a_part_of_a_page_that_asks_gets_the_whole_message(rehearsing, url):
    page = rehearsing.post(url("form-cluster"), {"name": "Nytt"}, headers={"HX-Request": "true"})
    assert (page.status_code, page["HX-Retarget"], page["HX-Reselect"]) == (403, "main", "main")


def test_the_buttons_give_way_to_the_reason(rehearsing, url, words):
    assert "Under en repetition går det bara att läsa" in words(rehearsing.get(url("organisations")))


def test_another_day_may_be_chosen_the_language_changed_and_the_rehearsal_left(rehearsing, url):
    rehearsing.post(url("rehearsal"), {"day": "2027-09-01"})
    assert rehearsing.get(url("round")).context["today"] == dt.date(2027, 9, 1)
    assert rehearsing.post(reverse("public:language"), {"language": "en"}).status_code == 302
    assert rehearsing.post(reverse("office:rehearsal-leave")).url == reverse("office:rounds")
    assert rehearsing.get(url("round")).context["today"] == dt.date(2027, 3, 1)
    assert rehearsing.post(url("form-cluster"), {"name": "Nytt"}).status_code == 302


def test_signing_out_ends_it(rehearsing, url, world):
    rehearsing.post(reverse("people:sign-out"))
    rehearsing.force_login(world.officer)
    assert rehearsing.get(url("round")).context["today"] == dt.date(2027, 3, 1)


def test_what_is_let_through_are_pages_that_exist():
    names = {f"{space}:{name}" for space, (_prefix, urls) in get_resolver().namespace_dict.items()
             for name in urls.reverse_dict if isinstance(name, str)}
    assert set(ALSO_IN_REHEARSAL) <= names


@pytest.mark.parametrize("day", ["", "snart", "1066-10-14"])
def test_what_is_no_day_is_said_at_the_field(office, url, day):
    page = office.post(url("rehearsal"), {"day": day})
    assert (set(page.context["form"].errors), office.session.get("rehearsal")) == ({"day"}, None)


def test_only_those_who_run_the_round_rehearse(member, url):
    assert member.post(url("rehearsal"), {"day": DAY}).status_code == 404
    assert "rehearsal" not in member.session


def test_a_closed_round_can_be_looked_at_on_another_day(office, world, url):
    actions.close_round(world.round, by=world.officer, now=NOW)
    assert office.post(url("rehearsal"), {"day": DAY}).status_code == 302


def test_the_demo_clock_is_shown(office, url, settings):
    settings.DEMO_CLOCK = dt.date(2019, 5, 1)
    assert "Demoklockan står på 1 maj 2019." in office.get(url("round")).content.decode()
