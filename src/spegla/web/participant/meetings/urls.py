"""Addresses of these pages; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.meetings import meeting

MEETING = "omgang/<int:place>/traff/<slug:step>/"

urlpatterns = [path(MEETING, meeting.meeting, name="meeting")]
