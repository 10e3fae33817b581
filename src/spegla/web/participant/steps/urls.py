"""Addresses of these pages; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.steps import brief, guidance, now, overview, round_shared, shared, step, task

PLACE = "omgang/<int:place>/"
SERVICE, EXPERIENCE = {"kind": shared.SERVICE}, {"kind": shared.EXPERIENCE}

urlpatterns = [
    path("nu/", now.now, name="now"),
    path(PLACE, overview.round_home, name="round"),
    path(f"{PLACE}bekrafta/", overview.confirm, name="confirm"),
    path(f"{PLACE}vagledning/", guidance.guidance, name="guidance"),
    path(f"{PLACE}steg/<slug:step>/", step.step, name="step"),
    path(f"{PLACE}steg/<slug:step>/bocka/", step.tick, name="tick"),
    path(f"{PLACE}steg/<slug:step>/vard/", step.host, name="host"),
    path(f"{PLACE}uppgift/<slug:key>/", task.task, name="task"),
    path(f"{PLACE}verksamhet/", shared.own, SERVICE, name="service"),
    path(f"{PLACE}verksamhet/dela/", shared.share, SERVICE, name="service-share"),
    path(f"{PLACE}verksamhet/<int:owner>/", shared.of, SERVICE, name="service-of"),
    path(f"{PLACE}erfarenheter/", shared.own, EXPERIENCE, name="experience"),
    path(f"{PLACE}erfarenheter/dela/", shared.share, EXPERIENCE, name="experience-share"),
    path(f"{PLACE}erfarenheter/<int:owner>/", shared.of, EXPERIENCE, name="experience-of"),
    path(f"{PLACE}delat/", round_shared.round_shared, name="round-shared"),
    path(f"{PLACE}delat/<slug:kind>/<int:pk>/", round_shared.round_shared_one, name="round-shared-one"),
    path(f"{PLACE}lage/", overview.progress, name="progress"),
    path(f"{PLACE}tidslinje/", overview.timeline, name="timeline"),
    path(f"{PLACE}overlamning/<int:appointment>/", brief.brief, name="brief"),
    path("overlamning/<int:appointment>/", brief.office_brief, name="office-brief"),
]
