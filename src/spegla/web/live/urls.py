"""Addresses of a live assessment. Short, because people type the first one from a wall."""

from django.urls import path

from spegla.web.live import entering, leading, phone, screen
from spegla.web.live.meeting.urls import urlpatterns as meeting
from spegla.web.polls.door import version

app_name = "live"
ROOM = "rum/<int:live>/"

urlpatterns = [
    path("rum/", entering.enter, name="enter"),
    path("rum/v/<str:token>/", version, name="version"),
    path("rum/in/<str:token>/", entering.way_in, name="way-in"),
    path(ROOM, phone.room, name="room"),
    *meeting,
    path(f"{ROOM}lamna/", entering.leave, name="leave"),
    path(f"{ROOM}skarm/", screen.screen, name="screen"),
    path(f"{ROOM}skarm/oppna/", leading.look, name="look"),
    path(f"{ROOM}skarm/stang/", leading.close, name="close"),
    path(f"{ROOM}skarm/byt-kod/", leading.change_code, name="change-code"),
    path(f"{ROOM}skarm/antal/", leading.present, name="present"),
    path(f"{ROOM}skarm/ta-over/", leading.take_over, name="take-over"),
    path(f"{ROOM}skarm/visa/<slug:item>/", leading.show, name="show"),
    path(f"{ROOM}skarm/enas/<slug:item>/", leading.agree, name="agree"),
    path(f"{ROOM}svara/<slug:item>/", phone.answer, name="answer"),
]
