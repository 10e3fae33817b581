"""A letter with a calendar file has it both as a form of the letter and as a file, and keeps nothing of it afterwards."""

import email
import email.policy

import pytest

from spegla.jobs import letters
from spegla.journal.actions import write_letter
from spegla.journal.models import Letter
from spegla.people.models import Person

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:{}\r\nSUMMARY:Träff\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def letter(db, now):
    person = Person.objects.create(email="asa.oberg@alvdala.example", name="Åsa Öberg")
    said = {"once": "x", "subject": "Inbjudan", "body": "Hej", "calendar": CALENDAR.format("REQUEST"), "now": now}
    return write_letter(to=person, kind="meeting-invitation", **said)


def test_both_ways_that_mail_programs_look_for(letter):
    message = email.message_from_bytes(letters.message_of(letter).message().as_bytes(), policy=email.policy.default)
    assert message.get_content_type() == "multipart/mixed"
    forms, file = message.iter_parts()
    assert [part.get_content_type() for part in forms.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    form = list(forms.iter_parts())[-1]
    assert (form["Content-Type"].params["method"], file["Content-Type"].params["method"]) == ("REQUEST", "REQUEST")
    assert (file.get_content_type(), file.get_filename(), file.get_content_disposition()) == ("text/calendar", "inbjudan.ics", "attachment")
    assert "SUMMARY:Träff" in form.get_content()
    assert "SUMMARY:Träff" in file.get_content()


def test_a_letter_without_a_calendar_is_as_before(letter):
    letter.calendar = ""
    assert letters.message_of(letter).message().get_content_type() == "multipart/alternative"


def test_nothing_of_it_is_kept_once_it_is_sent(letter, mailoutbox, now):
    assert letters.send(letter, now=now)
    assert (len(mailoutbox), Letter.objects.get().calendar) == (1, "")
