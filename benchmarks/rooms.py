"""Rooms that people score together in: live assessments with guests, opened by the product's own acts. Inside the process."""

import datetime as dt
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.inside import PageError, signed_in, statements
from benchmarks.scene import Setting
from spegla.assessments.actions import Paper
from spegla.assessments.live import look_at, open_live
from spegla.assessments.live_queries import SCREEN, device_hash, guest_phone
from spegla.assessments.models import LiveAssessment, OwnAnswer
from spegla.assessments.own import guest_sheet
from spegla.rounds.models import Participation
from spegla.web.live.tokens import keep_device, new_device, polls_of

WRITERS = 8
GUESTS = (60, *[50] * 9)  # 60 in one room; and as many in ten rooms that 500 devices can be connected at once


def room_facts(setting: Setting, places: list[Participation], *, now: dt.datetime) -> list[dict[str, Any]]:
    """A room for each of the places' occasions, the first item before everybody."""
    papers = [Paper(place, place.organisation_id, setting.checklist, key) for place in places for key in setting.occasions]
    with transaction.atomic():  # 510 guests, written at once
        rooms = [_room(setting, paper, count, now) for paper, count in zip(papers, GUESTS, strict=True)]
    for guest in rooms[-1]["guests"][-WRITERS:]:
        _answer_once(rooms[-1], guest, "before.1")
    rooms[-1]["queries"] = _answer_once(rooms[-1], rooms[-1]["guests"][-1], "before.2")
    rooms[-1]["rows"] = list(OwnAnswer.objects.order_by("-pk").values_list("pk", flat=True)[:WRITERS])
    return rooms


def _answer_once(room: dict[str, Any], guest: str, key: str) -> int:
    """A guest who does not write while it is measured answers; the number of queries."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(guest)
    with CaptureQueriesContext(connection) as seen:
        said = {"choice": 2, "comment": key, "request_key": key}
        answer = client.post(room["answer"].replace("ITEM", room["items"][-1]), said, SERVER_NAME="127.0.0.1")
    if answer.status_code != 302:
        raise PageError(f"saving one's own answer answers {answer.status_code}")
    return statements(seen)


def _room(setting: Setting, paper: Paper, guests: int, now: dt.datetime) -> dict[str, Any]:
    leader = setting.person(paper.place)
    live = open_live(paper, by=leader, now=now)
    items = [item.key for item in paper.checklist.item]
    look_at(live, items[0])
    return {
        "queries": 0, "items": items, "session": signed_in(leader).cookies["sessionid"].value,
        "page": reverse("live:room", args=[live.pk]), "screen": reverse("live:screen", args=[live.pk]),
        "look": reverse("live:look", args=[live.pk]), "answer": reverse("live:answer", args=[live.pk, "ITEM"]),
        "polls": {"phone": _poll(live, guest_phone(live.code)), "screen": _poll(live, SCREEN)},
        "guests": [_guest(live, now) for _ in range(guests)],
    }


def _poll(live: LiveAssessment, kind: str) -> str:
    return reverse("live:version", args=[polls_of(live, kind)])


def _guest(live: LiveAssessment, now: dt.datetime) -> str:
    """Her device's cookie, as a browser sends it."""
    secret, answer = new_device(), HttpResponse()
    guest_sheet(live, device_hash(secret), function="")
    keep_device(answer, live.pk, secret, left=live.opened_at + live.LASTS - now)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in answer.cookies.items())
