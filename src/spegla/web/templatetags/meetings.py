"""Filters that put a meeting's answers and gaps into words. Load as `meetings`."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext, gettext_lazy

from spegla.meetings.gaps import Gap
from spegla.people.models import Function, Person
from spegla.rounds.models import Participation
from spegla.web.meetings.poll_forms import SUITS
from spegla.web.meetings.reply_forms import TOLD, WAS
from spegla.web.templatetags.wording import listed

register = template.Library()
Gaps = Sequence[tuple[Participation, Gap]]
FEW = 4
FIELDS = {
    "on": gettext_lazy("dagen"), "starts": gettext_lazy("när den börjar"), "ends": gettext_lazy("när den slutar"),
    "place": gettext_lazy("platsen"), "link": gettext_lazy("länken"),
}


@register.filter
def suits_word(suits: str | None) -> str:
    """What somebody said of a time; a dash as long as she has not."""
    return str(SUITS.get(suits, "–"))  # type: ignore[call-overload]


@register.filter
def gap_words(gap: Gap, organisation: str) -> str:
    """ "ingen chef från Granåsa kommun"."""
    return gettext("ingen %(who)s från %(organisation)s") % {"who": _wanted(gap.wanted), "organisation": organisation}


@register.filter
def sure_gaps(gaps: Gaps) -> list[tuple[Participation, Gap]]:
    """Where nobody comes, and nobody who could is still to answer."""
    return [(place, gap) for place, gap in gaps if not gap.waits]


@register.filter
def waited_for(gaps: Gaps) -> str:
    """Who could still answer, organisation by organisation: "chef och nyckelperson från Granåsa kommun; …"."""
    found: dict[str, list[str]] = {}
    for place, gap in gaps:
        if gap.waits:
            found.setdefault(place.organisation.name, []).append(_wanted(gap.wanted))
    said = gettext("%(who)s från %(organisation)s")
    return "; ".join(said % {"who": listed(who), "organisation": name} for name, who in found.items())


def _wanted(functions: frozenset[str]) -> str:
    """The function in a word; where either of two is enough the first is named."""
    if functions == {Function.SENIOR_MANAGER}:
        return gettext("chef")
    return str(Function(min(functions, key=Function.values.index)).label)


@register.filter
def called(people: Sequence[Person]) -> str:
    """Names as they stand in a sentence: some, and how many more."""
    names = [person.name for person in people[:FEW]]
    more = len(people) - FEW
    return gettext("%(names)s och %(more)s till") % {"names": ", ".join(names), "more": more} if more > 0 else ", ".join(names)


@register.filter
def comes_word(comes: str) -> str:
    return str(TOLD[comes])  # type: ignore[index]


@register.filter
def was_word(how: str) -> str:
    return str(WAS[how])  # type: ignore[index]


@register.filter
def field_words(names: Sequence[str]) -> str:
    """What of an announcement is another now: "dagen, platsen"."""
    return ", ".join(str(FIELDS[name]) for name in names)
