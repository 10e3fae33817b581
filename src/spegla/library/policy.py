"""Who may add to the material of a round, and who may reflect on it."""

from spegla.core.verdict import Verdict
from spegla.rounds.models import Participation, Round
from spegla.rounds.policy import may_run, may_work
from spegla.rounds.standing import Standing


def may_add(round_: Round, standing: Standing) -> Verdict:
    """Its office, while the round is open."""
    return may_run(round_, standing)


def may_reflect(place: Participation, standing: Standing) -> Verdict:
    """Whoever works for the organisation there."""
    return may_work(place, standing)
