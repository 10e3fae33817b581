"""On phones and at the desk: a talk's words, side by side, plans, what is one's own, and what one says before leaving."""

import pytest
from django.utils.html import escape

from spegla.assessments.models import Assessment
from spegla.minutes.agenda import agenda_of
from spegla.minutes.models import AimCount, Difference, FeedbackWords, PlanLine, Reflection, Seat, TalkNote
from spegla.minutes.rooms import close_room, room_at
from tests.assessments.papers import BM1, answer_all, paper_of
from tests.minutes.conftest import DAY
from tests.web.live.meeting.conftest import guest_in, page

SECRET = "Ingen frågar om siffrorna."
AIM = "bm1-aim-judgement"
STAMP = {"based_on": "0", "request_key": "k.1"}


def item(meeting, **wanted):
    return next(one.key for one in agenda_of(meeting) if all(getattr(one, name) == value for name, value in wanted.items()))


@pytest.fixture
def shared(world):
    """Alvdala and Mellby have shared their answers with the cluster; Bäckinge has a draft."""
    from spegla.assessments.sharing import share_assessment

    for name in ("Alvdala", "Mellby", "Bäckinge"):
        paper = paper_of(world, name)
        answer_all(paper, by=world.person(name), score=2, reason=f"{name} frågar varje år.")
        if name != "Bäckinge":
            found = Assessment.objects.get(**paper.keys)
            share_assessment(
                    found, audience="cluster", with_comments=True, with_not_working=True, by=world.person(name), now=BM1
                )


def test_a_group_notes_what_it_came_to_and_the_wall_tells_it(host, member, at, meeting):
    talk = item(meeting, groups="functions")
    page(host, at("go"), item=talk, on="desk")
    assert f'action="{at("talk", talk, "key-person")}"' in page(member, at())
    page(member, at("talk", talk, "key-person"), text=SECRET, on="phone", **STAMP)
    assert TalkNote.objects.get().text == SECRET
    for client, name in ((host, "wall"), (host, "desk")):
        assert SECRET in page(client, at(name))


def test_somebody_who_did_not_say_her_function_has_no_group_to_write_for(host, guest, at, meeting):
    talk = item(meeting, groups="functions")
    page(host, at("go"), item=talk, on="desk")
    assert at("talk", talk, "key-person") not in page(guest, at())


def test_two_who_write_for_one_group_both_see_it(host, member, at, meeting):
    talk = item(meeting, groups="mixed")
    page(host, at("go"), item=talk, on="desk")
    page(member, at("talk", talk, "1"), text="Först.", on="phone", **STAMP)
    answer = host.post(at("talk", talk, "1"), {"text": SECRET, "on": "desk", "based_on": "0", "request_key": "z.1"})
    assert answer.status_code == 409
    assert answer.content.decode().count(SECRET) == 2  # beside the other, and in the field to be saved again
    assert TalkNote.objects.get().text == "Först."


def test_a_group_or_an_item_that_the_agenda_does_not_have_is_not_found(member, at, meeting):
    for where in ((item(meeting, groups="functions"), "1"), ("made-up", "all")):
        assert member.post(at("talk", *where), {"text": "x"}).status_code == 404


def test_answers_stand_side_by_side_and_a_draft_does_not(shared, host, at, room):
    said = page(host, at("look"), scene="beside", on="wall")
    assert "Alvdala frågar varje år." in said
    assert "Mellby frågar varje år." in said
    assert "Bäckinge frågar varje år." not in said
    assert room_at(room.pk).row


def test_two_are_chosen_and_another_row(shared, host, at, room, world):
    two = [world.places[name].pk for name in ("Alvdala", "Bäckinge")]
    said = page(host, at("look"), scene="beside", on="wall", columns=two, row="decision-papers")
    assert "Alvdala frågar varje år." in said
    assert "Mellby frågar varje år." not in said
    assert room_at(room.pk).row == "decision-papers"
    page(host, at("look"), scene="beside", on="wall", row="made-up")
    assert room_at(room.pk).row != "made-up"


def test_differences_are_marked_by_people_and_stand_on_the_wall(shared, host, guest, at, world):
    page(host, at("look"), scene="beside", on="wall", row="political-decision")
    assert "Vad ser ni?" in page(guest, at())
    mark = {"row": "political-decision", "kind": "they-have", "on": "phone"}
    page(guest, at("difference", world.places["Alvdala"].pk), mark="1", **mark)
    assert "Bäckinge:" in page(host, at("wall"))
    page(guest, at("difference", world.places["Alvdala"].pk), mark="0", **mark)
    assert not Difference.objects.exists()


def test_what_is_no_difference_is_not_found(guest, at, world):
    good = {"row": "political-decision", "kind": "they-have", "mark": "1"}
    for name in ("Bäckinge", "Dalhem"):
        assert guest.post(at("difference", world.places[name].pk), good).status_code == 404
    for wrong in ({"kind": "worse"}, {"row": ""}, {"row": "x" * 81}):
        assert guest.post(at("difference", world.places["Alvdala"].pk), good | wrong).status_code == 404


def test_a_phone_plans_for_its_own_organisation_and_the_desk_for_all(host, guest, at, meeting, world):
    page(host, at("go"), item=item(meeting, shows="plans"), on="desk")
    own, other = world.places["Bäckinge"], world.places["Mellby"]
    form = {"what": "Fråga i kön", "for_whom": "äldre", "owner": "Eva", "first_test_on": "2027-04-12", **STAMP}
    said = page(guest, at("plan-new", own.pk), on="phone", **form)
    assert "Fråga i kön" in said
    assert guest.post(at("plan-new", other.pk), form).status_code == 404
    page(host, at("plan-new", other.pk), on="desk", **form)
    assert list(PlanLine.objects.order_by("pk").values_list("place__organisation__name", "owner")) == [("Bäckinge", "Eva"), ("Mellby", "Eva")]
    assert "Fråga i kön" in page(host, at("look"), scene="plans", on="wall")


def test_a_plan_without_a_what_or_with_no_date_is_refused(guest, at, world):
    for wrong, said in (({"what": ""}, "Skriv vad ni ska göra."), ({"what": "x", "first_test_on": "snart"}, "Skriv ett datum som 2027-03-14.")):
        answer = guest.post(at("plan-new", world.places["Bäckinge"].pk), wrong | {"on": "phone"})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_a_line_of_the_plan_is_changed_and_taken_away_by_its_own(guest, member, at, room, world):
    page(guest, at("plan-new", world.places["Bäckinge"].pk), what="Fråga", on="phone", **STAMP)
    line = PlanLine.objects.get().pk
    page(member, at("plan-line", line), what="Fråga i kön", on="phone", based_on="1", request_key="n.1")
    stranger = guest_in(room, world.places["Mellby"])
    assert stranger.post(at("plan-line", line), {"struck": "1"}).status_code == 404
    assert guest.post(at("plan-line", line), {"what": "Annat", "based_on": "1", "request_key": "m.1", "on": "phone"}).status_code == 409
    page(guest, at("plan-line", line), struck="1", on="phone")
    assert PlanLine.objects.get().struck_at == DAY


def test_a_reflection_is_seen_by_nobody_else(host, member, guest, at):
    page(member, at("reflection"), text=SECRET, on="phone", **STAMP)
    assert SECRET in page(member, at())
    for client, name in ((host, "desk"), (host, "wall"), (guest, "")):
        assert SECRET not in page(client, at(name))
    page(member, at("reflection"), text="", on="phone", based_on="1", request_key="k.2")
    assert not Reflection.objects.exists()


def test_feedback_takes_a_minute_and_is_nobodys(host, guest, at):
    said = page(guest, at("feedback"), plus="Bra frågor.", office=SECRET, on="phone")
    assert "Tack, dina ord om träffen är lämnade." in said
    assert SECRET not in said
    assert SECRET not in page(host, at("desk"))
    page(guest, at("feedback"), plus="Igen.", on="phone")
    assert FeedbackWords.objects.count() == 2


def test_feedback_is_taken_for_a_day_after_the_room_has_closed(guest, at, room, world, door):
    import datetime as dt

    close_room(room, by=world.person("Alvdala"), now=DAY)
    assert "Lämna utan namn" in page(guest, at())
    door["now"] = DAY + dt.timedelta(days=1)
    assert guest.post(at("feedback"), {"plus": "Sent.", "on": "phone"}).status_code == 409
    assert guest.post(at("feedback"), {"plus": "I går kväll.", "on": "phone", "waited": "7200"}).status_code == 302


def test_an_empty_feedback_is_not_counted(guest, at):
    answer = guest.post(at("feedback"), {"plus": "  ", "on": "phone"})
    assert answer.status_code == 422
    assert not Seat.objects.filter(gave_feedback=True).exists()


def test_aims_are_judged_on_phones_and_shown_when_the_one_who_holds_says_so(host, at, room, world):
    guests = [guest_in(room) for _ in range(3)]
    assert host.post(at("show-aims"), {"on": "desk"}).status_code == 409
    for client in guests:
        page(client, at("aims"), on="phone", **{f"aim-{AIM}": "yes"})
    assert "<strong>3</strong>" not in page(host, at("look"), scene="aims", on="wall")
    assert "<strong>3</strong>" in page(host, at("show-aims"), on="wall")
    assert guests[0].post(at("show-aims")).status_code == 404
    late = guest_in(room)
    answer = late.post(at("aims"), {f"aim-{AIM}": "no", "on": "phone"})
    assert answer.status_code == 409
    assert escape("Svaren visades innan ditt kom fram.") in answer.content.decode()


def test_hands_are_counted_at_the_desk(host, member, at):
    page(host, at("hands"), aim=AIM, yes="5", partly="1", no="", on="desk")
    assert AimCount.objects.get(value="yes").many == 5
    assert member.post(at("hands"), {"aim": AIM, "yes": "9"}).status_code == 404
    for wrong in ({"aim": "made-up"}, {"aim": AIM, "yes": "-1"}):
        assert host.post(at("hands"), wrong).status_code == 404


def test_slips_of_paper_are_written_off_without_names(host, member, at):
    page(host, at("paper"), plus="Bra.", minus="Kallt.", on="desk")
    assert sorted(FeedbackWords.objects.values_list("kind", flat=True)) == ["minus", "plus"]
    assert member.post(at("paper"), {"plus": "x"}).status_code == 404


def test_who_has_no_phone_is_on_the_list_too(host, at, world):
    page(host, at("present"), name="Bo Ek", place=world.places["Bäckinge"].pk, function="senior-manager", on="desk")
    seat = Seat.objects.get(name="Bo Ek")
    assert "Bo Ek, hög chef, Bäckinge" in page(host, at("desk"))
    page(host, at("absent", seat.pk), on="desk")
    assert not Seat.objects.filter(pk=seat.pk).exists()


def test_the_next_host_is_chosen_before_people_part(host, at, meeting, world):
    page(host, at("next-host"), host=world.places["Bäckinge"].pk, on="desk")
    page(host, at("go"), item=item(meeting, shows="close"), on="wall")
    assert "Värd: Bäckinge." in page(host, at("wall"))
    assert host.post(at("next-host"), {"host": world.places["Dalhem"].pk}).status_code == 404


def test_a_presentation_and_the_scores_of_one_stand_on_the_wall(shared, host, at, world):
    said = page(host, at("look"), scene="picture", picture=world.places["Alvdala"].pk, on="wall")
    assert "Deras självskattning" in said
    assert "Alvdala frågar varje år." in said
    assert "Bäckinge frågar varje år." not in page(host, at("look"), scene="picture", picture=world.places["Bäckinge"].pk, on="wall")
