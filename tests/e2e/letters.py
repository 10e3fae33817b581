"""Reading the letters that the journeys cause."""

import re

from spegla.journal.models import Letter

LINK = re.compile(r"/in/[-\w]{20,}/")


def link_in_letter_to(address):
    """Where the latest letter to this address leads, on whatever host it is read."""
    return LINK.search(Letter.objects.filter(to=address).latest("pk").body)[0]
