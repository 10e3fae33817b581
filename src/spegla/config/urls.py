"""Which address leads to which room of pages. English code, Swedish addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("spegla.web.public.urls")),
    path("", include("spegla.web.account.urls")),
    path("", include("spegla.web.participant.urls")),
    path("", include("spegla.web.meetings.asked_urls")),
    path("", include("spegla.web.live.urls")),
    path("mentor/", include("spegla.web.mentor.urls")),
    path("programledning/", include("spegla.web.office.urls")),
]

handler404 = "spegla.web.public.errors.not_found"
handler500 = "spegla.web.public.errors.broken"
