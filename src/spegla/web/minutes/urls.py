"""Addresses around a meeting: for an organisation at its place, and for the office of what the whole round meets for."""

from django.urls import path

from spegla.web.minutes import agenda

PLACE, ROUND = "omgang/<int:place>/traff/<slug:step>/", "<int:round>/traff/<slug:step>/"

participant = [
    path(f"{PLACE}dagordning/", agenda.for_participants, name="agenda"),
]
office = [
    path(f"{ROUND}dagordning/", agenda.for_office, name="agenda"),
]
