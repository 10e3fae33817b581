import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spegla.journal.models import Event, Letter
from spegla.people.actions import appoint, end_appointment, hand_over, invite_again, read_brief
from spegla.people.models import Appointment, Person, SignInLink
from spegla.people.queries import appointments_with_unread_brief, former_team_of, team_of

NEW = {"email": "Nina.Ny@Alvdala.example", "name": "Nina Ny"}


def test_a_new_address_makes_a_person_and_a_letter(organisation, key_person, now):
    made = appoint(organisation, **NEW, function="strategist", by=key_person, now=now)
    assert (made.person.email, made.person.name) == ("nina.ny@alvdala.example", "Nina Ny")
    assert not made.person.has_usable_password()
    letter = Letter.objects.get()
    assert (letter.to, letter.person_id, letter.kind) == ("nina.ny@alvdala.example", made.person.pk, "invitation")
    assert SignInLink.objects.get().expires_at == now + dt.timedelta(days=60)


def test_a_known_address_in_other_letters_keeps_its_person_and_name(organisation, key_person, now):
    made = appoint(
        organisation, email=" KIM.karlsson@alvdala.EXAMPLE ", name="K", function="strategist", by=key_person, now=now
    )
    assert made.person == key_person
    assert Person.objects.get().name == "Kim Karlsson"


def test_done_twice_it_stands_once(organisation, by, now):
    first = appoint(organisation, **NEW, function="key-person", by=by, now=now)
    again = appoint(organisation, **NEW, function="key-person", by=by, now=now)
    assert first == again
    assert Letter.objects.count() == SignInLink.objects.count() == 1
    assert Event.objects.filter(what="appointed").count() == 1


def test_without_invitation_nothing_is_sent(organisation, by, now):
    appoint(organisation, **NEW, function="key-person", by=by, now=now, invite=False)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": ""}, "email"), ({"email": "nina"}, "email"), ({"email": "n@" + "a" * 250 + ".se"}, "email"),
        ({"name": " "}, "name"), ({"name": "N" * 121}, "name"), ({"function": "king"}, "function"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(organisation, by, now, wrong, field):
    given = {**NEW, "function": "key-person", **wrong}
    with pytest.raises(ValidationError) as refused:
        appoint(organisation, **given, by=by, now=now)
    assert list(refused.value.message_dict) == [field]
    assert not Appointment.objects.exists()
    assert not Person.objects.exclude(pk=by.pk).exists()


def test_an_invitation_goes_again_once_a_day(appointment, by, now, later):
    invite_again(appointment, by=by, now=now)
    invite_again(appointment, by=by, now=now)
    invite_again(appointment, by=by, now=later)
    assert Letter.objects.count() == SignInLink.objects.count() == 2


def test_ending_keeps_the_row(appointment, organisation, by, later):
    end_appointment(appointment, by=by, now=later)
    end_appointment(appointment, by=by, now=later + dt.timedelta(days=9))
    assert not team_of(organisation, now=later).exists()
    assert former_team_of(organisation, now=later).get().until == later


def test_the_last_programme_officer_is_not_ended(organisation, by, now, later):
    def officer(name):
        return appoint(organisation, email=f"{name}@a.example", name=name, function="programme-officer", by=by, now=now)

    one, two = officer("Ola"), officer("Pia")
    end_appointment(one, by=by, now=later)
    with pytest.raises(ValidationError, match="Lämna över"):
        end_appointment(two, by=by, now=later)
    assert hand_over(two, email="q@a.example", name="Q", by=by, now=later).function == "programme-officer"


def test_a_handover_ends_one_and_begins_the_other(appointment, organisation, by, later):
    new = hand_over(appointment, **NEW, by=by, now=later)
    appointment.refresh_from_db()
    assert (appointment.until, appointment.successor) == (later, new)
    assert (new.function, new.since, new.organisation) == ("key-person", later, organisation)
    assert list(team_of(organisation, now=later)) == [new]
    assert former_team_of(organisation, now=later).get().successor.person.name == "Nina Ny"


def test_a_handover_sent_twice_happens_once(appointment, by, later):
    assert hand_over(appointment, **NEW, by=by, now=later) == hand_over(appointment, **NEW, by=by, now=later)
    assert Letter.objects.count() == 1
    with pytest.raises(ValidationError, match="redan avslutad"):
        hand_over(appointment, email="x@a.example", name="X", by=by, now=later)
    assert not Person.objects.filter(email="x@a.example").exists()


def test_nobody_hands_over_to_herself(appointment, key_person, by, later):
    with pytest.raises(ValidationError) as refused:
        hand_over(appointment, email=key_person.email.upper(), name="K", by=by, now=later)
    assert list(refused.value.message_dict) == ["email"]
    appointment.refresh_from_db()
    assert appointment.until is None


def test_who_takes_over_has_a_brief_to_read_until_she_has_read_it(appointment, organisation, by, later):
    new = hand_over(appointment, **NEW, by=by, now=later)
    invited = appoint(organisation, email="other@a.example", name="Other", function="strategist", by=by, now=later)
    assert list(appointments_with_unread_brief(new.person, now=later)) == [new]
    assert not appointments_with_unread_brief(invited.person, now=later)
    read_brief(new, by=new.person, now=later)
    read_brief(new, by=new.person, now=later + dt.timedelta(days=1))
    assert not appointments_with_unread_brief(new.person, now=later)
    assert Appointment.objects.get(pk=new.pk).brief_read_at == later


def test_the_database_keeps_one_standing_appointment_and_its_order(appointment, now):
    same = {"person": appointment.person, "organisation": appointment.organisation, "function": "key-person"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**same, since=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**same, since=now, until=now - dt.timedelta(days=1))
    Appointment.objects.create(**same, since=now, until=now)


def test_the_team_is_told_when_somebody_outside_it_appoints(organisation, key_person, by, later):
    made = appoint(organisation, **NEW, function="strategist", by=by, now=later)
    letter = Letter.objects.get(kind="appointed")
    assert (letter.to, letter.person_id) == (key_person.email, key_person.pk)
    assert "Disa Doer, som inte är med i ert team, har gett Nina Ny en funktion i Spegla: strateg för Alvdala" in letter.body
    appoint(organisation, **NEW, function="strategist", by=by, now=later)
    assert Letter.objects.filter(kind="appointed").count() == 1
    told = Event.objects.get(what="appointed")
    assert (told.by_id, told.thing_id, told.organisation_id) == (by.pk, made.pk, organisation.pk)


def test_a_team_that_appoints_for_itself_gets_no_such_letter(organisation, key_person, later):
    appoint(organisation, **NEW, function="strategist", by=key_person, now=later)
    assert not Letter.objects.filter(kind="appointed").exists()


def test_those_who_are_appointed_together_are_not_told_of_each_other(organisation, by, now):
    for name in ("Nina", "Mia"):
        appoint(organisation, email=f"{name}@a.example", name=name, function="other", by=by, now=now)
    assert not Letter.objects.filter(kind="appointed").exists()


def test_a_handover_by_somebody_outside_is_told_to_those_who_stay(appointment, organisation, by, now, later):
    stays = appoint(organisation, email="s@a.example", name="Stina", function="other", by=by, now=now, invite=False).person
    Letter.objects.all().delete()
    hand_over(appointment, **NEW, by=by, now=later)
    assert list(Letter.objects.filter(kind="appointed").values_list("person_id", flat=True)) == [stays.pk]


def test_what_has_not_begun_cannot_end(appointment, by, now):
    with pytest.raises(ValidationError, match="börjar först"):
        end_appointment(appointment, by=by, now=now - dt.timedelta(days=1))
