"""The shapes of presentations and minutes go to a process of their own and come back as they were."""

import msgspec
import pytest

from spegla.documents import deck, minutes
from spegla.documents.deck import Checked, Deck, Flaw, Found, How, Look, Made, Order, Remark, Report
from spegla.documents.minutes import Minutes
from tests.documents import decks

REPORT = Report((Found(Look.TEXT, "Rubrik och innehåll", How.NAMED), Found(Look.CHART, "Endast rubrik", How.PLACED)), sample_slides=3)


def test_a_deck_arrives_as_it_was_sent():
    sent = decks.a_deck()
    assert msgspec.msgpack.decode(deck.order_of(sent, b"PK\x03"), type=Order) == Order(sent, b"PK\x03")
    assert msgspec.msgpack.decode(deck.payload_of(sent), type=Deck) == sent


def test_minutes_arrive_as_they_were_sent():
    assert msgspec.msgpack.decode(minutes.payload_of(decks.minutes()), type=Minutes) == decks.minutes()


@pytest.mark.parametrize(
    ("answer", "read"), [(Made(b"PK", REPORT, 9), deck.made_of), (REPORT, deck.report_of),
                         (Checked("pdf", 2, "", ("Ett", ""), (Remark(Flaw.NO_TITLE, (2,)),), tagged=True), deck.checked_of)],
)
def test_answers_are_read_back(answer, read):
    assert read(msgspec.msgpack.encode(answer)) == answer


def test_what_a_master_lacks_is_what_it_has_no_layout_of_its_own_for():
    assert [found.look for found in REPORT.missing] == ["chart"]


def test_a_language_that_is_not_ours_is_refused():
    sent = msgspec.msgpack.decode(deck.payload_of(decks.a_deck()))
    msgspec.msgpack.decode(msgspec.msgpack.encode(sent), type=Deck)
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(sent | {"language": "de"}), type=Deck)
