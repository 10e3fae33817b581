"""A worker killed between handing a letter over and the mail server's receipt: nobody knows, so only a person sends again."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from threading import Event as Signal

import pytest
from django.db import connection

from spegla.jobs.letters import send_letters
from spegla.journal.actions import send_again, write_letter
from spegla.journal.models import Event, Letter
from spegla.journal.queries import HANDED_OVER, is_uncertain, letters_to_send
from spegla.people.models import Person
from tests.jobs.mailbox import serving
from tests.patience import PATIENCE

SENDING = """
import datetime as dt, sys, django
django.setup()
from spegla.jobs.letters import send_letters
print(send_letters(dt.datetime.fromisoformat(sys.argv[1])))
"""


class Slow:
    """Takes a letter and never says that it has it."""

    def __init__(self):
        self.received, self.has_it = [], Signal()

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.content)
        self.has_it.set()
        await asyncio.sleep(60)
        return "250 Kept"


class Dropping:
    """Takes a letter and hangs up before it has said so."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.content)
        server.transport.abort()
        return "250 Kept"


@pytest.fixture
def letter(transactional_db, now):
    someone = Person.objects.create(email="asa.oberg@alvdala.example", name="Åsa Öberg")
    return write_letter(to=someone, kind="other", once="one", subject="Hej", body="Hej", now=now)


@pytest.fixture
def reach(tmp_path):
    """The address under which another process reaches what this test has written, and a way to read what it wrote."""
    if connection.vendor == "sqlite":
        file = tmp_path / "copy.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)

        def back():
            with sqlite3.connect(file) as copy:
                copy.backup(connection.connection)

        return f"sqlite:///{file}", back
    known = connection.settings_dict
    where = f"{known['USER']}:{known['PASSWORD']}@{known['HOST'].replace('/', '%2F')}:{known['PORT'] or 5432}"
    return f"postgres://{where}/{known['NAME']}", lambda: None


def sending(url, port, folder, now):
    environment = {**os.environ, "DATABASE_URL": url, "SPEGLA_EMAIL": f"smtp://127.0.0.1:{port}",
                   "SPEGLA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "spegla.config.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", SENDING, now.isoformat()], env=environment, stdout=subprocess.PIPE, text=True)


def test_a_worker_killed_before_the_receipt_leaves_the_letter_uncertain(letter, reach, tmp_path, now):
    box, (url, back) = Slow(), reach
    with serving(box) as port:
        with sending(url, port, tmp_path, now) as process:
            assert box.has_it.wait(PATIENCE / 1000)
            process.send_signal(signal.SIGKILL)
        back()
        soon, later = now + HANDED_OVER / 2, now + HANDED_OVER
        assert not Letter.objects.filter(is_uncertain(soon)).exists()
        assert list(Letter.objects.filter(is_uncertain(later))) == [letter]
        with sending(url, port, tmp_path, later) as again:
            assert again.communicate(timeout=PATIENCE / 1000)[0] == "0\n"
    assert len(box.received) == 1


def test_a_server_that_hangs_up_leaves_it_uncertain_at_once(letter, now, settings):
    box = Dropping()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with serving(box) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert send_letters(now) == 0
        assert list(Letter.objects.filter(is_uncertain(now))) == [letter]
        assert Letter.objects.get().last_error.startswith("SMTPServerDisconnected")
        assert send_letters(now + 100 * HANDED_OVER) == 0
    assert len(box.received) == 1


def test_a_person_has_it_sent_again_once(letter, by, now):
    Letter.objects.update(claimed_at=now, attempts=8, last_error="SMTPServerDisconnected")
    assert [send_again(letter, by=by, now=now) for _ in range(2)] == [True, False]
    assert list(letters_to_send(now)) == [letter]
    assert list(Event.objects.filter(what="letter-sent-again").values_list("by_id", flat=True)) == [by.pk]


def test_what_is_on_its_way_or_sent_is_not_sent_again(letter, by, now):
    assert not send_again(letter, by=by, now=now)
    Letter.objects.update(claimed_at=now)
    assert not send_again(letter, by=by, now=now)
    Letter.objects.update(claimed_at=None, sent_at=now)
    assert not send_again(letter, by=by, now=now)
