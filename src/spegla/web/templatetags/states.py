"""Filters that put states of progress and kinds of dates, meetings and material into words and shapes. Load as `states`."""

from django import template
from django.utils.translation import gettext_lazy as _

from spegla.core.calendar import Awkward
from spegla.core.progress import ProgressState

register = template.Library()

STATES: dict[str | None, tuple[str, object]] = {
    ProgressState.DONE: ("done", _("klart")),
    ProgressState.BEGUN: ("now", _("påbörjat")),
    ProgressState.LATE: ("late", _("försenat")),
    ProgressState.AWAITED: ("waiting", _("väntas")),
    ProgressState.NOT_YET: ("none", _("inte än")),
    None: ("blank", _("inget att lämna")),
}
SEEN = {
    "team": _("utsedda deltagare"),
    "confirmation": _("allas bekräftelse av uppdraget"),
    "assessment": _("självskattning"),
    "share": _("delad självskattning"),
    "marks": _("vad de kan visa och vill lära"),
    "presentation": _("delad presentation"),
    "service": _("utsedd verksamhet"),
    "idea": _("vald idé"),
    "improvement": _("beskriven förbättring"),
    "report": _("slutrapport"),
    "mentor-decision": _("beslut om mentorskap"),
}
DATE_KINDS = {
    "meeting": _("Träff"),
    "deadline": _("Sista dag"),
    "opening": _("Börjar"),
    "check": _("Uppföljning"),
}
AWKWARD = {
    Awkward.WEEKEND: _("helg"),
    Awkward.SUMMER: _("mitt i sommaren"),
    Awkward.CHRISTMAS: _("runt jul och nyår"),
}
MATERIAL_KINDS = {
    "template": _("Mall"),
    "checklist": _("Checklista"),
    "form": _("Formulär"),
    "film": _("Film"),
    "guide": _("Vägledning"),
    "tool": _("Verktyg"),
    "presentation": _("Presentation"),
    "agenda": _("Dagordning"),
    "link": _("Länk"),
}
AGENDA_FORMS = {
    "lecture": _("genomgång"),
    "talk": _("samtal"),
    "own-work": _("eget arbete"),
    "reflection": _("eftertanke"),
    "practical": _("praktiskt"),
    "pause": _("paus"),
}


@register.filter
def state_kind(state: str | None) -> str:
    """The shape of a state, as badge.html and mark.html name it."""
    return STATES[state][0]


@register.filter
def state_word(state: str | None) -> str:
    return str(STATES[state][1])


@register.filter
def does_word(does: str) -> str:
    """What the product sees is done, as a short name of it."""
    return str(SEEN[does])


@register.filter
def date_kind(kind: str) -> str:
    return str(DATE_KINDS[kind])


@register.filter
def awkward_word(why: Awkward) -> str:
    return str(AWKWARD[why])


@register.filter
def material_kind(kind: str) -> str:
    return str(MATERIAL_KINDS[kind])


@register.filter
def agenda_form(form: str) -> str:
    return str(AGENDA_FORMS[form])
