"""Filters that every template has."""

import pytest

from spegla.web.templatetags.wording import as_sentence, listed


@pytest.mark.parametrize(
    ("names", "said"),
    [(["Alvdala"], "Alvdala"), (["Alvdala", "Mellby"], "Alvdala och Mellby"), (["A", "B", "C"], "A, B och C")],
)
def test_names_stand_in_a_sentence(names, said):
    assert listed(names) == said


@pytest.mark.parametrize(("words", "said"), [("Planera träffen", "Planera träffen."), ("Klart?", "Klart?"), ("Gör så.", "Gör så.")])
def test_a_title_before_another_sentence_ends_with_a_stop(words, said):
    assert as_sentence(words) == said
