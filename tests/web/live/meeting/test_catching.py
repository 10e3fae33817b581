"""A line from any phone or from the desk: caught once, with whose it is; corrected, taken back, agreed to."""

import pytest

from spegla.minutes.lines import taken_by_line
from spegla.minutes.models import Line
from spegla.minutes.rooms import close_room
from tests.minutes.conftest import DAY
from tests.web.live.meeting.conftest import FIRST, guest_in, page


def sent(text="Fråga i kön", kind="idea", key="a", on="phone", **more):
    return {"text": text, "kind": kind, "request_key": key, "on": on} | more


def test_a_guest_catches_an_idea_and_her_organisation_takes_it_home(guest, host, at, world, meeting):
    page(host, at("go"), item=FIRST, on="desk")
    for _ in range(2):
        said = page(guest, at("note"), **sent("  Fråga   i kön ", whose=world.places["Alvdala"].pk))
    line = Line.objects.get()
    assert (line.text, line.kind, line.whose, line.item, line.changed_by) == ("Fråga i kön", "idea", world.places["Alvdala"], FIRST, None)
    assert taken_by_line(meeting) == {line.pk: [world.places["Bäckinge"]]}
    assert "Det har du fångat" in said


def test_a_phone_notes_no_decision_and_the_desk_does(guest, host, at):
    assert guest.post(at("note"), sent(kind="decision")).status_code == 422
    page(host, at("note"), **sent(kind="decision", on="desk"))
    assert Line.objects.values_list("kind", "seat").get() == ("decision", None)


@pytest.mark.parametrize(("text", "said"), [("   ", "Skriv en rad först."), ("x" * 301, "Högst 300 tecken. Dela upp det på två rader.")])
def test_an_empty_or_endless_line_is_refused_with_its_reason(guest, at, text, said):
    answer = guest.post(at("note"), sent(text))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Line.objects.exists()


def test_a_line_written_before_the_room_closed_is_taken_and_one_after_is_not(guest, at, room, world, door):
    close_room(room, by=world.person("Alvdala"), now=DAY)
    assert guest.post(at("note"), sent(key="late")).status_code == 403
    assert guest.post(at("note"), sent(key="early", waited="300")).status_code == 302
    assert Line.objects.values_list("creation_key", flat=True).get() == "early"


def test_one_takes_back_ones_own_line_and_nobody_elses(guest, host, at, room, world):
    page(guest, at("note"), **sent())
    line = Line.objects.get()
    other = guest_in(room, world.places["Mellby"])
    assert other.post(at("take-back", line.pk), {"struck": "1"}).status_code == 404
    assert "Det har du fångat" in guest.get(at()).content.decode()
    page(guest, at("take-back", line.pk), struck="1", on="phone")
    assert Line.objects.get().struck_at == DAY
    page(host, at("take-back", line.pk), struck="0", on="desk")
    assert Line.objects.get().struck_at is None


def test_those_whose_idea_it_is_are_asked_and_say_whom_to_ring(member, host, at, world):
    page(host, at("note"), **sent(whose=world.places["Bäckinge"].pk, on="desk"))
    line = Line.objects.get()
    assert "De andra vill ta med sig det här från er" in page(member, at())
    page(member, at("may-tell", line.pk), agreed="1", ring="1", on="phone")
    line.refresh_from_db()
    assert (line.agreed, line.ring) == ("yes", world.person("Bäckinge"))


def test_others_cannot_say_yes_for_them_and_the_note_taker_can_on_their_word(guest, host, at, room, world):
    page(host, at("note"), **sent(whose=world.places["Bäckinge"].pk, on="desk"))
    line = Line.objects.get()
    assert guest_in(room, world.places["Mellby"]).post(at("may-tell", line.pk), {"agreed": "1"}).status_code == 404
    page(host, at("may-tell", line.pk), agreed="1", ring="1", on="desk")
    line.refresh_from_db()
    assert (line.agreed, line.ring) == ("yes", None)


def test_the_desk_rewords_and_a_new_origin_is_asked_anew(host, at, world):
    page(host, at("note"), **sent(whose=world.places["Bäckinge"].pk, on="desk"))
    line = Line.objects.get()
    page(host, at("may-tell", line.pk), agreed="1", on="desk")
    form = {"text": "Fråga på biblioteket", "whose": world.places["Mellby"].pk, "based_on": "2", "request_key": "z", "on": "desk"}
    page(host, at("reword", line.pk), **form)
    line.refresh_from_db()
    assert (line.text, line.whose, line.agreed) == ("Fråga på biblioteket", world.places["Mellby"], "")
    answer = host.post(at("reword", line.pk), form | {"text": "Annat", "request_key": "y"})
    assert answer.status_code == 409
    assert all(text in answer.content.decode() for text in ("Annat", "Fråga på biblioteket"))


def test_a_question_gets_its_answer(host, guest, at):
    page(guest, at("note"), **sent("Vem betalar?", kind="question"))
    line = Line.objects.get()
    assert guest.post(at("reword", line.pk), {"text": "x", "on": "phone"}).status_code == 404
    page(host, at("reword", line.pk), text="Vem betalar?", answer="Värden.", based_on="1", request_key="q", on="desk")
    assert Line.objects.get().answer == "Värden."


def test_taking_home_is_for_others_ideas(guest, host, at, world, meeting):
    page(host, at("note"), **sent(whose=world.places["Alvdala"].pk, on="desk"))
    page(host, at("note"), **sent(whose=world.places["Bäckinge"].pk, key="b", on="desk"))
    theirs, own = Line.objects.order_by("pk")
    page(guest, at("take", theirs.pk), taken="1", on="phone")
    assert guest.post(at("take", own.pk), {"taken": "1"}).status_code == 404
    assert taken_by_line(meeting) == {theirs.pk: [world.places["Bäckinge"]]}


def test_a_line_of_another_meeting_is_not_found(host, at, meeting, world):
    from spegla.meetings.actions import meeting_at
    from spegla.minutes.lines import catch

    other = meeting_at(world.round, world.clusters[0], "bm2", by=world.person("Alvdala"), now=DAY)
    line = catch(other, "idea", "Annan", creation_key="x", by=None, now=DAY)
    assert host.post(at("take-back", line.pk), {"struck": "1"}).status_code == 404
