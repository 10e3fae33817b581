"""Who may run a round. What one may read of others' work follows from core.visibility and the standing."""

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.core.visibility import Phase
from spegla.people.models import Function
from spegla.rounds.models import Participation, Round
from spegla.rounds.standing import Standing


def may_open_rounds(standing: Standing) -> Verdict:
    """Whoever is programme officer for an organisation may open a round with that organisation as its office."""
    return YES if standing.office_organisations else no(Why.NOT_OFFICE)


def may_run(round_: Round, standing: Standing) -> Verdict:
    if round_.pk not in standing.offices:
        return no(Why.NOT_OFFICE)
    return no(Why.CLOSED) if round_.closed_at else YES


def may_work(participation: Participation, standing: Standing) -> Verdict:
    """May the reader write for this organisation in this round?"""
    if participation.organisation_id not in standing.functions:
        return no(Why.NOT_YOURS)
    if participation.has_ended:
        return no(Why.ENDED)
    return no(Why.CLOSED) if participation.round.closed_at else YES


def may_set_meetings(participation: Participation, standing: Standing) -> Verdict:
    """May the reader set the days of the meetings that the cluster arranges? Its key persons and strategists may."""
    working = may_work(participation, standing)
    if not working:
        return working
    if participation.cluster_id is None:
        return no(Why.NOT_OPEN)
    held = standing.functions[participation.organisation_id]
    return YES if held & {Function.KEY_PERSON, Function.STRATEGIST} else no(Why.NOT_KEY_PERSON)


def phase_of(participation: Participation) -> Phase:
    """The phase of what an organisation writes in a round when nothing else limits it."""
    return Phase.CLOSED if participation.round.closed_at else Phase.OPEN
