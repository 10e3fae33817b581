"""Letters are sent by a real SMTP conversation on this machine, once, and again after a pause when it goes wrong."""

import datetime as dt
import email
import email.policy

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from spegla.jobs import letters
from spegla.journal.actions import mark_failed, write_letter
from spegla.journal.models import Letter
from spegla.journal.queries import letters_given_up, letters_to_send
from spegla.people.models import Person
from spegla.people.signing_in import send_link
from tests.jobs.mailbox import serving

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def person(db):
    return Person.objects.create(email="asa.oberg@alvdala.example", name="Åsa Öberg")


@pytest.fixture
def letter(person, now):
    send_link(person.email, now=now)
    return Letter.objects.get()


class Mailbox:
    """Keeps what it is handed; refuses addresses in `refused`."""

    def __init__(self):
        self.received, self.refused = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 Kept"


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with serving(box) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield box


def test_a_letter_goes_through_a_mail_server_and_can_be_read(letter, mailbox, settings, now):
    settings.DEFAULT_FROM_EMAIL = "Spegla <spegla@office.example>"
    assert letters.send_letters(now) == 1
    (message,) = mailbox.received
    assert message["to"] == "asa.oberg@alvdala.example"
    assert message["from"] == "Spegla <spegla@office.example>"
    assert message["subject"] == "Din länk till Spegla"
    assert message["auto-submitted"] == "auto-generated"
    assert message["message-id"].endswith("@office.example>")
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.startswith("Hej Åsa!\n\nHär är länken")
    assert text == letter.body


def test_the_same_text_comes_as_html_in_the_readers_language(person, mailbox, now):
    person.language = "en"
    write_letter(to=person, kind="other", once="1", subject="A & B", body="Hi <b>!\n\nhttps://x.example/in/", now=now)
    letters.send_letters(now)
    (message,) = mailbox.received
    page = message.get_body(("html",)).get_content()
    assert '<html lang="en">' in page
    assert "<title>A &amp; B</title>" in page
    assert "<p>Hi &lt;b&gt;!</p>" in page
    assert 'href="https://x.example/in/"' in page


def test_sent_it_is_marked_and_its_link_is_no_longer_kept(letter, mailbox, now):
    letters.send_letters(now)
    kept = Letter.objects.get()
    assert (kept.sent_at, kept.attempts, kept.last_error) == (now, 1, "")
    assert "/in/…/" in kept.body
    assert letters.send_letters(now + 24 * HOUR) == 0
    assert len(mailbox.received) == 1


def test_a_demo_keeps_the_link_for_its_page_of_letters(letter, mailbox, now, settings):
    settings.DEMO = True
    letters.send_letters(now)
    assert Letter.objects.get().body == letter.body


def test_a_refused_address_does_not_stop_the_next_letter(letter, mailbox, now):
    mailbox.refused = {letter.to}
    other = Person.objects.create(email="bo@b.example", name="Bo")
    write_letter(to=other, kind="other", once="other", subject="Hej", body="Hej", now=now)
    assert letters.send_letters(now) == 1
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert letter.last_error.startswith("SMTPRecipientsRefused")
    assert [message["subject"] for message in mailbox.received] == ["Hej"]


def test_a_silent_server_is_tried_again_after_a_growing_pause_eight_times(letter, settings, now, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tried, moment = [], now
    for _ in range(12):
        assert letters.send_letters(moment) == 0
        letter.refresh_from_db()
        tried.append(letter.attempts)
        moment = letter.due_at
    assert tried == [1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8]
    assert letter.last_error.startswith("ConnectionRefusedError")
    assert list(letters_given_up()) == [letter]
    assert letter.to not in caplog.text


def test_before_the_pause_is_over_nothing_is_tried(letter, mailbox, now):
    mark_failed(letter, "no", now=now)
    assert letters.send_letters(now + dt.timedelta(minutes=4)) == 0
    assert letters.send_letters(now + dt.timedelta(minutes=5)) == 1


def test_two_workers_who_saw_the_same_letter_send_it_once(letter, mailbox, now):
    one, two = Letter.objects.get(), Letter.objects.get()
    assert [letters.send(one, now=now), letters.send(two, now=now)] == [True, False]
    assert len(mailbox.received) == 1


def test_the_same_letter_has_the_same_message_id_each_time(letter, person, now):
    again = letters.message_of(letter).extra_headers["Message-ID"]
    assert letters.message_of(letter).extra_headers["Message-ID"] == again
    other = write_letter(to=person, kind="other", once="other", subject="Hej", body="Hej", now=now)
    assert letters.message_of(other).extra_headers["Message-ID"] != again


def test_a_heading_that_cannot_be_is_a_failure_and_not_a_crash(person, now):
    write_letter(to=person, kind="other", once="bad", subject="Hej\nBcc: all@b.example", body="Hej", now=now)
    assert letters.send_letters(now) == 0
    assert Letter.objects.get().last_error.startswith("BadHeaderError")
    assert mail.outbox == []


def test_a_long_error_fits(letter, now):
    mark_failed(letter, "x" * 1000, now=now)
    assert len(Letter.objects.get().last_error) == 300


def test_the_job_is_written_with_the_letter_or_not_at_all(person, now):
    with transaction.atomic():
        send_link(person.email, now=now)
        assert DBTaskResult.objects.count() == Letter.objects.count() == 1
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == Letter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_server_is_spoken_to(monkeypatch, now):
    seen = []
    someone = Person.objects.create(email="a@b.example", name="A")
    write_letter(to=someone, kind="other", once="one", subject="Hej", body="Hej", now=now)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", lambda self, _: seen.append(connection.in_atomic_block))
    assert letters.send_letters(now) == 1
    assert seen == [False]


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_is_put_in_line():
    someone = Person.objects.create(email="a@b.example", name="A")
    write_letter(to=someone, kind="other", once="one", subject="Hej", body="Hej", now=dt.datetime.now(dt.UTC))
    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)
    assert [message.to for message in mail.outbox] == [["a@b.example"]]
    assert letters.deliver.func(Letter.objects.get().pk) is False
    assert len(mail.outbox) == 1


def test_a_letter_in_the_folder_is_one_file(letter, settings, tmp_path, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    letters.send_letters(now)
    (file,) = (tmp_path / "mail").iterdir()
    kept = email.message_from_bytes(file.read_bytes().split(b"\n" + b"-" * 79)[0], policy=email.policy.default)
    assert kept.get_body(("plain",)).get_content() == letter.body


def test_what_is_due_comes_oldest_first(letter, person, now):
    write_letter(to=person, kind="other", once="old", subject="Hej", body="Hej", now=now - HOUR)
    assert [one.once for one in letters_to_send(now)] == ["old", letter.once]
