"""The round of 2019 and 2020 as it is recorded: real names carry a calendar and empty pages, nothing else."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from spegla.assessments.models import Assessment
from spegla.core.calendar import Phase, phase_at
from spegla.improvement.models import Idea, Improvement
from spegla.journal.models import Letter
from spegla.people.models import Function, Organisation, Person
from spegla.rounds.calendar import dates_of, window_of
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Participation, Round
from tests.world import make_person

ROSTER = Path(__file__).parents[2] / "data/roster-2019.csv"
OPENED = dt.datetime(2018, 12, 10, 9, tzinfo=dt.UTC)
PAGES = ["round", "organisations", "clusters", "dates", "timeline", "progress", "amend", "checklists", "rehearsal", "letters"]
STEPS = ["startup", "bm1", "home1", "bm2", "home2", "bm3", "home3", "conference"]


@pytest.fixture
def at(monkeypatch, door):
    """Set the clock that pages and commands read."""

    def set_clock(day):
        door["now"] = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
        monkeypatch.setattr("spegla.jobs.management.commands.rounds.read_clock", lambda: door["now"])

    return set_clock


@pytest.fixture
def round_(db, at, tmp_path):
    """Opened, filled and dated with the commands. The conference was in week 6; the day within it is not recorded."""
    at(OPENED.date())
    office = Organisation.objects.create(name="Programkontoret", kind="association")
    make_person("Olga Officer", office, Function.PROGRAMME_OFFICER, now=OPENED)
    call_command("rounds", "open", "Omgången 2019–2020", "--edition", "skr-2018", "--checklist", "b-2018",
                 "--start", "2019-02-07", "--office", "Programkontoret", "--yes")
    made = Round.objects.get()
    dates = tmp_path / "dates.csv"
    dates.write_text("key;cluster;date\nconference;;2020-02-05\n")
    call_command("rounds", "import", str(ROSTER), "--round", str(made.pk), "--yes")
    call_command("rounds", "dates", str(dates), "--round", str(made.pk), "--yes")
    return made


@pytest.fixture
def office(round_, browser_of):
    return browser_of(round_.opened_by)


def current(round_, day):
    dates = dates_of(round_)
    return [step.key for step in programme_of(round_).step if phase_at(window_of(step, dates), day) is Phase.CURRENT]


def test_the_roster_is_as_recorded(round_):
    places = Participation.objects.filter(round=round_)
    kinds = places.filter(role="participant").values_list("organisation__kind", flat=True)
    assert sorted(kinds) == ["municipal-association"] + ["municipality"] * 12
    assert (round_.clusters.count(), places.exclude(role="participant").count()) == (6, 10)
    of_norrbotten = places.get(organisation__kind="municipal-association").cluster
    assert set(of_norrbotten.participations.values_list("organisation__name", "role")) == {
        ("Norrbottens kommuner", "participant"), ("Boden", "mentor"), ("Luleå", "mentor"), ("Piteå", "supporting-mentor"),
    }  # fmt: skip


def test_the_calendar_is_that_of_the_round(round_):
    dates = dates_of(round_)
    assert (dates["start"], dates["conference"].isocalendar()[:2]) == (dt.date(2019, 2, 7), (2020, 6))
    assert dates["bm1"] < dates["bm2"] < dates["bm3"] < dates["conference"]


def test_the_checklist_is_bound_apart_from_the_order_of_the_meetings(round_):
    assert programme_of(round_).edition.key == "skr-2018"
    assert [checklist.key for checklist in checklists_of(round_)] == ["b-2018"]
    assert "b-2018" not in programme_of(round_).edition.checklists


WALK = [
    (dt.date(2018, 12, 20), ["startup"]),
    (dt.date(2019, 2, 7), ["startup"]),
    (dt.date(2019, 4, 10), ["bm1"]),
    (dt.date(2019, 5, 20), ["home1"]),
    (dt.date(2019, 8, 1), ["home1", "bm2"]),
    (dt.date(2019, 9, 20), ["home2"]),
    (dt.date(2019, 11, 1), ["home2", "bm3"]),
    (dt.date(2019, 12, 15), ["home3"]),
    (dt.date(2020, 2, 5), ["home3", "conference"]),
    (dt.date(2020, 3, 1), []),
]


def test_the_office_walks_through_the_year(round_, office, at):
    for day, steps in WALK:
        at(day)
        assert (day, current(round_, day)) == (day, steps)
        pages = {name: office.get(reverse(f"office:{name}", args=[round_.pk])) for name in PAGES}
        assert (day, {name: page.status_code for name, page in pages.items()}) == (day, dict.fromkeys(PAGES, 200))
        groups = pages["progress"].context["groups"]
        cells = [cell for group in groups for line in group.lines for cell in line.cells]
        states = {thing.state.value for cell in cells for thing in cell.things}
        assert len(groups) == 6
        assert ("late" in states) is (day >= dt.date(2019, 2, 1)), "nothing has come in, so what is due is late"


def test_what_remains_is_amended_in_november(round_, office, at):
    at(dt.date(2019, 11, 28))
    old, address = programme_of(round_), reverse("office:amend", args=[round_.pk])
    form = {"edition": "skr-2020", "effective_on": "2019-11-28", "reason": "Träffordningen har bytts"}
    preview = office.post(address, form)
    assert [step.key for step in preview.context["plan"].kept] == STEPS[:6]
    assert [step.key for step in preview.context["plan"].replaced] == STEPS[6:]
    assert Round.objects.get().programme.key == "skr-2018"
    shown = {name: preview.context[name] for name in ("seen", "calendar")}
    office.post(address, form | shown | {"act": "save"})
    amended = Round.objects.get()
    programme = programme_of(amended)
    assert programme.step[:6] == old.step[:6]
    assert [step.title != other.title for step, other in zip(programme.step[6:], old.step[6:], strict=True)] == [True, True]
    assert [checklist.key for checklist in checklists_of(amended)] == ["b-2018"]
    assert dates_of(amended)["conference"] == dt.date(2020, 2, 5)
    at(dt.date(2020, 2, 5))
    assert current(amended, dt.date(2020, 2, 5)) == ["home3", "conference"]
    for name in PAGES:
        assert (name, office.get(reverse(f"office:{name}", args=[round_.pk])).status_code) == (name, 200)


def test_real_names_carry_only_the_calendar_and_empty_pages(round_):
    assert [model.objects.count() for model in (Assessment, Idea, Improvement, Letter)] == [0, 0, 0, 0]
    assert list(Person.objects.values_list("name", flat=True)) == ["Olga Officer"]
