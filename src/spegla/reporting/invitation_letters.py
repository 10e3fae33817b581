"""What the letters say that invite to a meeting, tell of a change or call it off, each in its reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats, translation
from django.utils.translation import gettext as _

from spegla.core.agenda import times
from spegla.meetings.letters import Reader, day_in_words, reader_of, subject, time_in_words, title_of
from spegla.meetings.links import address_of, token_of
from spegla.meetings.models import Announcement, Invitee, Meeting
from spegla.meetings.queries import step_of
from spegla.meetings.times import moment
from spegla.minutes.agenda import Item
from spegla.people.letters import goodbye, hello
from spegla.programme.schema import Text
from spegla.rounds.models import Participation

Kind = Announcement.Kind


@dataclass(frozen=True, slots=True)
class Telling:
    """What the letters of one announcement are made of. `before` is the announcement that it changes, if it does."""

    announcement: Announcement
    before: Announcement | None
    meeting: Meeting
    hosts: str
    agenda: Sequence[Item]

    @property
    def asks_anew(self) -> bool:
        when = ("on", "starts", "ends")
        return self.before is None or any(getattr(self.before, name) != getattr(self.announcement, name) for name in when)


def letter_to(telling: Telling, invitee: Invitee, place: Participation | None) -> tuple[str, str]:
    """Subject and body for one who is asked, with her own link to answer by."""
    reader = reader_of(invitee)
    with translation.override(reader.language):
        parts = [hello(reader), *_told(telling), *_own(telling, invitee, place), goodbye()]
        return _subject(telling), "\n\n".join(filter(None, parts)) + "\n"


def copy_to(telling: Telling, reader: Reader) -> tuple[str, str]:
    """The office's copy: the same, without anybody's link."""
    with translation.override(reader.language):
        parts = [hello(reader), _("Här är en kopia av det som har gått ut om en träff."), *_told(telling), goodbye()]
        return subject(_("Kopia: %(subject)s") % {"subject": _subject(telling)}), "\n\n".join(filter(None, parts)) + "\n"


def _subject(telling: Telling) -> str:
    names = {"title": title_of(telling.meeting), "day": day_in_words(telling.announcement.on)}
    if telling.announcement.kind == Kind.CANCEL:
        return subject(_("Inställt: %(title)s, %(day)s") % names)
    if telling.announcement.kind == Kind.UPDATE:
        return subject(_("Ändrat: %(title)s, %(day)s") % names)
    return subject(_("Inbjudan: %(title)s, %(day)s") % names)


def _told(telling: Telling) -> list[str]:
    """What it is about, the same for all."""
    told, names = telling.announcement, {"title": title_of(telling.meeting), "by": telling.announcement.by.name}
    if told.kind == Kind.CANCEL:
        first = _("Träffen är inställd: %(title)s.") % names
        return [first, _("Den skulle ha varit %(time)s.") % {"time": time_in_words(told)}, told.message]
    first = _("Det har ändrats: %(title)s.") if told.kind == Kind.UPDATE else _("%(by)s bjuder in till %(title)s.")
    return [first % names, _changes(telling), _facts(telling), told.message, _agenda(telling)]


def _changes(telling: Telling) -> str:
    """Old and new, line by line."""
    old, new = telling.before, telling.announcement
    if old is None or new.kind != Kind.UPDATE:
        return ""
    lines = []
    if telling.asks_anew:
        lines.append(_("Förut: %(old)s. Nu: %(new)s.") % {"old": time_in_words(old), "new": time_in_words(new)})
    for name, said in (("place", _("Plats förut: %(old)s. Nu: %(new)s.")), ("link", _("Länk förut: %(old)s. Nu: %(new)s."))):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            lines.append(said % {"old": was or _("ingen"), "new": now or _("ingen")})
    return "\n".join(lines)


def _facts(telling: Telling) -> str:
    told, meeting = telling.announcement, telling.meeting
    lines = [
        _("När: %(time)s") % {"time": time_in_words(told)},
        _("Var: %(place)s") % {"place": told.place} if told.place else "",
        _("Vara med på länk: %(link)s") % {"link": told.link} if told.link else "",
        _("Hitta hit: %(travel)s") % {"travel": meeting.travel} if meeting.travel else "",
        _("Värd: %(hosts)s") % {"hosts": telling.hosts} if telling.hosts else "",
    ]
    return "\n".join(filter(None, lines))


def _agenda(telling: Telling) -> str:
    """Each item with when it begins; an update does not repeat it."""
    if telling.announcement.kind != Kind.REQUEST or not telling.agenda:
        return ""
    begins = moment(telling.announcement.on, telling.announcement.starts)
    clock = times([item.entry for item in telling.agenda], begins)
    lines = [f"{formats.time_format(clock[item.key][0].time(), 'G.i')}  {_text(item.title)}" for item in telling.agenda]
    return _("Dagordning") + "\n" + "\n".join(lines)


def _own(telling: Telling, invitee: Invitee, place: Participation | None) -> list[str]:
    if telling.announcement.kind == Kind.CANCEL:
        return [_("Du behöver inte göra något. Kalenderfilen som följer med tar bort träffen ur din kalender.")]
    ask = _("Kommer du? Svara här utan att logga in, och skriv om du behöver något särskilt, som mat eller hörslinga. "
            "Länken är din egen, skicka den inte vidare:")
    again = _("Dagen eller tiden är en annan, så svara igen, utan att logga in. Länken är din egen, skicka den inte vidare:")
    asks_again = telling.announcement.kind == Kind.UPDATE and telling.asks_anew
    return [
        again if asks_again else ask,
        address_of("asked:reply", token_of(invitee)),
        *_material(telling, place),
        _("Kalenderfilen som följer med lägger träffen i din kalender, eller ändrar den som redan finns där."),
    ]


def _material(telling: Telling, place: Participation | None) -> list[str]:
    """Where what is to be prepared stands, for those who sign in."""
    if place is None or telling.announcement.kind != Kind.REQUEST:
        return []
    step = address_of("participant:step", place.pk, step_of(telling.meeting).key)
    return [_("Det som ska förberedas, och materialet:"), step]


def _text(text: Text) -> str:
    return text.in_language(translation.get_language() or "sv")
