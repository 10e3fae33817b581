"""Addresses around a meeting: for an organisation at its place, and for the office of what the whole round meets for."""

from django.urls import path

from spegla.web.live.meeting import entering
from spegla.web.minutes import agenda, heard, notes

PLACE, ROUND = "omgang/<int:place>/traff/<slug:step>/", "<int:round>/traff/<slug:step>/"

participant = [
    path(f"{PLACE}dagordning/", agenda.for_participants, name="agenda"),
    path(f"{PLACE}anteckningar/", notes.for_participants, name="notes"),
    path(f"{PLACE}anteckningar/<slug:form>/", notes.file_for_participants, name="notes-file"),
    path(f"{PLACE}dagen-efter/", notes.morning_for_participants, name="morning"),
    path(f"{PLACE}rum/", entering.open_for_participants, name="open-room"),
]
office = [
    path(f"{ROUND}dagordning/", agenda.for_office, name="agenda"),
    path("<int:round>/kluster/<int:cluster>/traff/<slug:step>/tyckte/", heard.heard, name="cluster-feedback"),
    path(f"{ROUND}anteckningar/", notes.for_office, name="notes"),
    path(f"{ROUND}anteckningar/<slug:form>/", notes.file_for_office, name="notes-file"),
    path(f"{ROUND}rum/", entering.open_for_office, name="open-room"),
]
