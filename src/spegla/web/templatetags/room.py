"""Filters for the pages of a meeting's room and its notes."""

from django import template
from django.utils.translation import gettext_lazy as _

from spegla.minutes.models import AimCount, Line, MeetingRoom, Seat
from spegla.minutes.seats import called
from spegla.people.models import Function

register = template.Library()
Scene = MeetingRoom.Scene

FUNCTION_NAMES = Function.choices
LINE_KINDS = {Line.Kind.IDEA: _("Idé"), Line.Kind.DECISION: _("Beslut"), Line.Kind.QUESTION: _("Fråga")}
AIM_VALUES = {AimCount.Value.YES: _("Ja"), AimCount.Value.PARTLY: _("Delvis"), AimCount.Value.NO: _("Nej")}
SCENES = {
    Scene.ITEM: _("Punkten"), Scene.BESIDE: _("Sida vid sida"), Scene.IDEAS: _("Idéer"), Scene.QUESTIONS: _("Frågor"),
    Scene.PLANS: _("Planer"), Scene.AIMS: _("Mål"), Scene.WAY_IN: _("Koden"),
}


@register.filter
def line_kind(kind: str) -> object:
    return LINE_KINDS[Line.Kind(kind)]


@register.filter
def scenes(here: object) -> list[tuple[str, object]]:
    """What the wall can show, in words."""
    return [(str(scene), label) for scene, label in SCENES.items()]


@register.filter
def function_name(function: str) -> str:
    """A function in words, as a small heading."""
    return str(Function(function).label).capitalize() if function in Function.values else function


@register.filter
def seat_name(seat: Seat) -> str:
    return called(seat)
