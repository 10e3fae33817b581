"""Addresses around a meeting: for an organisation at its place, and for the office of what the whole round meets for."""

from django.urls import path

from spegla.web.live.meeting import entering
from spegla.web.minutes import agenda

PLACE, ROUND = "omgang/<int:place>/traff/<slug:step>/", "<int:round>/traff/<slug:step>/"

participant = [
    path(f"{PLACE}dagordning/", agenda.for_participants, name="agenda"),
    path(f"{PLACE}rum/", entering.open_for_participants, name="open-room"),
]
office = [
    path(f"{ROUND}dagordning/", agenda.for_office, name="agenda"),
    path(f"{ROUND}rum/", entering.open_for_office, name="open-room"),
]
