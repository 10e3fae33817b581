"""Filters that put the office's words on things: offsets, remarks on clusters, roles, conflicts. Load as `running`."""

from django import template
from django.utils.translation import gettext, gettext_lazy, ngettext

from spegla.core.calendar import parse_offset
from spegla.people.models import Function
from spegla.programme.amendment import Conflict
from spegla.rounds.clusters import Remark

register = template.Library()

REMARKS = {
    Remark.EMPTY: gettext_lazy("Här är ingen deltagare än."),
    Remark.FEW: gettext_lazy("Färre deltagare än brukligt. De får få att jämföra sig med."),
    Remark.MANY: gettext_lazy("Fler deltagare än brukligt. Ge träffarna mer tid, eller gör två kluster av det."),
    Remark.NO_MENTOR: gettext_lazy("Ingen mentor. Det går, men då leder de träffarna själva."),
}
ROLES = {
    "participant": gettext_lazy("deltagare"),
    "mentor": gettext_lazy("mentor"),
    "supporting-mentor": gettext_lazy("stödjande mentor"),
}
ROUND_STATES = {
    "coming": ("waiting", gettext_lazy("Startar snart")),
    "now": ("now", gettext_lazy("Pågår")),
    "closed": ("stopped", gettext_lazy("Avslutad")),
}
LETTER_STATES = {
    "sent": ("done", gettext_lazy("skickat")),
    "waiting": ("waiting", gettext_lazy("på väg")),
    "trying": ("late", gettext_lazy("gick inte, vi försöker igen")),
    "failed": ("stopped", gettext_lazy("gick inte")),
    "uncertain": ("late", gettext_lazy("osäkert om det kom fram")),
}
LETTER_KINDS = {
    "invitation": gettext_lazy("Inbjudan"), "sign-in": gettext_lazy("Länk att logga in med"),
    "appointed": gettext_lazy("Någon ny är utsedd"), "dead-links": gettext_lazy("Länkar som inte fungerar"),
    "presentation-question": gettext_lazy("Fråga om en presentation"),
    "mentor-question": gettext_lazy("Fråga från en mentor"), "reminder": gettext_lazy("Påminnelse"),
    "digest": gettext_lazy("Det som väntar"),
    "meeting-poll": gettext_lazy("Vilken dag passar?"), "meeting-day": gettext_lazy("Dagen är bestämd"),
    "meeting-invitation": gettext_lazy("Inbjudan till träff"),
}


LINK_FAULTS = {
    "gone": gettext_lazy("Sidan finns inte kvar."),
    "error": gettext_lazy("Servern kan inte visa sidan."),
    "silent": gettext_lazy("Ingen svarar på adressen."),
    "inside": gettext_lazy("Adressen ligger i ett slutet nät och kan inte prövas härifrån."),
}


@register.filter
def link_fault(fault: str) -> str:
    """What was wrong with a link when it was tried."""
    return str(LINK_FAULTS[fault])


@register.filter
def remark(value: str) -> str:
    return str(REMARKS[Remark(value)])


@register.filter
def role_word(role: str) -> str:
    return str(ROLES[role])


@register.filter
def function_word(function: str) -> str:
    return str(Function(function).label)


@register.filter
def round_state_kind(state: str) -> str:
    return ROUND_STATES[state][0]


@register.filter
def round_state_word(state: str) -> str:
    return str(ROUND_STATES[state][1])


@register.filter
def letter_kind(kind: str) -> str:
    return str(LETTER_KINDS.get(kind, gettext("Brev")))


@register.filter
def letter_state_kind(state: str) -> str:
    return LETTER_STATES[state][0]


@register.filter
def letter_state_word(state: str) -> str:
    return str(LETTER_STATES[state][1])


@register.filter
def offset_words(text: str) -> str:
    """How far from its anchor a date lies: "3 veckor före"."""
    if not text:
        return ""
    offset = parse_offset(text)
    count, unit = abs(offset.count), offset.unit
    if unit == "d" and count % 7 == 0 and count:
        count, unit = count // 7, "w"
    how_far = {
        "d": ngettext("%(count)s dag", "%(count)s dagar", count),
        "w": ngettext("%(count)s vecka", "%(count)s veckor", count),
        "m": ngettext("%(count)s månad", "%(count)s månader", count),
    }[unit] % {"count": count}
    if not count:
        return gettext("samma dag som")
    return (gettext("%(how_far)s före") if offset.count < 0 else gettext("%(how_far)s efter")) % {"how_far": how_far}


@register.filter
def in_plain_words(conflict: Conflict) -> str:
    """Why two editions do not fit, for the office."""
    said = {
        "unknown-step": gettext("Steget ”%(key)s” finns inte i omgången."),
        "missing": gettext("Det som är klart hänvisar från ”%(key)s” till något som den nya upplagan saknar."),
        "twice": gettext("”%(key)s” skulle stå både i ett steg som är klart och i ett som återstår."),
        "variant": gettext("Den nya upplagan är inte gjord för en omgång av den här längden."),
        "date": gettext("Datumet ”%(key)s” kan inte räknas fram i den nya upplagan."),
    }[conflict.kind]
    return said % {"key": conflict.key}
