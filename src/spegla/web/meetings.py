"""Words that several audiences' pages of a meeting share: who does what."""

from spegla.meetings.models import Meeting
from spegla.meetings.policy import PARTS
from spegla.meetings.queries import roles_of
from spegla.programme.lookup import function_by_key
from spegla.programme.schema import Text
from spegla.rounds.content import programme_of


def roles_in_words(meeting: Meeting) -> list[tuple[str, Text, str]]:
    """The part, the role's title in the edition, and which organisations have it."""
    roles, edition = roles_of(meeting), programme_of(meeting.round).edition
    parties = [(part, getattr(roles, part)) for part in PARTS]
    return [
        (part, function_by_key(edition, party.role).title, ", ".join(place.organisation.name for place in party.places))
        for part, party in parties
    ]
