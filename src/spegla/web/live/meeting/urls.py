"""Addresses in a meeting's room; part of the `live` namespace."""

from django.urls import path

from spegla.web.live.meeting import catching, desk, entering, phone, steering, wall

ROOM = "rum/traff/<int:room>/"
LINE = f"{ROOM}rad/<int:line>/"

urlpatterns = [
    path("rum/traff/in/<str:token>/", entering.way_in, name="meeting-way-in"),
    path(ROOM, phone.phone, name="meeting"),
    path(f"{ROOM}lamna/", entering.go_out, name="meeting-leave"),
    path(f"{ROOM}vagg/", wall.wall, name="meeting-wall"),
    path(f"{ROOM}anteckna/", desk.desk, name="meeting-desk"),
    path(f"{ROOM}ga/", steering.go, name="meeting-go"),
    path(f"{ROOM}visa/", steering.look, name="meeting-look"),
    path(f"{ROOM}stang/", steering.close, name="meeting-close"),
    path(f"{ROOM}fanga/", catching.note, name="meeting-note"),
    path(f"{LINE}ta-bort/", catching.take_back, name="meeting-take-back"),
    path(f"{LINE}ta-hem/", catching.take, name="meeting-take"),
    path(f"{LINE}beratta/", catching.may_tell, name="meeting-may-tell"),
    path(f"{LINE}andra/", catching.reword, name="meeting-reword"),
]
