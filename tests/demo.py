"""The demo as tests use it: the day it stands on, and its people and places by the names in its content."""

import datetime as dt

from django.test import Client

from spegla.jobs.demo.build import make_demo
from spegla.jobs.demo.stage import Stage

TODAY = dt.date(2027, 3, 1)

OFFICER = "Birgitta Holmdahl"
KEY_PERSON = "Maria Ekdahl"  # of Granåsa, in the ridge cluster of the round that the office runs
MANAGER = "Per-Olof Brandt"
ELECTED = "Lena Forsgård"
MENTOR = "Åsa Bergvall"  # of Kvarnsala, which mentors Granåsa
NEIGHBOUR = "Daniel Åkermark"  # of Vikarholm, in Granåsa's cluster
STRANGER = "Sofia Marklinder"  # of Region Sundmark, in the other cluster
INNER_OFFICER = "Ingela Ståhlberg"  # runs another round, inside Vikarholm
NEWCOMER = "Fatima Rahimi"  # of Myrbacka, in the young round with two levels


def stage_of_today() -> Stage:
    """The whole demo in an empty database, and its rows as they are when all is done."""
    stage = make_demo(TODAY)
    for rows in (stage.people, stage.organisations, stage.rounds, stage.clusters, stage.places, stage.ideas, stage.improvements):
        for key, row in rows.items():
            rows[key] = type(row).objects.get(pk=row.pk)
    return stage


def as_on_the_day(settings):
    """The doors of a demo installation on that day."""
    settings.DEMO, settings.DEMO_CLOCK = True, TODAY


def browser_of(stage: Stage, name: str = "") -> Client:
    """A client that is signed in as somebody of the demo, or nobody."""
    client = Client()
    if name:
        client.force_login(stage.people[name])
    return client
