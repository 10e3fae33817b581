"""Letters a person can end: each kind by itself, once, by whoever has the letter, and nothing else by that."""

import pytest

from spegla.journal.models import Event, Letter
from spegla.people import wishes
from spegla.people.models import Person


@pytest.fixture
def reader(db):
    return Person.objects.create(email="asa@b.example", name="Åsa Öberg")


def token_in(address):
    return address.rstrip("/").rsplit("/", 2)[1]


def test_everything_is_wanted_until_it_is_ended(reader, now):
    assert wishes.kinds_wanted_by(reader) == ["reminder", "digest"]
    for _ in range(2):
        wishes.stop(reader, "digest", by=reader, now=now)
    assert wishes.kinds_wanted_by(reader) == ["reminder"]
    assert (wishes.who_want_no("digest"), wishes.who_want_no("reminder")) == ({reader.pk}, set())
    assert Event.objects.filter(what="letters-ended").count() == 1


def test_what_was_ended_can_be_wished_for_again(reader, now):
    wishes.wish_for(reader, [], by=reader, now=now)
    assert wishes.kinds_wanted_by(reader) == []
    wishes.wish_for(reader, ["digest"], by=reader, now=now)
    assert wishes.kinds_wanted_by(reader) == ["digest"]


def test_a_letter_says_in_its_readers_language_where_it_is_ended(reader, now):
    reader.language = "en"
    letter = wishes.write_wanted_letter(to=reader, kind="reminder", once="1", subject="Hi", body="Text\n", now=now)
    assert letter.body.startswith("Text\n\nIf you do not want")
    assert wishes.stop_address(reader.pk, "reminder") in letter.body
    assert Letter.objects.get().kind == "reminder"


def test_an_address_names_its_reader_and_kind_and_nobody_can_make_one(reader):
    token = token_in(wishes.stop_address(reader.pk, "digest"))
    assert wishes.whose_wish(token) == (reader, "digest")
    assert wishes.whose_wish(token[:-1]) is None
    assert wishes.whose_wish(token.replace("digest", "reminder")) is None


@pytest.mark.parametrize("kind", ["sign-in", "invitation", ""])
def test_what_nobody_can_do_without_cannot_be_ended(reader, kind):
    assert wishes.whose_wish(token_in(wishes.stop_address(reader.pk, kind))) is None
