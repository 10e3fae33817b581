"""Questions on what is shared: asked once, answered by whom they are for, told in a letter, taken back before an answer."""

import datetime as dt

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.journal.models import Letter
from spegla.journal.versions import StaleError
from spegla.presentations.asking import answer, ask, take_back
from spegla.presentations.models import Question
from spegla.presentations.queries import questions_on, unanswered_on
from spegla.rounds import actions as rounds
from tests.world import NOW

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def shared(share):
    return share()


@pytest.fixture
def neighbour(world):
    return world.standing("Bäckinge")


@pytest.fixture
def question(world, shared, neighbour):
    """Ask Alvdala from Bäckinge, or from another place."""

    def asked(text="Hur gjorde ni?", *, key="q", place="Bäckinge", standing=neighbour, now=NOW):
        return ask(shared, world.places[place], text, creation_key=key, standing=standing, now=now)

    return asked


def test_asked_twice_by_the_same_form_is_asked_once(shared, question):
    assert question() == question(now=LATER)
    assert [one.text for one in questions_on(shared.pk)] == ["Hur gjorde ni?"]


def test_those_who_answer_get_one_letter_a_day(world, question):
    question()
    question("Och varför?", key="q2", now=LATER)
    letters = Letter.objects.filter(kind="presentation-question")
    assert {letter.to for letter in letters} == {world.person("Alvdala", one).email for one in ("key-person", "senior-manager")}
    assert letters.count() == 2
    assert "Bäckinge frågar om er presentation" in letters[0].subject
    assert "Hur gjorde ni?" not in letters[0].body


@pytest.mark.parametrize(("prepare", "who", "why"), [
    (None, "Bäckinge", None), (None, "Mellby", None), (None, "Alvdala", Why.NOT_YOURS), ("end", "Bäckinge", Why.ENDED),
])
def test_who_may_ask(world, question, prepare, who, why):
    if prepare == "end":
        rounds.end_participation(world.places[who], reason="", by=world.officer, now=NOW)
        world.places[who].refresh_from_db()
    if why is None:
        question(place=who, standing=world.standing(who))
    else:
        with pytest.raises(RefusedError) as refused:
            question(place=who, standing=world.standing(who))
        assert refused.value.verdict.why is why
    assert Question.objects.exists() is (why is None)


def test_only_who_was_asked_answers_and_nothing_is_overwritten(world, shared, anna, neighbour, question):
    asked = question()
    with pytest.raises(RefusedError):
        answer(asked, "Så här", based_on=1, request_key="a", standing=neighbour, now=NOW)
    answer(asked, "Så här", based_on=1, request_key="a", standing=anna, now=NOW)
    with pytest.raises(StaleError):
        answer(asked, "Eller så", based_on=1, request_key="b", standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    assert questions_on(shared.pk).get().answer == "Så här"


def test_taken_back_before_it_is_answered_by_who_asked(world, shared, anna, neighbour, question):
    first, second = question(), question("Och varför?", key="q2")
    assert unanswered_on(shared) == 2
    with pytest.raises(RefusedError):
        take_back(first, standing=world.standing("Bäckinge", "senior-manager"), now=NOW)
    take_back(first, standing=neighbour, now=NOW)
    assert [one.text for one in questions_on(shared.pk)] == ["Och varför?"]
    answer(second, "Därför", based_on=1, request_key="a", standing=anna, now=NOW)
    with pytest.raises(RefusedError):
        take_back(second, standing=neighbour, now=NOW)
    assert unanswered_on(shared) == 0
