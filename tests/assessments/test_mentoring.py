"""A mentor asks of what is shared with it and nothing else; the organisation answers; nobody else reads either."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from spegla.assessments.mentoring import note_as_mentor, reply_to_mentor
from spegla.assessments.models import MentorNote
from spegla.assessments.notes import is_shared, notes_from, notes_to, notes_visible_to
from spegla.assessments.policy import may_note, may_read_note, may_reply
from spegla.assessments.sharing import end_sharing, share_assessment
from spegla.core.verdict import RefusedError, Why
from spegla.journal.models import Event, Letter, Share
from spegla.journal.versions import StaleError
from spegla.people.models import Appointment, Person
from spegla.rounds.actions import close_round, end_participation, place_in_cluster
from spegla.rounds.models import Participation
from spegla.rounds.standing import NOBODY, standing_of
from tests.assessments.papers import BM1, answer, paper_of
from tests.world import NOW, make_person

FIRST, SECOND = "political-decision", "results-asked-for"
ABOUT = {"checklist": "b-2018", "occasion": "bm1", "item": FIRST}


@pytest.fixture
def shared(world):
    """Alvdala shares its first item with its cluster, where Mellby mentors."""
    paper = paper_of(world)
    answer(paper, FIRST, by=world.person("Alvdala"), score=2, reason="Så gör vi.")
    return share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                            by=world.person("Alvdala"), now=BM1)


def place(world, name):
    return Participation.objects.select_related("round", "organisation").get(pk=world.places[name].pk)


@pytest.fixture
def note(world, shared):
    def write(text="Vem frågade först?", *, by="Mellby", asked="Alvdala", based_on=0, key="k", kind="question", **about):
        return note_as_mentor(place(world, asked), place(world, by), **{**ABOUT, **about}, changes={"kind": kind, "text": text},
                              based_on=based_on, request_key=key, standing=world.standing(by), now=NOW)

    return write


def reply(world, note, text="Kommundirektören.", *, by="Alvdala", based_on=1, key="r"):
    note = MentorNote.objects.select_related("participation__round").get(pk=note.pk)
    return reply_to_mentor(note, text, based_on=based_on, request_key=key, standing=world.standing(by), now=NOW)


def test_a_question_and_its_answer_stand_in_one_row_with_history(world, note):
    asked = reply(world, note())
    assert (asked.kind, asked.text, asked.reply, asked.version) == ("question", "Vem frågade först?", "Kommundirektören.", 2)
    mellby, alvdala = world.person("Mellby"), world.person("Alvdala")
    assert list(asked.history.exclude(version=0).order_by("version").values_list("history_user", flat=True)) == [mellby.pk, alvdala.pk]
    assert [(event.what, event.details["item"]) for event in Event.objects.filter(thing="mentornote").order_by("pk")] == [
        ("mentor-noted", FIRST), ("mentor-answered", FIRST),
    ]


def test_what_was_written_stays_out_of_the_journal(world, note):
    reply(world, note("Kan läcka."), "Kan också läcka.")
    assert "läcka" not in str(list(Event.objects.values()))


def test_one_thing_is_said_of_an_item_and_may_be_changed(note):
    first = note()
    again = note("Så här gjorde vi.", kind="how-we-did", based_on=first.version, key="other")
    assert MentorNote.objects.get() == again
    assert again.kind == "how-we-did"


def test_a_repeat_changes_nothing(note):
    assert (note().version, note().version) == (1, 1)


def test_a_question_may_be_taken_back_and_stays_in_the_history(world, note):
    note()
    gone = note("", based_on=1, key="other")
    assert not notes_visible_to(world.standing("Alvdala")).exists()
    assert gone.history.filter(text="Vem frågade först?").exists()
    with pytest.raises(RefusedError):
        reply(world, gone, based_on=2)


def test_a_question_that_changed_is_not_answered_unseen(world, note):
    asked = note()
    note("Vem frågade sedan?", based_on=1, key="other")
    with pytest.raises(StaleError):
        reply(world, asked, based_on=1)


@pytest.mark.parametrize("about", [{"item": SECOND}, {"occasion": "bm2"}, {"checklist": "c-2023"}])
def test_what_is_not_shared_with_the_mentor_cannot_be_asked_about(note, about):
    with pytest.raises(RefusedError) as refused:
        note(**about)
    assert refused.value.verdict.why == Why.NOT_SHARED
    assert not MentorNote.objects.exists()


def test_when_the_sharing_has_ended_nothing_more_is_asked_or_answered_and_the_mentor_reads_it_no_more(world, note, shared):
    asked = note()
    end_sharing(shared, by=world.person("Alvdala"), now=NOW)
    for more in (lambda: note("Och sedan?", based_on=1, key="other"), lambda: reply(world, asked)):
        with pytest.raises(RefusedError):
            more()
    assert list(notes_visible_to(world.standing("Alvdala"))) == [asked]  # it was written to them
    assert list(notes_visible_to(world.standing("Mellby"))) == []


def test_shared_again_it_is_there_again(world, note, shared):
    asked, by = note(), world.person("Alvdala")
    end_sharing(shared, by=by, now=NOW)
    share_assessment(paper_of(world).assessments.get(), audience="round", with_comments=False, with_not_working=False, by=by, now=NOW)
    assert list(notes_visible_to(world.standing("Mellby"))) == [asked]
    assert reply(world, asked).reply == "Kommundirektören."


def letters():
    return list(Letter.objects.filter(kind="mentor-question").order_by("pk").values_list("to", "language", "once"))


def test_those_who_answer_for_the_organisation_get_a_letter_when_a_question_is_asked(world, note):
    manager = world.person("Alvdala", "senior-manager")
    Person.objects.filter(pk=manager.pk).update(language="en")
    world.person("Alvdala", "elected-official")
    asked = note()
    once = f"mentor-question:{asked.pk}:{NOW.date()}"
    expected = [(one.email, language, f"{once}:{one.pk}") for one, language in ((world.person("Alvdala"), "sv"), (manager, "en"))]
    assert sorted(letters()) == sorted(expected)
    swedish, english = (Letter.objects.get(person_id=one.pk) for one in (world.person("Alvdala"), manager))
    assert swedish.subject == "Mellby har en fråga till er"
    assert "”Det finns ett politiskt beslut” (Inför första träffen)" in swedish.body
    assert f"/omgang/{asked.participation_id}/skattning/bm1/?lista=b-2018&punkt={FIRST}#punkt-{FIRST}\n" in swedish.body
    assert english.subject == "Mellby has a question for you"
    assert "Vem frågade först?" not in swedish.body + english.body


def test_changing_the_question_or_telling_how_one_did_gives_no_letter(world, note):
    note("Så gjorde vi.", kind="how-we-did")
    assert letters() == []
    note("Vem frågade först?", based_on=1, key="b")
    once = letters()
    assert len(once) == 2
    note("Vem frågade sedan?", based_on=2, key="c")
    note("", based_on=3, key="d")
    note("Vem frågade sist?", based_on=4, key="e")  # asked again the same day
    assert letters() == once


def test_where_nobody_can_change_the_team_everybody_in_it_gets_the_letter(world, note):
    official = world.person("Alvdala", "elected-official")
    Appointment.objects.filter(organisation=world.places["Alvdala"].organisation).exclude(person=official).update(until=NOW)
    note()
    assert [to for to, *_ in letters()] == [official.email]


def test_no_letter_without_the_question(world, note, monkeypatch):
    monkeypatch.setattr("spegla.assessments.mentoring.tell_of_question", failing)
    with pytest.raises(RuntimeError):
        note()
    assert not MentorNote.objects.exists()


def failing(*_args, **_named):
    raise RuntimeError


@pytest.mark.parametrize(("by", "asked", "why"), [
    ("Mellby", "Alvdala", Why.FINE), ("Bäckinge", "Alvdala", Why.NOT_YOURS), ("Nyborg", "Alvdala", Why.NOT_YOURS),
    ("Mellby", "Mellby", Why.NOT_YOURS), ("Mellby", "Dalhem", Why.NOT_YOURS),
])
def test_only_a_mentor_of_the_same_cluster_asks(world, by, asked, why):
    assert may_note(place(world, asked), place(world, by), world.standing(by)).why == why


def test_nobody_asks_in_the_mentors_name(world):
    for name in ("Alvdala", "Bäckinge", "Nyborg"):
        assert may_note(place(world, "Alvdala"), place(world, "Mellby"), world.standing(name)).why == Why.NOT_YOURS


@pytest.mark.parametrize(("happens", "asks", "answers"), [
    (lambda w: close_round(w.round, by=w.officer, now=NOW), Why.CLOSED, Why.CLOSED),
    (lambda w: end_participation(w.places["Alvdala"], reason="", by=w.officer, now=NOW), Why.ENDED, Why.ENDED),
    (lambda w: end_participation(w.places["Mellby"], reason="", by=w.officer, now=NOW), Why.ENDED, Why.FINE),
])
def test_when_it_is_over(world, note, happens, asks, answers):
    asked = note()
    happens(world)
    asked = MentorNote.objects.select_related("participation__round").get(pk=asked.pk)
    assert may_note(place(world, "Alvdala"), place(world, "Mellby"), world.standing("Mellby")).why == asks
    assert may_reply(asked, world.standing("Alvdala"), shared=True).why == answers


READS = {"author": True, "colleague": True, "mentor": True, "mentor's colleague": True}
ROLES = (*READS, "neighbour", "other cluster's mentor", "office", "outsider", "anonymous")


@pytest.fixture
def readers(world):
    from spegla.people.models import Organisation

    stranger = Organisation.objects.create(name="Gran", kind=Organisation.Kind.MUNICIPALITY)
    people = {
        "author": world.person("Alvdala"), "colleague": world.person("Alvdala", "elected-official"),
        "mentor": world.person("Mellby"), "mentor's colleague": world.person("Mellby", "senior-manager"),
        "neighbour": world.person("Bäckinge"), "other cluster's mentor": world.person("Nyborg"), "office": world.officer,
        "outsider": make_person("Gun Gran", stranger, "key-person"),
    }
    return lambda: {role: standing_of(one, now=NOW) for role, one in people.items()} | {"anonymous": NOBODY}


def ends_sharing(world, note):
    end_sharing(Share.objects.get(), by=world.person("Alvdala"), now=NOW)


STATES = {
    "standing": (lambda world, note: None, set(READS)),
    "shared no more": (ends_sharing, {"author", "colleague"}),
    "mentor is in another cluster": (
        lambda world, note: place_in_cluster(world.places["Mellby"], world.clusters[1], role="mentor", by=world.officer, now=NOW),
        {"author", "colleague"},
    ),
    "taken back": (lambda world, note: note("", based_on=1, key="other"), set()),
    "mentor has left": (
        lambda world, note: end_participation(world.places["Mellby"], reason="", by=world.officer, now=NOW), {"author", "colleague"},
    ),
    "asked has left": (
        lambda world, note: end_participation(world.places["Alvdala"], reason="", by=world.officer, now=NOW), set(READS),
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_lists_equal_the_rule_in_every_cell(world, note, readers, state):
    asked = note()
    happens, expected = STATES[state]
    happens(world, note)
    asked = MentorNote.objects.select_related("participation").get(pk=asked.pk)
    standings = readers()
    seen = {role for role, standing in standings.items() if notes_visible_to(standing).filter(pk=asked.pk).exists()}
    shared = is_shared(asked)
    allowed = {role for role, standing in standings.items() if may_read_note(asked, standing, shared=shared)}
    assert seen == allowed == expected


def test_who_may_answer(world, note, readers):
    asked = MentorNote.objects.select_related("participation__round").get(pk=note().pk)
    standings = readers()
    assert {role for role in ROLES if may_reply(asked, standings[role], shared=True)} == {"author", "colleague"}
    assert {may_reply(asked, standings[role], shared=False).why for role in ("author", "colleague")} == {Why.NOT_SHARED_NOW}
    assert {role for role in ROLES if may_reply(asked, standings[role], shared=False)} == set()


def test_notes_by_item_for_the_asked_and_by_place_for_the_mentor(world, note):
    asked = note()
    alvdala, mellby = world.places["Alvdala"], world.places["Mellby"]
    assert notes_to(alvdala, "b-2018", "bm1", world.standing("Alvdala")) == {FIRST: [asked]}
    assert notes_from(mellby, "bm1", world.standing("Mellby")) == {(alvdala.pk, "b-2018", FIRST): asked}
    for name, occasion in product(["Bäckinge", "Dalhem"], ["bm1", "bm2"]):
        assert notes_to(alvdala, "b-2018", occasion, world.standing(name)) == {}


def test_the_database_knows_that_nobody_mentors_itself(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        MentorNote.objects.create(participation=world.places["Mellby"], mentor=world.places["Mellby"], **ABOUT)
