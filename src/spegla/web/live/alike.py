"""What every phone in a room shows alike, drawn once for all: the item, or what was shown of it. Nothing of anybody's own.

A phone whose owner has answered the item already fetches its own page instead (live.js); the others fill in their own keys.
"""

import datetime as dt

from django.template.loader import render_to_string

from spegla.assessments.live_queries import SCREEN, live_at
from spegla.web.live.phone import SCENE, phone_scene
from spegla.web.live.room import room_of


def alike_part(room: int, audience: str, *, now: dt.datetime) -> str:
    """Screens are few, and that of the one who leads has her forms: they fetch their own page."""
    live = live_at(room) if audience != SCREEN else None
    return render_to_string(SCENE, phone_scene(room_of(live), {})) if live else ""
