"""Questions beside a shared presentation, and private words offered beside a slot."""

import pytest

from spegla.presentations.models import Question, SlotText
from tests.assessments.papers import answer, paper_of
from tests.web.participant.improvement.conftest import text_of
from tests.web.participant.presentations.test_editing import US

NOT_WORKING = "bm1-slide-not-working"


@pytest.fixture
def neighbour(world, signed_in):
    return signed_in(world.person("Bäckinge"))


@pytest.fixture
def there(world, at):
    """An address of Bäckinge's, about Alvdala's presentation."""
    return lambda name, *args: at(name, "bm1", world.places["Alvdala"].pk, *args, place=world.places["Bäckinge"])


def test_asked_before_the_meeting_and_answered(place, anna, neighbour, at, there, share):
    share()
    response = neighbour.post(there("presentation-ask"), {"text": "Hur gjorde ni?", "request_key": "q"})
    assert response.url == there("presentation-of") + "#fragor"
    own = at("presentation-of", "bm1", place.pk)
    assert "Hur gjorde ni?" in text_of(anna.get(own))
    asked = Question.objects.get()
    anna.post(at("presentation-answer", "bm1", place.pk, asked.pk), {"answer": "Så här", "based_on": "1", "request_key": "a"})
    assert "Så här" in text_of(neighbour.get(there("presentation-of")))


def test_a_question_with_nothing_in_it_or_about_what_is_not_shared(neighbour, there, share):
    assert neighbour.post(there("presentation-ask"), {"text": "Hur?"}).status_code == 404
    share()
    for text, status in (("  ", 422), ("x" * 1001, 422)):
        assert neighbour.post(there("presentation-ask"), {"text": text}).status_code == status
    assert Question.objects.count() == 0


def test_one_does_not_ask_oneself_nor_answer_for_others(place, anna, neighbour, at, there, share):
    share()
    assert anna.post(at("presentation-ask", "bm1", place.pk), {"text": "Hur?"}).status_code == 403
    neighbour.post(there("presentation-ask"), {"text": "Hur?"})
    asked = Question.objects.get()
    assert neighbour.post(there("presentation-answer", asked.pk), {"answer": "Så"}).status_code == 403
    neighbour.post(there("presentation-answer", asked.pk), {"act": "take-back"})
    assert "Hur?" not in text_of(anna.get(at("presentation-of", "bm1", place.pk)))


def test_a_stale_answer_shows_both(world, place, anna, boss, neighbour, at, there, share):
    share()
    neighbour.post(there("presentation-ask"), {"text": "Hur?"})
    address = at("presentation-answer", "bm1", place.pk, Question.objects.get().pk)
    boss.post(address, {"answer": "Chefens", "based_on": "1", "request_key": "b"})
    response = anna.post(address, {"answer": "Mitt", "based_on": "1", "request_key": "a"})
    page = text_of(response)
    assert (response.status_code, "Chefens" in page, "Mitt" in page) == (409, True, True)


def test_the_page_costs_the_same_for_one_and_three_questions(neighbour, there, share, queries):
    share()
    neighbour.post(there("presentation-ask"), {"text": "Ett?", "request_key": "1"})
    one = queries(neighbour, there("presentation-of"))
    for key in ("2", "3"):
        neighbour.post(there("presentation-ask"), {"text": "Till?", "request_key": key})
    assert queries(neighbour, there("presentation-of")) == one


@pytest.fixture
def offer(world, anna, at):
    """Take the private words of the key person into the slot for what is not working."""
    answer(paper_of(world), 0, by=world.person("Alvdala"), score=1, not_working="HEMLIGT ord")

    def taken(text, *, include="1", client=None):
        browser, page = client or anna, at("presentation", "bm1")
        words = next(card for card in anna.get(page).context["cards"] if card.key == NOT_WORKING).offers[0].offer.words
        fields = {"key": words.key, "text": text, "request_key": "o"} | ({"include": include} if include else {})
        return browser.post(at("presentation-offer", "bm1", NOT_WORKING), fields)

    return taken


def test_private_words_are_offered_unticked_and_used_when_reworded(anna, at, offer):
    page = text_of(anna.get(at("presentation", "bm1")))
    assert ("HEMLIGT ord" in page, 'name="include" value="1" checked' in page) == (True, False)
    assert offer("Vi har svårt att hinna").url == at("presentation", "bm1") + f"#ruta-{NOT_WORKING}"
    assert SlotText.objects.get().text == "Vi har svårt att hinna"


@pytest.mark.parametrize(
    ("text", "include", "reason"),
    [("HEMLIGT ord", "1", "Skriv om orden först."), ("Omskrivet", "", "Kryssa i att det ska med"), ("x" * 401, "1", "Korta texten")],
)
def test_what_is_not_reworded_or_not_ticked_is_not_used(offer, text, include, reason):
    response = offer(text, include=include)
    assert (response.status_code, SlotText.objects.count()) == (422, 0)
    assert reason in text_of(response)


def test_nothing_private_reaches_anybody_until_it_is_reworded(place, anna, neighbour, boss, at, there, offer, share, write):
    write("Vi är Alvdala", US)
    share()
    for name in ("presentation-of", "presentation-slides-of"):
        assert "HEMLIGT" not in text_of(neighbour.get(there(name)))
    assert "HEMLIGT" not in text_of(anna.get(at("presentation-slides", "bm1")))
    assert "HEMLIGT ord" in text_of(boss.get(at("presentation", "bm1")))
    assert "som själv väljer om det ska med" in text_of(boss.get(at("presentation", "bm1")))
    assert offer("Någon annans omskrivning", client=boss).status_code == 422
    assert SlotText.objects.filter(slot=NOT_WORKING).count() == 0
