"""Filters that put programme texts, dates and levels into the reader's words. Built in to every template."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from spegla.core.verdict import Why
from spegla.programme.schema import Text

register = template.Library()

REASONS: dict[str, object] = {
    Why.FINE: "",
    Why.NOT_YOURS: gettext_lazy("Bara de som är utsedda för organisationen kan ändra här."),
    Why.NOT_KEY_PERSON: gettext_lazy("Det här gör nyckelpersonen eller strategen hos er."),
    Why.NOT_SHARED: gettext_lazy("Det här är inte delat med dig."),
    Why.NOT_SHARED_NOW: gettext_lazy("Ni delar inte längre svaret med mentorn. Dela det igen om ni vill svara."),
    Why.NOT_BOTH: gettext_lazy("Det går först när båda sidor har bett om det."),
    Why.ENDED: gettext_lazy("Ert deltagande i omgången är avslutat. Allt ni har skrivit finns kvar att läsa."),
    Why.CLOSED: gettext_lazy("Omgången är avslutad. Allt finns kvar att läsa, men ingenting kan ändras."),
    Why.NOT_OPEN: gettext_lazy("Det går inte att göra än."),
    Why.OWN_OVER: gettext_lazy("Tiden för att svara var för sig är slut. Ni kan fortfarande svara tillsammans."),
    Why.ANSWERED: gettext_lazy("Någon har redan svarat på checklistan. Då kan orden inte bytas."),
    Why.NOT_OFFICE: gettext_lazy("Bara programledningen kan göra det här."),
    Why.NOT_HOST: gettext_lazy("Bara värden för träffen ser det här."),
    Why.NOT_ORGANISER: gettext_lazy("Det här gör de som ordnar träffen eller är värd för den."),
    Why.REHEARSAL: gettext_lazy("Under en repetition går det bara att läsa."),
    Why.NOT_SIGNED_IN: gettext_lazy("Logga in först."),
    Why.NOT_LEADING: gettext_lazy("Någon annan leder samtalet. Du kan ta över om det behövs."),
    Why.ROOM_OVER: gettext_lazy("Träffens rum är stängt. Det som skrevs finns kvar i minnesanteckningarna."),
    Why.NOTES_STAND: gettext_lazy("Tiden för att ändra är slut. Minnesanteckningarna ligger fast."),
    Why.LIVE_OVER: gettext_lazy("Rummet är stängt. Svaren finns kvar på sidan för den gemensamma självskattningen."),
}


@register.filter
def text(value: Text | None) -> str:
    """A programme text in the language of the page."""
    return value.in_language(get_language() or "sv") if value else ""


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A date as people write it: "3 mars 2027"."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    return _dated(value, "j F Y", get_language())


@register.filter
def moment(value: dt.datetime) -> str:
    """A time as people write it, the year left out: "3 mars 14.03"."""
    return _dated(timezone.localtime(value).replace(tzinfo=None), "j F H.i", get_language())


@lru_cache(maxsize=2048)
def _dated(value: dt.date, pattern: str, language: str | None) -> str:
    """The same few days and times are written on page after page."""
    return formats.date_format(value, pattern)


@register.filter
def days_left(value: dt.date, today: dt.date) -> str:
    """How far away a date is, in words."""
    days = (value - today).days
    if days == 0:
        return gettext("i dag")
    if days == 1:
        return gettext("i morgon")
    if days > 1:
        return gettext("om %(days)s dagar") % {"days": days}
    return ngettext("för %(days)s dag sedan", "för %(days)s dagar sedan", -days) % {"days": -days}


@register.filter
def listed(names: Sequence[str]) -> str:
    """Names as they stand in a sentence: "Alvdala, Björkvik och Dalhem"."""
    *most, last = names
    return gettext("%(names)s och %(last)s") % {"names": ", ".join(most), "last": last} if most else last


@register.filter
def as_sentence(words: str) -> str:
    """With a full stop, unless it ends as a sentence does: a title before another sentence needs one."""
    return words if words.endswith((".", "?", "!", ":")) else f"{words}."


@register.filter
def get(mapping: dict, key: object) -> object:
    """A value of a mapping by a key held in a variable."""
    return mapping.get(key) if mapping else None


@register.filter
def reason(why: str) -> str:
    """Why something is refused, as a sentence; a sentence stays as it is."""
    return str(REASONS.get(why, why))
