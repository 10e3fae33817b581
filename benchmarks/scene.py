"""The same small scene at every size: two clusters that answer ten items, one that answers 106. Made by acts of the product."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import msgspec

from spegla.assessments.actions import Paper, save_answer, set_mark
from spegla.assessments.models import Answer, Assessment
from spegla.assessments.sharing import share_assessment
from spegla.core.calendar import resolve
from spegla.journal.models import Share
from spegla.people.actions import add_organisation, appoint
from spegla.people.models import Function, Organisation, Person
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist, load_programme
from spegla.programme.schema import Checklist, Programme, Text
from spegla.rounds.actions import form_cluster, open_round, take_in
from spegla.rounds.models import Cluster, Participation, Round

EDITION = "skr-2020"
MANY = 106
CLUSTER = (("ett", "participant"), ("två", "participant"), ("tre", "participant"), ("stöd", "mentor"))
WORDS = (
    "Nämnden frågar efter uppgifter delade på kvinnor och män två gånger om året, och förvaltningen har en mall för det. ",
    "Det började med ett beslut i fullmäktige och har sedan fått plats i budgeten och i uppföljningen. ",
    "Två av sex förvaltningar gör det som en del av sitt vanliga arbete; de andra har börjat. ",
)


@dataclass
class Setting:
    """A round in which the scene is played. `places` are by cluster name, in the order of CLUSTER."""

    round: Round
    checklist: Checklist
    occasions: tuple[str, ...]
    places: dict[str, list[Participation]]
    people: dict[int, Person]

    def person(self, place: Participation) -> Person:
        return self.people[place.organisation_id]


def ten_items(*, now: dt.datetime, today: dt.date) -> Setting:
    """Cluster A is read, cluster B is written in; the second occasion is open and answered, the first is behind them."""
    programme = load_programme(EDITION)
    checklist = load_checklist(programme.edition.checklists[0])
    return _play("Tio", programme, checklist, ("A", "B"), occasions=2, now=now, today=today)


def many_items(*, now: dt.datetime, today: dt.date) -> Setting:
    """The same programme with a checklist made up to 106 items, bound as content like any other."""
    programme = load_programme(EDITION)
    checklist = lengthened(load_checklist(programme.edition.checklists[0]), MANY)
    edition = msgspec.structs.replace(programme.edition, checklists=(checklist.key,))
    programme = msgspec.structs.replace(programme, edition=edition)
    return _play("Många", programme, checklist, ("C",), occasions=1, now=now, today=today)


def lengthened(checklist: Checklist, count: int) -> Checklist:
    """The checklist's own items over and over, numbered, until there are so many."""
    items = [
        msgspec.structs.replace(item, key=f"{item.key}-{number}", number=number, title=_numbered(item.title, number))
        for number, item in zip(range(1, count + 1), checklist.item * (count // len(checklist.item) + 1), strict=False)
    ]
    return msgspec.structs.replace(checklist, key=f"{checklist.key}-{count}", item=tuple(items))


def _numbered(text: Text, number: int) -> Text:
    return Text(sv=f"{text.sv} ({number})", en=f"{text.en} ({number})")


def _play(
    name: str, programme: Programme, checklist: Checklist, clusters: tuple[str, ...], *, occasions: int,
    now: dt.datetime, today: dt.date,
) -> Setting:
    office = add_organisation(f"Mätkontoret {name}", Organisation.Kind.ASSOCIATION, by=None, now=now)
    officer = _appointed(office, Function.PROGRAMME_OFFICER, now)
    keys = tuple(occasion.key for occasion in programme.edition.occasion[:occasions])
    round_ = open_round(
        name=f"Mätning {name}", office=office, start_on=_start(programme, keys[-1], today),
        variant=programme.variant[0].key, programme=content_of(programme), checklists=[content_of(checklist)],
        by=officer, now=now,
    )
    setting = Setting(round_, checklist, keys, {}, {})
    for letter in clusters:
        cluster = form_cluster(round_, f"Kluster {letter}", by=officer, now=now)
        setting.places[letter] = [
            _place(setting, cluster, f"{letter} {word}", role, officer, now) for word, role in CLUSTER
        ]
    for place in [place for places in setting.places.values() for place in places]:
        _answer(setting, place, now)
    return setting


def _start(programme: Programme, occasion: str, today: dt.date) -> dt.date:
    """The start date with which the occasion opened four days ago."""
    opens = next(one.opens for one in programme.edition.occasion if one.key == occasion)
    dates = resolve(programme.date, programme.variant[0].key, today, {})
    return today - (dates[opens] - today) - dt.timedelta(days=4)


def _place(
    setting: Setting, cluster: Cluster, name: str, role: str, officer: Person, now: dt.datetime
) -> Participation:
    organisation = add_organisation(f"Mätkommun {name}", Organisation.Kind.MUNICIPALITY, by=None, now=now)
    setting.people[organisation.pk] = _appointed(organisation, Function.KEY_PERSON, now)
    _appointed(organisation, Function.ELECTED_OFFICIAL, now)
    _appointed(organisation, Function.SENIOR_MANAGER, now)
    return take_in(setting.round, organisation, cluster=cluster, role=role, by=officer, now=now)


def _appointed(organisation: Organisation, function: str, now: dt.datetime) -> Person:
    given = {"email": f"{function}.{organisation.pk}@bench.example", "name": f"Mät {function} {organisation.pk}"}
    return appoint(organisation, **given, function=function, by=None, now=now, invite=False).person


def _answer(setting: Setting, place: Participation, now: dt.datetime) -> None:
    by = setting.person(place)
    for occasion in setting.occasions:
        paper = Paper(place, place.organisation_id, setting.checklist, occasion)
        for number, item in enumerate(setting.checklist.item):
            save_answer(paper, item.key, _said(number), based_on=0, request_key="", by=by, now=now)
        for number, item in enumerate(setting.checklist.item[:6]):
            set_mark(paper, item.key, (Answer.Mark.SHOW, Answer.Mark.LEARN)[(number + place.pk) % 2], by=by, now=now)
        share_assessment(
            Assessment.objects.select_related("participation").get(participation=place, occasion=occasion),
            audience=Share.Audience.CLUSTER, with_comments=True, with_not_working=True, by=by, now=now,
        )


def _said(number: int) -> dict[str, Any]:
    words = WORDS[number % 3]
    return {
        "state": Answer.State.SCORED, "score": 1 + number % 3, "reason": words * 2, "comment": words,
        "not_working": words if number % 2 else "",
    }
