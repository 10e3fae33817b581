"""The notes: a draft by one click for those who were there, struck by those it concerns, standing for all after five days."""

import datetime as dt
import io

import docx
import pytest
from django.urls import reverse

from spegla.minutes.leaving import give_paper_feedback
from spegla.minutes.lines import agree, catch, take_home
from spegla.minutes.models import Line, Notes
from spegla.minutes.notes import draft_notes
from spegla.minutes.plans import plan
from spegla.minutes.reflecting import reflect
from spegla.minutes.rooms import close_room
from spegla.minutes.seats import sit_down
from tests.minutes.conftest import DAY
from tests.web.minutes.conftest import signed_in

SECRET, FOR_OFFICE = "Min egen tanke.", "För långt att åka."


@pytest.fixture
def held(world, room, meeting, seat):
    """Bäckinge was there, took Alvdala's idea home and planned a test; three slips of paper came in; the room is closed."""
    alvdala, place = world.places["Alvdala"], world.places["Bäckinge"]
    idea = catch(meeting, "idea", "Fråga i kön", whose=alvdala, creation_key="a", by=None, now=DAY)
    agree(idea, agreed=True, ring=world.person("Alvdala", "senior-manager"), by=None, now=DAY)
    take_home(idea, place, taken=True, now=DAY)
    catch(meeting, "decision", "Vi ses i maj", creation_key="b", by=None, now=DAY)
    catch(meeting, "question", "Vem betalar?", creation_key="c", by=None, now=DAY)
    plan(meeting, place, {"what": "Fråga på biblioteket", "owner": "Eva"}, creation_key="a", by=None, now=DAY)
    reflect(seat, SECRET, based_on=0, request_key="a")
    for _ in range(3):
        give_paper_feedback(room, {"plus": "Bra frågor.", "office": FOR_OFFICE}, now=DAY)
    close_room(room, by=world.person("Alvdala"), now=DAY)
    return idea


@pytest.fixture
def at(world):
    return lambda name, who, *parts: reverse(f"participant:{name}", args=[world.places[who].pk, "bm1", *parts])


def read(world, at, who, function="key-person", name="notes"):
    return signed_in(world.person(who, function)).get(at(name, who)).content.decode()


def test_one_click_makes_the_draft_of_what_was_caught(held, world, at):
    client = signed_in(world.person("Alvdala"))
    said = client.get(at("notes", "Alvdala")).content.decode()
    assert "Gör utkastet" in said
    client.post(at("notes", "Alvdala"), {"draft": "1"})
    client.post(at("notes", "Alvdala"), {"draft": "1"})
    assert Notes.objects.get().drafted_at == DAY
    said = client.get(at("notes", "Alvdala")).content.decode()
    for words in ("Vi ses i maj", "Fråga i kön; från Alvdala; tas hem av Bäckinge", "Vem betalar?", "Fråga på biblioteket"):
        assert words in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("who", "function", "drafted", "after_five_days"),
    [
        ("Alvdala", "senior-manager", True, True),  # holds the meeting
        ("Bäckinge", "key-person", True, True),  # was there
        ("Bäckinge", "elected-official", False, True),  # of those it is for, not there
        ("Mellby", "key-person", True, True),  # leads
    ],
)
def test_who_reads_the_draft_and_who_the_notes_that_stand(held, world, at, door, who, function, drafted, after_five_days):
    draft_notes(held.meeting, by=world.person("Alvdala"), now=DAY)
    assert ("Vi ses i maj" in read(world, at, who, function)) is drafted
    door["now"] = DAY + Notes.DRAFT
    assert ("Vi ses i maj" in read(world, at, who, function)) is after_five_days


def test_another_cluster_and_the_office_find_nothing(held, world, at):
    for client in (signed_in(world.person("Dalhem")), signed_in(world.officer)):
        for name in ("notes", "morning"):
            assert client.get(at(name, "Alvdala")).status_code == 404
        assert client.get(at("notes-file", "Alvdala", "word")).status_code == 404


def test_those_who_were_there_strike_what_concerns_them_and_only_that(held, world, at, door):
    draft_notes(held.meeting, by=world.person("Alvdala"), now=DAY)
    client, address = signed_in(world.person("Bäckinge")), at("notes", "Bäckinge")
    client.post(address, {"line": held.pk})  # Alvdala's
    assert Line.objects.get(pk=held.pk).struck_at is None
    client.post(address, {"plan": held.meeting.plans.get().pk})
    assert held.meeting.plans.get().struck_at == DAY
    client.post(address, {"name": "0"})
    assert "Bäckinge key-person" not in read(world, at, "Alvdala")
    door["now"] = DAY + Notes.DRAFT
    assert signed_in(world.person("Alvdala")).post(at("notes", "Alvdala"), {"line": held.pk}).status_code == 404
    assert Line.objects.get(pk=held.pk).struck_at is None


def test_words_are_shown_without_names_and_the_offices_box_to_the_office_only(held, world, at, door):
    draft_notes(held.meeting, by=world.person("Alvdala"), now=DAY)
    assert "Bra frågor." not in read(world, at, "Alvdala")
    door["now"] = DAY + dt.timedelta(days=1)
    for who in ("Alvdala", "Bäckinge", "Mellby"):
        said = read(world, at, who)
        assert "Bra frågor." in said
        assert FOR_OFFICE not in said


def test_the_office_hears_of_a_clusters_meeting_what_was_written_only_to_it(held, world, door):
    address = reverse("office:cluster-feedback", args=[world.round.pk, world.clusters[0].pk, "bm1"])
    assert signed_in(world.person("Mellby")).get(address).status_code == 404
    assert FOR_OFFICE not in signed_in(world.officer).get(address).content.decode()
    door["now"] = DAY + dt.timedelta(days=1)
    said = signed_in(world.officer).get(address).content.decode()
    assert FOR_OFFICE in said
    assert "Fråga på biblioteket" not in said


def test_the_morning_after_says_what_was_taken_whom_to_ring_and_the_first_test(held, world, at):
    said = read(world, at, "Bäckinge", name="morning")
    for words in ("Fråga i kön", "från Alvdala", "Alvdala senior-manager", "Fråga på biblioteket", SECRET):
        assert words in said
    other = read(world, at, "Mellby", name="morning")
    assert "Ni tog ingen idé med er från den här träffen." in other
    assert SECRET not in other
    assert SECRET not in read(world, at, "Bäckinge", "senior-manager", name="morning")


def test_word_and_pdf_say_the_same(held, world, at):
    draft_notes(held.meeting, by=world.person("Alvdala"), now=DAY)
    client = signed_in(world.person("Alvdala"))
    made = client.get(at("notes-file", "Alvdala", "word"))
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made.content)).paragraphs)
    assert "Vi ses i maj" in said
    assert SECRET not in said
    assert client.get(at("notes-file", "Alvdala", "pdf")).content.startswith(b"%PDF")
    assert client.get(at("notes-file", "Alvdala", "exe")).status_code == 404


def test_the_office_reads_what_was_written_only_to_it(world, door):
    from spegla.meetings.actions import meeting_at
    from spegla.minutes.rooms import open_room

    meeting = meeting_at(world.round, None, "conference", by=world.officer, now=DAY)
    room = open_room(meeting, by=world.officer, now=DAY)
    sit_down(room, world.person("Dalhem"), place=world.places["Dalhem"], function="key-person")
    for _ in range(3):
        give_paper_feedback(room, {"office": FOR_OFFICE}, now=DAY)
    close_room(room, by=world.officer, now=DAY)
    door["now"] = DAY + dt.timedelta(days=1)
    office = reverse("office:notes", args=[world.round.pk, "conference"])
    assert FOR_OFFICE in signed_in(world.officer).get(office).content.decode()
    place = reverse("participant:notes", args=[world.places["Dalhem"].pk, "conference"])
    assert FOR_OFFICE not in signed_in(world.person("Dalhem")).get(place).content.decode()
