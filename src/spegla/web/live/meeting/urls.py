"""Addresses in a meeting's room; part of the `live` namespace."""

from django.urls import path

from spegla.web.live.meeting import catching, desk, entering, keeping, parting, phone, steering, wall

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
    path(f"{ROOM}samtal/<slug:item>/<slug:group>/", keeping.talk, name="meeting-talk"),
    path(f"{ROOM}skillnad/<int:about>/", keeping.difference, name="meeting-difference"),
    path(f"{ROOM}plan/<int:place>/", keeping.plan_new, name="meeting-plan-new"),
    path(f"{ROOM}plan/rad/<int:line>/", keeping.plan_line, name="meeting-plan-line"),
    path(f"{ROOM}eftertanke/", keeping.reflection, name="meeting-reflection"),
    path(f"{ROOM}mal/", parting.aims, name="meeting-aims"),
    path(f"{ROOM}tyckte/", parting.feedback, name="meeting-feedback"),
    path(f"{ROOM}mal/visa/", parting.show, name="meeting-show-aims"),
    path(f"{ROOM}hander/", parting.hands, name="meeting-hands"),
    path(f"{ROOM}lappar/", parting.paper, name="meeting-paper"),
    path(f"{ROOM}vard/", parting.next_host, name="meeting-next-host"),
    path(f"{ROOM}med/", parting.present, name="meeting-present"),
    path(f"{ROOM}med/<int:seat>/", parting.absent, name="meeting-absent"),
]
