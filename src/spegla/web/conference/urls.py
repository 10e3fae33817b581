"""Addresses of a meeting for all, behind both doors and for everybody."""

from django.urls import path

from spegla.web.conference import open_page, pages, planning
from spegla.web.meetings.at import by_office, by_place

HERE, THERE = "omgang/<int:place>/traff/<slug:step>/program/", "<int:round>/traff/<slug:step>/program/"

participant = [
    path(HERE, by_place(pages.gathering), name="meeting-gathering"),
    path(f"{HERE}anmalan/", by_place(pages.register), name="meeting-gathering-register"),
    path(f"{HERE}bidrag/", by_place(pages.contribute), name="meeting-gathering-contribute"),
    path(f"{HERE}bidrag/ta-tillbaka/", by_place(pages.withdraw), name="meeting-gathering-withdraw"),
]
office = [
    path(THERE, by_office(pages.gathering), name="meeting-gathering"),
    path(f"{THERE}anmalan/", by_office(pages.register), name="meeting-gathering-register"),
    path(f"{THERE}planera/", by_office(planning.plan), name="meeting-gathering-plan"),
    path(f"{THERE}pass/", by_office(planning.session), name="meeting-gathering-session"),
    path(f"{THERE}pass/<int:session>/", by_office(planning.session), name="meeting-gathering-change"),
    path(f"{THERE}pass/<int:session>/ta-bort/", by_office(planning.remove), name="meeting-gathering-remove"),
    path(f"{THERE}bidrag/", by_office(planning.place), name="meeting-gathering-place"),
    path(f"{THERE}oppna/", by_office(planning.publish), name="meeting-gathering-publish"),
]
public = [path("program/<int:round>/<slug:step>/", open_page.open_page, name="gathering")]
