"""Filters that every template has."""

import pytest

from spegla.web.templatetags.wording import listed


@pytest.mark.parametrize(
    ("names", "said"),
    [(["Alvdala"], "Alvdala"), (["Alvdala", "Mellby"], "Alvdala och Mellby"), (["A", "B", "C"], "A, B och C")],
)
def test_names_stand_in_a_sentence(names, said):
    assert listed(names) == said
