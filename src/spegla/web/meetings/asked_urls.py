"""Addresses that need no signing in: one's own links in letters about meetings. `/in/` marks what is secret in them."""

from django.urls import path

from spegla.web.meetings import by_link

app_name = "asked"
urlpatterns = [path("traff/dag/in/<str:token>/", by_link.poll, name="poll")]
