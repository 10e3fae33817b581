"""Every reason for a refusal has its sentence."""

from spegla.core.verdict import Why
from spegla.web.templatetags.wording import REASONS, reason


def test_every_reason_is_said_in_a_sentence():
    assert set(REASONS) == set(Why)
    assert all(reason(why).endswith(".") for why in Why if why is not Why.FINE)


def test_a_sentence_stays_as_it_is():
    assert reason("Fråga mentorn.") == "Fråga mentorn."
