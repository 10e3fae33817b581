"""Words for what a meeting's pages show: who does what, what the room has."""

from django.utils.translation import gettext_lazy as _

from spegla.meetings.models import Meeting
from spegla.meetings.policy import PARTS
from spegla.programme.lookup import function_by_key
from spegla.programme.schema import Text
from spegla.web.meetings.at import At

ROOM = {
    "accessible": _("Går att nå och använda med rullstol"),
    "hearing_loop": _("Hörslinga"),
    "microphone": _("Mikrofon"),
    "projector": _("Projektor eller skärm"),
    "wifi": _("Trådlöst nät för gäster"),
    "public_transport": _("Nära buss eller tåg"),
    "table_groups": _("Plats för samtal i mindre grupper"),
}
assert tuple(ROOM) == Meeting.ROOM


def roles_in_words(at: At) -> list[tuple[str, Text, str]]:
    """The part, the role's title in the edition, and which organisations have it."""
    parties = [(part, getattr(at.roles, part)) for part in PARTS]
    return [
        (part, function_by_key(at.programme.edition, party.role).title,
         ", ".join(place.organisation.name for place in party.places))
        for part, party in parties
    ]


def room_in_words(meeting: Meeting) -> tuple[list[str], list[str]]:
    """What the room is known to have, and what nobody has said that it has."""
    words = [(str(word), getattr(meeting, name)) for name, word in ROOM.items()]
    return [word for word, has in words if has], [word for word, has in words if not has]
