import pytest
from django.db import IntegrityError, transaction

from spegla.core.visibility import Level
from spegla.journal.actions import answer_page, end_shares, record, share, write_letter
from spegla.journal.models import Event, Letter, Share
from spegla.journal.queries import (
    diary_of_round,
    letters_to_send,
    page_answers,
    shares_reaching,
    standing_shares,
    was_written,
    widest_share,
)

CLUSTER = {"audience": "cluster", "audience_id": 7}


@pytest.fixture
def shared(by, now):
    """A thing of organisation 3 (any row does), shared with cluster 7."""
    return share(by, **CLUSTER, organisation_id=3, version=2, by=by, now=now)


def reach(*, clusters=(), rounds=(), organisations=()):
    return list(shares_reaching("person", clusters=clusters, rounds=rounds, organisations=organisations))


def test_an_event_says_who_what_and_when(by, now):
    record("looked", by, by=by, now=now, round_id=5, words=2)
    event = diary_of_round(5).get()
    assert (event.at, event.by_id, event.what, event.thing, event.thing_id) == (now, by.pk, "looked", "person", by.pk)
    assert event.details == {"words": 2}
    assert not diary_of_round(6).exists()


def test_a_share_reaches_its_audience_and_its_owner_and_nobody_else(shared):
    assert reach(clusters=[7]) == reach(organisations=[3]) == [shared]
    assert reach(clusters=[8], rounds=[7], organisations=[4]) == []


def test_a_share_with_everybody_reaches_everybody(by, now, shared):
    public = share(by, audience="public", audience_id=None, organisation_id=3, version=2, by=by, now=now)
    assert reach() == [public]
    assert widest_share("person", by.pk) is Level.PUBLIC


def test_an_ended_share_reaches_nobody_and_stays_as_a_trace(shared, by, now):
    assert end_shares("person", by.pk, by=by, now=now) == 1
    assert end_shares("person", by.pk, by=by, now=now) == 0
    assert reach(clusters=[7], organisations=[3]) == []
    assert widest_share("person", by.pk) is Level.PRIVATE
    kept = Share.objects.get()
    assert (kept.until, kept.ended_by_id) == (now, by.pk)
    assert list(Event.objects.values_list("what", flat=True)) == ["unshared", "shared"]


def test_a_newer_version_takes_the_place_of_the_older(shared, by, now):
    newer = share(by, **CLUSTER, organisation_id=3, version=3, by=by, now=now)
    assert list(standing_shares("person")) == [newer]
    assert Share.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"audience": "cluster", "audience_id": None}, {"audience": "public", "audience_id": 7}]
)
def test_a_share_has_the_audience_it_names(by, now, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(thing="person", thing_id=1, organisation_id=3, version=1, by_id=by.pk, since=now, **wrong)


def test_a_letter_is_written_once(by, now):
    def write(body):
        return write_letter(to=by, kind="k", once="k:1", subject="S", body=body, now=now)

    assert not was_written("k:1")
    assert write("first") == write("second")
    assert was_written("k:1")
    assert Letter.objects.get().body == "first"
    assert list(letters_to_send(now)) == [Letter.objects.get()]


def test_clicks_are_counted_by_page_and_hold_nobody(db, now):
    for page, helped in (("start", True), ("start", True), ("start", False), ("metoden", False)):
        answer_page(page, helped=helped, now=now)
    assert list(page_answers()) == [{"page": "metoden", "yes": 0, "no": 1}, {"page": "start", "yes": 2, "no": 1}]
