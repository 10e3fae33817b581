"""The demo: what is in it, who sees what of it, and that every day gives the same."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from spegla.assessments.models import Answer, Assessment, MentorNote, SharedAnswer
from spegla.assessments.queries import assessments_visible_to, occasion_states, scores_of, shared_answers_visible_to
from spegla.core.scoring import Direction, shift
from spegla.core.visibility import Level
from spegla.files.models import StoredFile
from spegla.files.queries import files_visible_to, shared_files_visible_to
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.queries import ideas_visible_to
from spegla.jobs.demo.build import make_demo
from spegla.jobs.demo.papers import as_pdf
from spegla.jobs.demo.script import acts
from spegla.journal.models import Event, Letter, PageAnswer, Share
from spegla.people.demo import demo_people
from spegla.people.models import Appointment, Organisation, Person
from spegla.people.queries import appointments_with_unread_brief
from spegla.people.teams import missing_functions, teams_of
from spegla.reporting.models import ReportSection
from spegla.reporting.now import now_of
from spegla.rounds.calendar import dates_of
from spegla.rounds.models import Cluster, Confirmation, Participation, Round
from spegla.rounds.standing import standing_of
from spegla.steps.models import AppointedService, ExperienceTalk, JointTask, Tick

TODAY = dt.date(2027, 3, 1)
MORNING = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demo(TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def stage(_made, db, settings):
    """The demo, unchanged by each test."""
    settings.DEMO = True
    return _made


def standing(stage, name):
    person = Person.objects.get(pk=stage.people[name].pk)
    return standing_of(person, now=MORNING)


def dates(stage, round_, cluster):
    return dates_of(stage.rounds[round_], stage.clusters[round_, cluster])


def test_what_is_there(stage):
    found = {model._meta.model_name: model.objects.count() for model in (
        Organisation, Person, Round, Cluster, Participation, Assessment, Answer, JointTask, AppointedService, ExperienceTalk,
        Idea, Improvement, MentorNote,
    )}
    assert found == {
        "organisation": 18, "person": 46, "round": 3, "cluster": 4, "participation": 13, "assessment": 19, "answer": 156,
        "jointtask": 16, "appointedservice": 5, "experiencetalk": 2, "idea": 14, "improvement": 13, "mentornote": 3,
    }
    assert Counter(Organisation.objects.values_list("kind", flat=True)) == {
        "municipality": 7, "region": 1, "municipal-association": 1, "association": 1, "administration": 8,
    }
    assert all(model.objects.exists() for model in (Confirmation, Tick, PageAnswer))


def test_everybody_who_has_done_something_has_signed_in(stage):
    acted = {pk for pk in Event.objects.values_list("by_id", flat=True) if pk}
    assert len(acted) > 20
    assert list(Person.objects.filter(pk__in=acted, last_login=None)) == []
    assert Person.objects.filter(last_login=None).exists()


def test_there_are_files_to_fetch_and_a_report_begun(stage):
    files = {file.name: file for file in StoredFile.objects.all()}
    content = {name: Path(default_storage.path(file.storage_name)).read_bytes() for name, file in files.items()}
    kinds = {name.rpartition(".")[2]: file.media_type for name, file in files.items()}
    assert kinds == {"pdf": "application/pdf", "csv": "text/csv", "txt": "text/plain"}
    assert all(len(content[name]) == file.size for name, file in files.items())
    assert "städning;30;30".encode() in content["Granskade beslut, kvinnor och män.csv"]
    mentor, neighbour = standing(stage, "Åsa Bergvall"), standing(stage, "Daniel Åkermark")
    names = {"Beslut om lika bedömning, § 54.pdf", "Tre frågor vid delårsrapporten.txt"}
    assert {file.name for file in shared_files_visible_to(neighbour)} == names
    assert {file.name for file in files_visible_to(mentor)} == {"Tre frågor vid delårsrapporten.txt"}
    assert sorted(ReportSection.objects.values_list("heading", flat=True)) == ["organisation-municipality", "starting-point"]


def test_a_paper_of_the_demo_is_a_pdf_that_can_be_read():
    pdf = as_pdf(["Beslut (§ 54)", "Åtgärd"])
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(pdf[start:].splitlines()[3:8], 1):
        assert pdf[int(line.split()[0]):].startswith(b"%d 0 obj" % number)
    assert r"(Beslut \(§ 54\)) Tj".encode("cp1252") in pdf
    assert pdf == as_pdf(["Beslut (§ 54)", "Åtgärd"])


def test_the_work_is_uneven(stage):
    places = Participation.objects.filter(round=stage.rounds["one"]).select_related("round", "organisation")
    states = occasion_states(places)
    seen = {place.organisation.name: states[place.pk] for place in places}
    first = {name: (found["bm1"].done, found["bm1"].shared_cluster) for name, found in seen.items()}
    assert {name for name, state in first.items() if state != (True, True)} == {"Kommunalförbundet Åsryggen"}
    assert first["Kommunalförbundet Åsryggen"] == (True, False)
    second = {name: (found["bm2"].answered, found["bm2"].shared_cluster) for name, found in seen.items() if "bm2" in found}
    assert second == {
        "Vikarholms kommun": (10, True), "Granåsa kommun": (6, False), "Storsunda kommun": (7, False),
        "Region Sundmark": (10, True), "Kvarnsala kommun": (10, True),
    }


def test_scores_also_fall_and_some_are_not_agreed_upon(stage):
    found = Counter()
    for place in Participation.objects.filter(round=stage.rounds["one"]).select_related("round"):
        for occasions in scores_of(place).values():
            if "bm2" in occasions:
                found.update(one.direction for one in shift(occasions["bm1"], occasions["bm2"], occasions["bm2"]))
    assert found[Direction.DOWN] > 5
    assert found[Direction.UP] > 5
    assert found[Direction.SAME] > found[Direction.UP]
    states = Counter(Answer.objects.values_list("state", flat=True))
    assert states[Answer.State.NOT_AGREED] == 6
    assert states[Answer.State.CANNOT_JUDGE] == 4
    both_views = Answer.objects.filter(state=Answer.State.NOT_AGREED).exclude(reason="").exclude(other_view="")
    assert both_views.count() == 6


def test_improvements_are_in_every_state_and_the_abandoned_one_says_why(stage):
    found = Counter(Improvement.objects.values_list("state", flat=True))
    assert found == {"planned": 5, "testing": 4, "kept": 1, "adapted": 2, "abandoned": 1}
    assert set(Improvement.objects.values_list("track", flat=True)) == {"service", "steering"}
    assert len(Improvement.objects.get(state="abandoned").result) > 100


def test_it_stands_a_week_before_the_second_meeting(stage):
    ridge, coast = dates(stage, "one", "ridge"), dates(stage, "one", "coast")
    assert ridge["bm2"] == TODAY + dt.timedelta(days=7)
    assert coast["bm2-presentation"] < TODAY == ridge["bm2-presentation"]
    assert dates(stage, "two", "valley")["start"] < TODAY < dates(stage, "two", "valley")["lt1"]
    assert dates(stage, "three", "house")["bm1"] < TODAY < dates(stage, "three", "house")["bm2-opens"]


def test_people_come_go_and_wear_two_hats(stage):
    [taken_over] = appointments_with_unread_brief(stage.people["Samira Nasser"], now=MORNING)
    assert taken_over.organisation == stage.organisations["storsunda"]
    hats = Appointment.objects.filter(person=stage.people["Hanna Sjölander"], until=None)
    assert {one.organisation.name for one in hats} == {"Älmdala kommun", "Kommunalförbundet Åsryggen"}
    roles = Participation.objects.filter(organisation=stage.organisations["fagerlid"])
    assert set(roles.values_list("round", "role")) == {
        (stage.rounds["one"].pk, "mentor"), (stage.rounds["two"].pk, "participant")
    }
    teams = teams_of([one.pk for one in stage.organisations.values()], now=MORNING)
    assert missing_functions(teams[stage.organisations["almdala"].pk]) == [frozenset({"elected-official"})]


def test_those_to_play_first_come_first(stage):
    first = [person.held[0].function for person in demo_people(now=MORNING)[:5]]
    assert first == ["programme-officer", "key-person", "elected-official", "senior-manager", "key-person"]
    assert demo_people(now=MORNING)[4] == stage.people["Åsa Bergvall"]


def test_everybody_has_something_to_do_but_the_two_who_are_done(stage):
    idle = {
        person.name for person in demo_people(now=MORNING)
        if not now_of(standing_of(person, now=MORNING), today=TODAY, now=MORNING).things
    }
    assert idle == {"Leila Karimi", "Anneli Rosenvik"}


def shown_to(stage, name):
    rows = shared_answers_visible_to(standing(stage, name))
    return set(rows.values_list("assessment__participation__organisation__name", flat=True))


def test_each_cluster_sees_its_own_and_what_is_shared_with_the_round(stage):
    ridge = {"Granåsa kommun", "Vikarholms kommun", "Älmdala kommun", "Kvarnsala kommun"}
    coast = {"Storsunda kommun", "Fagerlids kommun", "Region Sundmark"}
    assert shown_to(stage, "Maria Ekdahl") == ridge | {"Region Sundmark"}
    assert shown_to(stage, "Erik Valldin") == coast
    assert shown_to(stage, "Birgitta Holmdahl") == {"Region Sundmark"}
    assert shown_to(stage, "Fatima Rahimi") == set()
    assert SharedAnswer.objects.filter(assessment__participation__round=stage.rounds["three"]).exists()


def test_drafts_stay_at_home_and_a_private_idea_with_its_author(stage):
    drafts = assessments_visible_to(standing(stage, "Erik Valldin"))
    assert set(drafts.values_list("participation__organisation__name", flat=True)) == {"Storsunda kommun"}
    [own] = Idea.objects.filter(level=Level.PRIVATE)
    assert own in ideas_visible_to(standing(stage, "Maria Ekdahl"))
    assert own not in ideas_visible_to(standing(stage, "Yusuf Karaca"))
    assert ideas_visible_to(standing(stage, "Yusuf Karaca")).exists()


def test_shares_stand_and_one_was_ended_before_another_began(stage):
    ended = Share.objects.filter(thing="appointedservice", until__isnull=False)
    again = Share.objects.filter(thing="appointedservice", thing_id=ended.get().thing_id, until=None)
    assert ended.get().until < again.get().since
    withdrawn = Share.objects.filter(thing="assessment", until__isnull=False, with_not_working=True)
    assert withdrawn.get().organisation_id == stage.organisations["storsunda"].pk


def test_letters_are_sent_and_hold_no_key(stage):
    assert not Letter.objects.filter(sent_at=None).exists()
    assert Letter.objects.filter(kind="invitation").count() == Appointment.objects.count() - 1
    assert not DBTaskResult.objects.exists()
    invitations, others = (Letter.objects.filter(kind="invitation"), Letter.objects.exclude(kind="invitation"))
    assert all("/in/…/" in letter.body for letter in invitations)
    assert {letter.kind for letter in others if "/in/" not in letter.body} == {
        "mentor-question", "presentation-question", "meeting-invitation",  # the office's copy
    }


def test_everything_happened_before_today_and_has_its_history(stage):
    midnight = timezone.make_aware(dt.datetime.combine(TODAY, dt.time()))
    assert not Event.objects.filter(at__gte=midnight).exists()
    for model in (Assessment, Answer, Idea, Improvement, AppointedService, ExperienceTalk, JointTask):
        history = model.history.filter(version__gt=0)
        assert set(history.values_list("id", flat=True)) >= set(model.objects.filter(version__gt=0).values_list("id", flat=True))
        assert not history.filter(history_date__gte=midnight).exists()
        assert not history.filter(history_user=None).exists()


def test_no_text_has_a_hole_left_or_an_address_of_somebody_real(stage):
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, models.CharField | models.TextField)]
        if model._meta.app_label in ("people", "rounds", "steps", "assessments", "improvement") and names:
            kept = [name for name in names if name not in ("body", "password", "digest")]
            said = " ".join(str(value) for row in model.objects.values_list(*kept) for value in row)
            assert "{" not in said, model
            assert said.count("@") == said.count(".example"), model


WEEK = [TODAY + dt.timedelta(days=day) for day in range(7)]


@pytest.mark.parametrize("today", WEEK)
def test_whatever_day_it_is_everything_is_done_on_earlier_working_days_in_order(today):
    moments = [timezone.localtime(act.at) for act in acts(today)]
    assert moments == sorted(moments)
    assert moments[-1].date() < today
    assert {moment.isoweekday() for moment in moments} <= {1, 2, 3, 4, 5}


@pytest.mark.parametrize("today", WEEK)
def test_a_fortnight_later_everything_happens_a_fortnight_later(today):
    first, later = (
        [((act.where, act.kind), timezone.localtime(act.at).replace(tzinfo=None)) for act in acts(day)]
        for day in (today, today + dt.timedelta(days=14))
    )
    moved = dict(first)
    assert {act for act, _ in later} == moved.keys()
    in_weeks = [(act, at) for act, at in later if not act[0].startswith("young")]  # its programme counts in months
    assert in_weeks == [(act, moved[act] + dt.timedelta(days=14)) for act, _ in in_weeks]
