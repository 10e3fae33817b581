"""Many organisations around the demo, for measuring. Their ground is laid in mass; here is what they have written."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from django.db import transaction
from django.utils import translation

from spegla.assessments.models import Answer, Assessment, SharedAnswer
from spegla.improvement.models import AimedItem, Idea, Improvement
from spegla.jobs.demo.mass import NAME, Mass
from spegla.jobs.demo.script import content_of_kind
from spegla.jobs.demo.when import filled, moment_of
from spegla.journal.models import Share
from spegla.people.models import Organisation
from spegla.programme.schema import Occasion
from spegla.steps.models import AppointedService, JointTask

IN_A_ROUND = 40
SHOWN = ("item", "state", "score", "reason", "other_view", "mark")


def add_around(count: int, today: dt.date) -> None:
    """So many organisations more, each round with an office of its own. Bulk writes, history rows included."""
    before = Organisation.objects.filter(name__startswith=NAME).count()
    with translation.override("sv"):
        for first in range(before, before + count, IN_A_ROUND):
            with transaction.atomic():
                fill(Mass(range(first, min(first + IN_A_ROUND, before + count)), today))


def fill(mass: Mass) -> None:
    """All have answered and shared the first time; of four, one has answered the second time and one not begun."""
    mass.appoint_teams()
    first, second = mass.programme.edition.occasion[:2]
    every, said = len(mass.checklist.item), _said_in_the_demo(mass)
    answered = _answer(mass, first, cycle([every]), said)
    _share(mass, first, answered)
    _answer(mass, second, cycle([every, every // 2, 3, 0]), said)
    _write_together(mass)
    _improve(mass, moment_of(f"{first.due}+9d 09:00", mass.dates))


def _said_in_the_demo(mass: Mass) -> dict[str, Iterator[dict[str, Any]]]:
    """By item, in turn, what the demo's own organisations say of it."""
    found: dict[str, list[dict[str, Any]]] = {item.key: [] for item in mass.checklist.item}
    for data in content_of_kind("answers"):
        if data["round"] == mass.model["key"]:
            for item, said in filled(data["item"], mass.dates).items():
                found[item].append({"state": Answer.State.SCORED if "score" in said else said["state"], **said})
    return {item: cycle(answers) for item, answers in found.items()}


def _answer(
    mass: Mass, occasion: Occasion, answered: Iterable[int], said: dict[str, Iterator[dict[str, Any]]]
) -> list[Assessment]:
    """Each place has answered as many items as `answered` says in turn."""
    at = moment_of(f"{occasion.due}-3d 10:00", mass.dates)
    begun = [(place, many) for place, many in zip(mass.places, answered, strict=False) if many]
    found = mass.keep(Assessment, at, (
        Assessment(participation=place, unit_id=place.organisation_id, checklist=mass.checklist.key,
                   occasion=occasion.key, begun_at=at)
        for place, _ in begun
    ))
    mass.keep(Answer, at, (
        Answer(assessment=one, item=item.key, version=1, changed_at=at, changed_by=mass.officer, **next(said[item.key]))
        for one, (_, many) in zip(found, begun, strict=True) for item in mass.checklist.item[:many]
    ))
    mass.note("assessment-begun", found, [place for place, _ in begun])
    return found


def _share(mass: Mass, occasion: Occasion, assessments: Sequence[Assessment]) -> None:
    at, places = moment_of(f"{occasion.due} 15:00", mass.dates), [one.participation for one in assessments]
    shares = Share.objects.bulk_create(
        Share(thing="assessment", thing_id=one.pk, audience=Share.Audience.CLUSTER, audience_id=place.cluster_id,
              organisation_id=place.organisation_id, version=one.version, by_id=mass.officer.pk, since=at)
        for one, place in zip(assessments, places, strict=True)
    )
    begun = {share.thing_id: share for share in shares}
    rows = Answer.objects.filter(assessment__in=assessments).order_by("pk").values("assessment_id", *SHOWN)
    SharedAnswer.objects.bulk_create(SharedAnswer(share=begun[row["assessment_id"]], **row) for row in rows)
    mass.note("shared", assessments, places)


def _write_together(mass: Mass) -> None:
    keys = [task.key for step in mass.programme.step[:3] for task in step.task]
    mass.keep(JointTask, moment_of("start+1d 13:00", mass.dates), (
        JointTask(cluster=cluster, key=key, text="Vi har bestämt dag och plats.", done=True, version=1)
        for cluster in mass.clusters for key in keys
    ))


def _improve(mass: Mass, at: dt.datetime) -> None:
    """Each has two ideas and has begun to improve something; every other has appointed a service."""
    ideas, items = list(content_of_kind("idea")), [item.key for item in mass.checklist.item]
    noted = mass.keep(Idea, at, (
        Idea(organisation=place.organisation, participation=place, author=mass.officer, title=said["title"],
             text=said["text"], noted_at=at, version=1, creation_key=f"{place.pk}-{number}")
        for place in mass.places
        for number, said in enumerate(islice(cycle(ideas), place.pk % len(ideas), place.pk % len(ideas) + 2))
    ))
    begun = mass.keep(Improvement, at, (
        Improvement(organisation=one.organisation, participation=one.participation, idea=one, started_at=at, version=1,
                    track=Improvement.Track.SERVICE, title=one.title, aims_version=1, creation_key=one.creation_key)
        for one in noted[::2]
    ))
    AimedItem.objects.bulk_create(
        AimedItem(improvement=one, version=1, item=items[one.pk % len(items)]) for one in begun
    )
    mass.keep(AppointedService, at, (
        AppointedService(participation=place, name="Hemtjänsten", decided_by="Socialnämnden", version=1)
        for place in mass.places[::2]
    ))
