"""Who may see whose answer when: blind until it is shown, nameless after. And nothing of it anywhere else."""

import pytest
from django.apps import apps
from django.db import connection

from spegla.assessments.own import own_sheet
from spegla.assessments.policy import may, may_answer_alone, may_show
from spegla.assessments.queries import own_answers_of, own_sheets_visible_to, shared_answers_visible_to
from spegla.assessments.sharing import share_assessment
from spegla.assessments.showing import show_answers
from spegla.core.verdict import Why
from spegla.core.visibility import Act, Level, Phase
from spegla.people.actions import end_appointment
from spegla.people.models import Appointment
from spegla.rounds.standing import NOBODY, standing_of
from tests.assessments.papers import BM1, BM2, answer, items_of, paper_of, say
from tests.world import TEAM, make_person

MARKER = "Ekorren gnager på styrkedjan"
ROLES = ("herself", "colleague", "who has left", "neighbour", "mentor", "other cluster", "office", "outsider", "anonymous")


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def leaver(world, paper):
    """She answered, and is no longer appointed."""
    return make_person("Lena Lämnar", paper.place.organisation, "strategist")


@pytest.fixture
def said(world, paper, leaver):
    """Four have answered the first item alone; the key person's words would be known anywhere."""
    for person in [*(world.person("Alvdala", function) for function in TEAM), leaver]:
        words = MARKER if person == world.person("Alvdala") else ""
        say(own_sheet(paper, person, function=""), score=3 if words else 1, comment=words, not_working=words)
    end_appointment(Appointment.objects.get(person=leaver), by=world.officer, now=BM1)


@pytest.fixture
def readers(world, leaver, said):
    people = {
        "herself": world.person("Alvdala"), "colleague": world.person("Alvdala", "senior-manager"), "who has left": leaver,
        "neighbour": world.person("Bäckinge"), "mentor": world.person("Mellby"), "other cluster": world.person("Dalhem"),
        "office": world.officer, "outsider": make_person("Ove Ute", world.office, "other"),
    }
    return {role: standing_of(person, now=BM2) for role, person in people.items()} | {"anonymous": NOBODY}


def show(paper, by):
    show_answers(paper, [items_of(paper)[0]], by=by, now=BM1)


def reads(readers):
    """By role, the words and scores of own answers that the reader finds."""
    return {
        role: sorted((row["score"], row["comment"]) for sheet in own_sheets_visible_to(standing)
                     for row in own_answers_of(sheet).values())
        for role, standing in readers.items()
    }


def test_before_they_are_shown_each_reads_her_own_and_nobody_else_s(readers):
    assert reads(readers) == {role: [] for role in ROLES} | {
        "herself": [(3, MARKER)], "colleague": [(1, "")], "who has left": [(1, "")],
    }


def test_after_nobody_s_answer_is_anybody_s(world, paper, readers):
    show(paper, world.person("Alvdala"))
    assert reads(readers) == {role: [] for role in ROLES}


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("audience", ["", "cluster", "round"])
def test_sharing_the_joint_answers_shares_no_own_ones(world, paper, readers, audience, shown):
    anna = world.person("Alvdala")
    answer(paper, 0, by=anna, score=2, comment="Det här delas.")
    if shown:
        show(paper, anna)
    if audience:
        share_assessment(paper.assessments.get(), audience=audience, with_comments=True, with_not_working=True, by=anna, now=BM1)
    for role, standing in readers.items():
        found = shared_answers_visible_to(standing).values_list("score", "comment", "not_working")
        assert set(found) <= {(2, "Det här delas.", "")}, role
    assert shared_answers_visible_to(readers["neighbour"]).exists() is bool(audience)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("shared", [Level.PRIVATE, Level.CLUSTER, Level.ROUND])
def test_the_rule_says_the_same_in_every_cell(world, paper, readers, phase, shared):
    author = world.person("Alvdala").pk
    found = {
        role for role, standing in readers.items()
        if may(Act.READ_DRAFT, paper.place, standing, phase=phase, level=Level.PRIVATE, author_id=author, shared=shared)
    }
    assert found == {"herself"}


def test_who_answers_alone_and_who_shows(paper, readers):
    own = {"herself", "colleague"}
    reasons = {Phase.UPCOMING: Why.NOT_OPEN, Phase.OPEN: Why.FINE, Phase.LATE: Why.FINE, Phase.CLOSED: Why.CLOSED}
    for role, standing in readers.items():
        for phase, reason in reasons.items():
            expected = reason if role in own else Why.NOT_YOURS
            assert may_answer_alone(paper.place, standing, phase=phase, is_over=False).why == expected, (role, phase)
            assert may_show(paper.place, standing, phase=phase).why == expected, (role, phase)
        late = may_answer_alone(paper.place, standing, phase=Phase.LATE, is_over=True)
        assert late.why == (Why.OWN_OVER if role in own else Why.NOT_YOURS), role


def tables_with(words):
    """Every table in which some column holds these words."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            if any(words in str(value) for row in cursor.fetchall() for value in row):
                found.add(model._meta.object_name)
    return found


def test_the_words_are_in_one_table_before_and_in_another_after(world, paper, said):
    assert tables_with(MARKER) == {"OwnAnswer"}
    show(paper, world.person("Alvdala", "senior-manager"))
    assert tables_with(MARKER) == {"ShownWords"}


def test_nothing_that_is_shown_points_at_a_person():
    """Not by a key, and not by a time that could be held against a log."""
    names = ("ShownItem", "ShownAnswer", "ShownWords")
    fields = {
        (name, field.name) for name in names for field in apps.get_model("assessments", name)._meta.get_fields()
        if field.is_relation or field.get_internal_type() in ("DateTimeField", "DateField", "TimeField")
    }
    assert fields == {
        ("ShownItem", "participation"), ("ShownItem", "unit"), ("ShownItem", "answers"), ("ShownItem", "words"),
        ("ShownAnswer", "shown"), ("ShownWords", "shown"),
    }


@pytest.mark.parametrize("name", ["OwnSheet", "OwnAnswer", "ShownItem", "ShownAnswer", "ShownWords"])
def test_no_history_is_kept_of_them(name):
    assert not hasattr(apps.get_model("assessments", name), "history")
    assert f"historical{name.lower()}" not in apps.all_models["assessments"]
