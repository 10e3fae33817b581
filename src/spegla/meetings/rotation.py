"""Whose turn it is to host. Pure: the hosting goes round, and people decide."""

from collections import Counter
from collections.abc import Mapping, Sequence


def turns(steps: Sequence[str], places: Sequence[int], hosts: Mapping[str, int]) -> dict[str, int]:
    """Who would host the meetings that have no host yet: in the order of the places, nobody twice before all have once."""
    if not places:
        return {}
    hosted, proposed = Counter(host for step, host in hosts.items() if step in steps), {}
    for step in steps:
        if step not in hosts:
            next_ = min(places, key=lambda place: (hosted[place], places.index(place)))
            proposed[step] = next_
            hosted[next_] += 1
    return proposed
