"""Addresses of a meeting's pages for the cluster; part of the `participant` namespace."""

from django.urls import path

from spegla.web.meetings.at import by_place
from spegla.web.meetings.overview import of_place
from spegla.web.meetings.urls import paths

urlpatterns = [
    path("omgang/<int:place>/traffar/", of_place, name="meetings"),
    *paths("omgang/<int:place>/traff/<slug:step>/", by_place),
]
