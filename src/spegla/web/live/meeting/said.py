"""Words that wall, phone and desk share: the item that is on with its clock, what the group talks about, what was caught."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from spegla.core.agenda import clock
from spegla.minutes.agenda import Item
from spegla.minutes.lines import Kind
from spegla.minutes.models import Line
from spegla.minutes.talks import ALL, MIXED, talks_of
from spegla.people.models import Function
from spegla.programme.schema import Point
from spegla.rounds.models import Participation
from spegla.web.forms import fresh_key
from spegla.web.live.meeting.room import Here
from spegla.web.templatetags.wording import text


def now_words(here: Here) -> dict[str, Any]:
    """Which item is on, when it ends, which is next. Before the first one only that."""
    item, room = here.item, here.room
    since = room.item_since if item else None
    found = clock([one.entry for one in here.agenda], room.item, since, now=here.request.now) if since else None
    return {"item": item, "clock": found, "back": here.neighbour(-1) if item else None, "after": here.neighbour(1),
            "left": round(found.left.total_seconds() / 60) if found else 0}


def questions_for(item: Item | None, function: str) -> list[Point]:
    """What is asked of everybody and of her function; of all when she has not said hers."""
    asked = item.questions if item else ()
    hers = [point for point in asked if "all" in point.audience or function in point.audience]
    return hers or list(asked)


def group_name(group: str, places: Iterable[Participation]) -> str:
    """A group that talks, in words."""
    if group == ALL:
        return _("Alla tillsammans")
    if group in MIXED:
        return _("Grupp %(number)s") % {"number": group}
    named = {f"team-{place.pk}": place.organisation.name for place in places}
    return named.get(group) or str(Function(group).label).capitalize() if group in Function.values or group in named else group


def talks_for(here: Here, groups: Iterable[str], said: Any) -> list[dict[str, Any]]:
    """The note of each of these groups in the talk that is on; one that could not be saved as it was typed."""
    if here.item is None or here.item.form not in ("talk", "own-work") or here.item.shows == "plans":
        return []
    notes, found = talks_of(here.meeting), []
    for group in groups:
        note, again = notes.get((here.item.key, group)), said.what == f"{here.item.key}.{group}"
        found.append({
            "group": group, "name": "" if group == ALL else group_name(group, here.places), "key": f"{fresh_key()}.1",
            "text": said.form["text"].value() if again else note.text if note else "", "based_on": note.version if note else 0,
        })
    return found


def by_kind(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {str(kind): [] for kind in Kind}
    for line in lines:
        found[line.kind].append(line)
    return found


def title_of(here: Here) -> str:
    """Which meeting this is."""
    return text(here.step.title)
