"""Addresses that need no signing in: one's own links in letters about meetings. `/in/` marks what is secret in them."""

from django.urls import path

from spegla.web.meetings import by_link, calendar

app_name = "asked"
urlpatterns = [
    path("traff/dag/in/<str:token>/", by_link.poll, name="poll"),
    path("traff/in/<str:token>/", by_link.reply, name="reply"),
    path("kalender/", calendar.my_calendar, name="calendar"),
    path("kalender/in/<str:token>/traffar.ics", calendar.feed, name="feed"),
]
