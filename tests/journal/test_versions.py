"""Nothing is lost: a repeat does nothing, a stale save shows both texts, the history says who and when."""

import datetime as dt

import pytest
from django.db import transaction

from spegla.improvement.models import Idea
from spegla.journal.versions import StaleError, save_tracked, save_version
from spegla.people.models import Organisation, Person


@pytest.fixture
def idea(by, now):
    organisation = Organisation.objects.create(name="Alvdala", kind="municipality")
    first = Idea(organisation=organisation, author=by, title="First", noted_at=now, creation_key="k")
    save_tracked(first, by=by, now=now - dt.timedelta(hours=1))  # else its history would be of the day on which this is run
    return first


@pytest.fixture
def other(db):
    return Person.objects.create(email="other@b.example", name="Other")


@pytest.fixture
def save(idea, by, now):
    def write(title, *, based_on, key, who=by):
        with transaction.atomic():
            return save_version(
                Idea.objects.filter(pk=idea.pk), {"title": title}, based_on=based_on, request_key=key, by=who, now=now
            )

    return write


def test_a_save_counts_up_and_says_who_and_when(save, idea, by, now):
    row = save("Second", based_on=0, key="a")
    assert (row.title, row.version, row.changed_by, row.changed_at) == ("Second", 1, by, now)
    latest = idea.history.first()
    assert (latest.title, latest.history_user, latest.history_date) == ("Second", by, now)


def test_the_same_request_sent_twice_is_saved_once(save, idea):
    save("Second", based_on=0, key="a")
    before = idea.history.count()
    assert save("Second", based_on=0, key="a").version == 1
    assert idea.history.count() == before


def test_an_old_page_does_not_write_over_what_somebody_else_saved(save, idea, other):
    save("Second", based_on=0, key="a")
    with pytest.raises(StaleError) as refused:
        save("Third", based_on=0, key="b", who=other)
    assert (refused.value.current.title, refused.value.wanted) == ("Second", {"title": "Third"})
    idea.refresh_from_db()
    assert (idea.title, idea.version) == ("Second", 1)


def test_two_who_write_the_same_agree(save, other):
    save("Second", based_on=0, key="a")
    assert save("Second", based_on=0, key="b", who=other).version == 1


def test_who_read_the_new_version_may_go_on(save, other):
    save("Second", based_on=0, key="a")
    assert save("Third", based_on=1, key="b", who=other).version == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_saved(idea, by, now):
    with pytest.raises(AssertionError):
        save_version(
            Idea.objects.filter(pk=idea.pk), {"title": "x"}, based_on=0, request_key="a", by=by, now=now + dt.timedelta(1)
        )
