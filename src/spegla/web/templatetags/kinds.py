"""How each kind of badge and mark looks: its icon and its colour. The same in every template, without a load."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()

OTHER = ("circle", "neutral")
KINDS = {
    "done": ("check-circle", "success"),
    "now": ("now", "accent"),
    "waiting": ("clock", "neutral"),
    "late": ("triangle", "warning"),
    "stopped": ("octagon", "danger"),
    "none": ("circle", "neutral"),
    "draft": ("pencil", "neutral"),
    "private": ("lock", "neutral"),
    "own": ("building", "neutral"),
    "cluster": ("people", "accent"),
    "round": ("compass", "accent"),
    "public": ("globe", "accent"),
    "meeting": ("meeting", "accent"),
    "home": ("home", "neutral"),
    "idea": ("light-bulb", "warm"),
    "test": ("test", "warm"),
    "routine": ("repeat", "success"),
    "help": ("hands", "warning"),
    "info": ("info", "info"),
}


@register.filter
def kind_colour(kind: str) -> str:
    return KINDS.get(kind, OTHER)[1]


@register.filter
def kind_icon(kind: str) -> str:
    """The drawing itself; the word stands beside it."""
    return _drawing(KINDS.get(kind, OTHER)[0])


@lru_cache(maxsize=len(KINDS))
def _drawing(name: str) -> str:
    return render_to_string(f"parts/icons/{name}.html")
