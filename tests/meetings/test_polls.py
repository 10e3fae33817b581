"""Finding a day: times are proposed, those who are asked answer by their own links, and one time becomes the day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.core.verdict import RefusedError
from spegla.journal.models import Letter
from spegla.meetings.asked import ask_guest, asked_to, invited_by
from spegla.meetings.links import token_of
from spegla.meetings.models import DatePoll, Invitee, Meeting, PollAnswer, PollTime
from spegla.meetings.polled import best_of, results_of
from spegla.meetings.polls import PollClosedError, Proposal, answer_poll, choose_time, end_poll, open_poll, propose_more
from spegla.meetings.queries import day_of
from spegla.people.actions import end_appointment
from spegla.people.models import Appointment
from spegla.rounds.actions import end_participation
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.dating import MovedMeanwhileError, pin_date
from spegla.steps.actions import choose_host
from tests.world import NOW

DAY = dt.date(2027, 4, 12)
NINE, THREE = dt.time(9), dt.time(15)
TIMES = [Proposal(DAY, NINE, THREE), Proposal(DAY + dt.timedelta(days=1), NINE, THREE)]
BY = dt.date(2027, 3, 20)


@pytest.fixture
def hosted(world, meeting):
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return meeting


@pytest.fixture
def poll(world, hosted):
    return open_poll(hosted, TIMES, answer_by=BY, message="Vi ses i Alvdala.", standing=world.standing("Alvdala"), now=NOW)


def asked(poll, name):
    return Invitee.objects.get(meeting=poll.meeting, person=name)


def choose(poll, time, who, now=NOW):
    seen = date_plan_of(poll.meeting.round).fingerprint
    choose_time(poll, time, seen=seen, standing=who, now=now)


def test_everybody_of_the_cluster_gets_one_letter_with_a_link_of_her_own(world, poll):
    letters = Letter.objects.filter(kind="meeting-poll")
    assert letters.count() == 9
    assert {letter.person_id for letter in letters} == {
        person.pk for name in ("Alvdala", "Bäckinge", "Mellby") for person in world.team[name].values()
    }
    mine = asked(poll, world.person("Bäckinge"))
    body = letters.get(person_id=mine.person_id).body
    assert f"/traff/dag/in/{token_of(mine)}/" in body
    assert "måndag 12 april 2027, kl. 9.00–15.00" in body
    assert "Vi ses i Alvdala." in body

    open_poll(poll.meeting, TIMES, answer_by=BY, message="", standing=world.standing("Alvdala"), now=NOW)
    assert (letters.count(), DatePoll.objects.count()) == (9, 1)


def test_only_those_who_organise_ask(world, hosted):
    with pytest.raises(RefusedError):
        open_poll(hosted, TIMES, answer_by=BY, message="", standing=world.standing("Bäckinge"), now=NOW)
    assert not Letter.objects.filter(kind="meeting-poll").exists()


@pytest.mark.parametrize(
    ("times", "answer_by", "said"),
    [
        (TIMES[:1], BY, "minst 2"),
        ([*TIMES, TIMES[0]], BY, "två gånger"),
        ([Proposal(NOW.date(), NINE, THREE), TIMES[1]], BY, "inte har varit"),
        ([Proposal(dt.date(2027, 3, 28), dt.time(2, 30), THREE), TIMES[1]], BY, "ställs fram"),
        ([Proposal(DAY, THREE, NINE), TIMES[1]], BY, "innan den har börjat"),
        (TIMES, DAY, "Sista svarsdag"),
        (TIMES, NOW.date() - dt.timedelta(days=1), "Sista svarsdag"),
    ],
)
def test_what_cannot_be_proposed_is_said(world, hosted, times, answer_by, said):
    with pytest.raises(ValidationError) as wrong:
        open_poll(hosted, times, answer_by=answer_by, message="", standing=world.standing("Alvdala"), now=NOW)
    assert said in " ".join(wrong.value.messages)
    assert not DatePoll.objects.exists()


def test_answers_become_a_result_by_function(world, poll):
    first, second = poll.times.all()
    for name, team in world.team.items():
        for function, person in team.items():
            if name in ("Alvdala", "Bäckinge", "Mellby"):
                away = (name, function) == ("Bäckinge", "senior-manager")
                said = {first.pk: "no" if away else "yes", second.pk: "if-need-be"}
                answer_poll(poll, asked(poll, person), said, now=NOW)
    one, other = results_of(poll, poll.meeting, asked_to(poll.meeting, now=NOW))
    assert (one.yes, one.no, one.waits, other.if_need_be) == (8, 1, 0, 9)
    assert [(place.organisation.name, set(gap.wanted), gap.waits) for place, gap in one.gaps] == [
        ("Bäckinge", {"senior-manager"}, False)
    ]
    assert best_of([one, other]).time == second


def test_who_has_not_answered_is_waited_for_and_is_no_gap_yet(world, poll):
    one, _ = results_of(poll, poll.meeting, asked_to(poll.meeting, now=NOW))
    assert one.waits == 9
    assert all(gap.waits for _, gap in one.gaps)
    assert best_of([one]) is None


def test_one_changes_her_answer_until_the_question_is_back(world, poll):
    mine, (first, _) = asked(poll, world.person("Bäckinge")), poll.times.all()
    for suits in ("no", "yes", "made-up"):
        answer_poll(poll, mine, {first.pk: suits, 99999: "yes"}, now=NOW)
    assert [row.suits for row in PollAnswer.objects.all()] == ["yes"]

    end_poll(poll, standing=world.standing("Alvdala"), now=NOW)
    with pytest.raises(PollClosedError):
        answer_poll(poll, mine, {first.pk: "no"}, now=NOW)
    assert PollAnswer.objects.get().suits == "yes"


def test_a_guest_is_asked_and_answers_too(world, hosted):
    how = {"place": world.places["Bäckinge"], "function": "senior-manager", "standing": world.standing("Alvdala"), "now": NOW}
    guest = ask_guest(hosted, name="Gunvor Gäst", email="Gunvor@Gast.example ", **how)
    assert ask_guest(hosted, name="Gunvor Gäst", email="gunvor@gast.example", **how) == guest
    poll = open_poll(hosted, TIMES, answer_by=BY, message="", standing=world.standing("Alvdala"), now=NOW)
    letter = Letter.objects.get(to="gunvor@gast.example")
    assert (letter.person_id, token_of(guest) in letter.body) == (None, True)
    assert invited_by(token_of(guest), now=NOW) == guest

    answer_poll(poll, guest, {poll.times.first().pk: "yes"}, now=NOW)
    one, _ = results_of(poll, poll.meeting, asked_to(poll.meeting, now=NOW))
    assert ("Bäckinge", {"senior-manager"}) not in [(place.organisation.name, set(gap.wanted)) for place, gap in one.gaps]


def test_a_link_leads_nowhere_for_who_has_left_and_for_who_made_it_up(world, poll):
    mine = asked(poll, world.person("Bäckinge"))
    token = token_of(mine)
    assert invited_by(token, now=NOW) == mine
    assert invited_by(token.replace(":", "1:", 1), now=NOW) is None
    assert invited_by("", now=NOW) is None

    end_appointment(Appointment.objects.get(person=mine.person), by=world.officer, now=NOW)
    assert invited_by(token, now=NOW) is None
    end_participation(world.places["Mellby"], reason="", by=world.officer, now=NOW)
    assert invited_by(token_of(asked(poll, world.person("Mellby"))), now=NOW) is None


def test_choosing_sets_the_day_and_the_time_and_tells_everybody(world, poll):
    time = poll.times.last()
    choose(poll, time, world.standing("Alvdala"))
    meeting = Meeting.objects.get(pk=poll.meeting.pk)
    assert (day_of(meeting), meeting.starts, meeting.ends) == (time.on, NINE, THREE)
    assert Letter.objects.filter(kind="meeting-day").count() == 9

    choose(poll, time, world.standing("Alvdala"))
    assert Letter.objects.filter(kind="meeting-day").count() == 9
    with pytest.raises(PollClosedError):
        choose(poll, poll.times.first(), world.standing("Alvdala"))


@pytest.mark.parametrize(("who", "function"), [("Alvdala", "senior-manager"), ("Bäckinge", "key-person")])
def test_a_key_person_of_those_who_organise_decides(world, poll, who, function):
    with pytest.raises(RefusedError):
        choose(poll, poll.times.first(), world.standing(who, function))
    assert day_of(poll.meeting) != DAY


def test_a_calendar_that_moved_meanwhile_is_seen_again_first(world, poll):
    seen = date_plan_of(world.round).fingerprint
    pin_date(world.round, "bm2", dt.date(2027, 9, 1), cluster=world.clusters[0], by=world.officer, now=NOW)
    with pytest.raises(MovedMeanwhileError):
        choose_time(poll, poll.times.first(), seen=seen, standing=world.standing("Alvdala"), now=NOW)
    assert DatePoll.objects.get().closed_at is None


def test_a_day_that_has_come_meanwhile_is_not_chosen(world, poll):
    with pytest.raises(ValidationError):
        choose(poll, poll.times.first(), world.standing("Alvdala"), now=NOW + dt.timedelta(days=60))


def test_more_times_ask_everybody_once_more(world, poll):
    more = [Proposal(DAY + dt.timedelta(days=7), NINE, THREE)]
    propose_more(poll, [*TIMES, *more], standing=world.standing("Alvdala"), now=NOW)
    assert PollTime.objects.count() == 3
    assert Letter.objects.filter(kind="meeting-poll").count() == 18
