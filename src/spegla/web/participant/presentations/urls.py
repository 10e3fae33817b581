"""Addresses of the presentations; part of the `participant` namespace. `owner` is the place whose presentation it is."""

from django.urls import path

from spegla.web.participant.presentations import (
    asking,
    bringing,
    editing,
    offering,
    overview,
    pictures,
    showing,
    taking,
)

ALL = "omgang/<int:place>/presentationer/"
ONE = ALL + "<slug:step>/"
OF = ONE + "av/<int:owner>/"

urlpatterns = [
    path(ALL, overview.presentations, name="presentations"),
    path(ALL + "powerpoint-mall/", bringing.master, name="presentation-master"),
    path(ONE, editing.presentation, name="presentation"),
    path(ONE + "bilder/", showing.slides, name="presentation-slides"),
    path(ONE + "egen-fil/", bringing.upload, name="presentation-upload"),
    path(ONE + "hamta/<slug:document>/", taking.download, name="presentation-download"),
    path(ONE + "dela/", showing.share, name="presentation-share"),
    path(ONE + "ruta/<slug:slot>/", editing.slot, name="presentation-slot"),
    path(ONE + "ruta/<slug:slot>/ta-med/", offering.take, name="presentation-offer"),
    path(ONE + "bild/<int:pk>/", pictures.picture, name="presentation-picture"),
    path(OF, asking.of, name="presentation-of"),
    path(OF + "fraga/", asking.ask, name="presentation-ask"),
    path(OF + "fraga/<int:question>/", asking.answer, name="presentation-answer"),
    path(OF + "bilder/", showing.slides_of, name="presentation-slides-of"),
    path(OF + "hamta/<slug:document>/", taking.download_of, name="presentation-download-of"),
    path(OF + "bild/<int:pk>/", pictures.picture_of, name="presentation-picture-of"),
]
