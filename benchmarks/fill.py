"""Run as a program in a place: fills its database, looks at the pages from inside, and writes down what to ask for."""

import argparse
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import django

WRITERS = 8


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--size", type=int, required=True)
    reader.add_argument("--facts", type=Path, required=True)
    asked = reader.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.limits.settings"
    django.setup()
    asked.facts.write_text(json.dumps(filled(asked.size)))


def filled(size: int) -> dict[str, Any]:
    from django.utils import timezone

    from benchmarks.inside import page_facts, save_facts
    from benchmarks.mass import add_organisations
    from benchmarks.rooms import room_facts
    from benchmarks.scene import many_items, ten_items
    from spegla.jobs.prepare import prepare

    now = dt.datetime.now(dt.UTC)
    when = {"now": now, "today": timezone.localdate(now)}
    prepare(lambda sentence: None)
    add_organisations(size)
    ten, many = ten_items(**when), many_items(**when)
    reads, writes = ten.places["A"][0], ten.places["B"]
    sections: dict[str, Any] = {}
    pages = [
        page_facts("now", "what now", "/nu/", ten.person(reads), sections),
        page_facts("ten", "assessment, 10 items", _address("assessment", reads, ten), ten.person(reads), sections),
        page_facts("many", "assessment, 106 items", _address("assessment", many.places["C"][0], many),
                   many.person(many.places["C"][0]), sections),
        page_facts("compare", "cluster comparison", _address("comparison", reads, ten), ten.person(reads), sections),
    ]
    save = save_facts(ten, writes[0], limit=writes[1], writers=WRITERS)
    rooms = room_facts(ten, [*ten.places["A"][1:], *writes[2:]], now=now)
    return {"organisations": _organisations(), "pages": pages, "save": save, "rooms": rooms, "sections": sections}


def _address(name: str, place: Any, setting: Any) -> str:
    from django.urls import reverse

    return reverse(f"participant:{name}", args=[place.pk, setting.occasions[-1]])


def _organisations() -> int:
    from spegla.people.models import Organisation

    return Organisation.objects.count()


if __name__ == "__main__":
    main()
