import datetime as dt

import pytest

from spegla.core.calendar import Awkward
from spegla.rounds import actions
from spegla.rounds.calendar import dates_of
from spegla.rounds.models import PinnedDate, Round
from tests.world import NOW, START


def pins():
    return set(PinnedDate.objects.values_list("cluster__name", "key", "on"))


def preview(browser, address, **changes):
    """Fields are named on_bm1 and, for what stood in them, was_bm1."""
    return browser.post(address, {name.replace("_", "-"): value for name, value in changes.items()})


def save(browser, address, page):
    """Press save on a preview."""
    moving = page.context["moving"]
    return browser.post(address, dict(moving.as_written()) | {"seen": moving.plan.fingerprint, "act": "save"})


def test_the_preview_tells_what_moves_what_stays_and_for_whom_and_saves_nothing(office, world, url, words):
    actions.pin_date(world.round, "bm2", dt.date(2027, 8, 20), cluster=world.clusters[1], by=world.officer, now=NOW)
    actions.pin_date(world.round, "bm3", dt.date(2027, 10, 20), by=world.officer, now=NOW)
    before = pins()
    page = preview(office, url("dates"), on_start="2027-02-06", was_start=START.isoformat())
    moves = {told.date.key: (told.move.new, told.clusters, told.awkward) for told in page.context["moves"]}
    stays = {told.date.key: told.clusters for told in page.context["stays"]}
    assert moves["start"] == (dt.date(2027, 2, 6), (), (Awkward.WEEKEND,))
    assert moves["bm2"] == (dt.date(2027, 8, 7), ("Norra",), (Awkward.WEEKEND, Awkward.SUMMER))
    assert stays == {"bm2": ("Södra",), "bm3": ()}
    assert "lördag 6 februari 2027: helg" in words(page)
    assert page.context["weekends"] == sum(told.awkward != () for told in page.context["moves"]) - len(page.context["awkward"]) > 0
    assert (pins(), Round.objects.get().start_on) == (before, START)


def test_what_was_previewed_is_saved(office, world, url):
    page = preview(office, url("dates"), on_bm1="2027-04-08", was_bm1="", on_start="2027-01-21", was_start=START.isoformat())
    saved = save(office, url("dates"), page)
    assert saved.url == url("dates")
    assert (pins(), Round.objects.get().start_on) == ({(None, "bm1", dt.date(2027, 4, 8))}, dt.date(2027, 1, 21))


def test_a_date_of_one_cluster_is_set_and_cleared(office, world, url):
    address = url("dates") + f"?kluster={world.clusters[1].pk}"
    saved = save(office, address, preview(office, address, on_bm1="2027-04-08", was_bm1=""))
    assert (saved.url, pins()) == (address, {("Södra", "bm1", dt.date(2027, 4, 8))})
    assert dates_of(world.round, world.clusters[0])["bm1"] == dt.date(2027, 3, 25)
    save(office, address, preview(office, address, on_bm1="", was_bm1="2027-04-08"))
    assert pins() == set()


def test_pressing_save_twice_saves_once(office, world, url):
    page = preview(office, url("dates"), on_bm1="2027-04-08", was_bm1="")
    assert [save(office, url("dates"), page).status_code for _ in range(2)] == [302, 302]
    assert pins() == {(None, "bm1", dt.date(2027, 4, 8))}


def test_a_preview_that_somebody_overtook_has_to_be_seen_again(office, world, url):
    page = preview(office, url("dates"), on_bm1="2027-04-08", was_bm1="")
    actions.pin_date(world.round, "bm2", dt.date(2027, 8, 20), by=world.officer, now=NOW)
    again = save(office, url("dates"), page)
    assert (again.status_code, again.context["meanwhile"]) == (409, True)
    assert {row[1] for row in pins()} == {"bm2"}
    assert save(office, url("dates"), again).status_code == 302
    assert {row[1] for row in pins()} == {"bm1", "bm2"}


def test_a_field_that_was_not_touched_changes_nothing_of_what_somebody_else_set(office, world, url):
    actions.pin_date(world.round, "bm2", dt.date(2027, 8, 20), by=world.officer, now=NOW)
    page = preview(office, url("dates"), on_bm1="2027-04-08", was_bm1="", on_bm2="", was_bm2="")
    save(office, url("dates"), page)
    assert {row[1] for row in pins()} == {"bm1", "bm2"}


def test_nothing_changed_is_said(office, url, words):
    assert "Inget datum var ändrat" in words(preview(office, url("dates"), on_bm1="", was_bm1=""))


def test_changing_first_keeps_what_was_written(office, url):
    page = office.post(url("dates"), {"on-bm1": "2027-04-08", "was-bm1": "", "act": "edit"})
    assert {row.date.key: row.wanted for row in page.context["moving"].rows() if row.wanted} == {
        "bm1": "2027-04-08", "start": START.isoformat()
    }  # fmt: skip


@pytest.mark.parametrize("value", ["snart", "2027-02-30", "1066-10-14", "2100-01-01", "x" * 3000])
def test_what_is_no_date_is_said_at_the_field(office, url, value):
    page = office.post(url("dates"), {"on-bm1": value, "was-bm1": "", "act": "save"})
    errors = {row.date.key: (bool(row.error), row.wanted) for row in page.context["moving"].rows() if row.error}
    assert (errors, pins()) == ({"bm1": (True, value)}, set())


def test_the_start_cannot_be_emptied(office, url):
    page = preview(office, url("dates"), on_start="", was_start=START.isoformat())
    assert page.context["moving"].errors.keys() == {"start"}


def test_a_date_that_leads_beyond_the_calendar_is_said(office, url, monkeypatch):
    monkeypatch.setattr("spegla.web.office.forms.LAST", dt.date(9999, 12, 31))
    page = preview(office, url("dates"), on_conference="9999-12-01", was_conference="")
    assert (page.context["moving"].errors.keys(), pins()) == ({"conference"}, set())


def test_meetings_out_of_order_are_said_and_may_be_saved(office, url, words):
    page = preview(office, url("dates"), on_bm2="2027-03-01", was_bm2="")
    found = [(one.key, other.key) for one, other in page.context["disorders"]]
    assert found == [("bm2", "bm1"), ("bm2", "bm1-feedback")]
    assert "Kontrollera ordningen" in words(page)
    assert save(office, url("dates"), page).status_code == 302


def test_keys_that_are_no_dates_are_left_aside(office, url):
    office.post(url("dates"), {"on-nothing": "2027-04-08", "act": "save"})
    assert pins() == set()


def test_the_timeline_holds_each_clusters_own_days_and_leads_to_where_they_are_changed(office, world, url):
    south = world.clusters[1].pk
    actions.pin_date(world.round, "bm2", dt.date(2027, 8, 20), cluster=world.clusters[1], by=world.officer, now=NOW)
    rows = office.get(url("timeline")).context["rows"]
    bm2 = [(row.on, row.who, row.change_url) for row in rows if row.date.key == "bm2"]
    assert bm2 == [(dt.date(2027, 7, 15), "", url("dates")), (dt.date(2027, 8, 20), "Södra", f"{url('dates')}?kluster={south}")]
    assert len({row.anchor for row in rows}) == len(rows)
    assert [row.on for row in rows] == sorted(row.on for row in rows)
    only = office.get(url("timeline") + f"?kluster={south}").context["rows"]
    assert [row.on for row in only if row.date.key == "bm2"] == [dt.date(2027, 8, 20)]


def test_the_rounds_page_says_it_until_the_meeting_has_another_day(office, world, url, words):
    assert "Torsdag 15 juli 2027: mitt i sommaren. Då kan det vara svårt att samlas." in words(office.get(url("round")))
    actions.pin_date(world.round, "bm2", dt.date(2027, 9, 2), by=world.officer, now=NOW)
    assert "svårt att samlas" not in words(office.get(url("round")))
