"""Who may see and change a team. `is_office`: acts for the office of a running round that the organisation takes part in.

To change a team the office must also be the one the organisation came to first, or nobody there can do it: whoever is
appointed reads all drafts, so another office does not get in by taking an organisation into a round of its own, also
when the rounds it was in before are closed.
"""

from collections.abc import Set

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.people.models import Function

MANAGERS = frozenset(
    {Function.KEY_PERSON, Function.STRATEGIST, Function.SENIOR_MANAGER, Function.PROGRAMME_OFFICER}
)


def may_see_team(functions: Set[str], *, is_office: bool) -> Verdict:
    """Everybody in the team, and the office. `functions` are the reader's own for this organisation."""
    return YES if functions or is_office else no(Why.NOT_YOURS)


def may_change_team(functions: Set[str], *, is_office: bool) -> Verdict:
    return YES if is_office or functions & MANAGERS else no(Why.NOT_YOURS)


def may_give(function: str, functions: Set[str], *, is_office: bool) -> Verdict:
    """Give, end or pass on a function. Who runs rounds is decided by those who run them in that organisation."""
    if function == Function.PROGRAMME_OFFICER and Function.PROGRAMME_OFFICER not in functions:
        return no(Why.NOT_OFFICE)
    return may_change_team(functions, is_office=is_office)
