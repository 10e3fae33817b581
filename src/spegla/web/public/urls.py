"""The addresses of the pages that need no sign-in."""

from django.urls import path

from spegla.web.conference.urls import public as conference
from spegla.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("metoden/", views.method, name="method"),
    path("programmet/", views.programmes, name="programmes"),
    path("programmet/<slug:edition>/", views.programme, name="programme"),
    path("kontakt/", views.contact, name="contact"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("sprak/", views.language, name="language"),
    path("hjalpte-sidan/", views.page_answer, name="page-answer"),
    path("hjalpte-sidan/tack/", views.thanks, name="thanks"),
    *conference,
]
