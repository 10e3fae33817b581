"""Bringing an installation into a state that can be served, and what is said when that cannot be done."""

import socket
from pathlib import Path

import pytest
from django.core import management
from django.core.management.base import BaseCommand
from django.db import OperationalError

from spegla.config.environment import InstallationError
from spegla.jobs import prepare as module
from spegla.jobs.management.commands.run import refuse_taken_port, wait_for_answer
from spegla.jobs.prepare import collect_static, make_first_demo, prepare
from spegla.people.models import Organisation
from tools.ports import free_port


@pytest.fixture
def said():
    return []


@pytest.fixture
def demo_made(monkeypatch):
    """Notes each time the demo would be made."""
    made = []

    class Demo(BaseCommand):
        def handle(self, **options):
            made.append("made")

    commands = {**management.get_commands(), "demo": Demo()}
    monkeypatch.setattr(module, "get_commands", lambda: commands)
    monkeypatch.setattr(management, "get_commands", lambda: commands)
    return made


def test_a_second_time_there_is_nothing_to_do(db, settings, tmp_path, said):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    prepare(said.append)
    assert said == ["Collecting static files …"]
    assert any((tmp_path / "static" / "spegla").rglob("*.css"))
    prepare(said.append)
    assert len(said) == 1


def test_a_changed_static_file_is_collected(settings, tmp_path, said):
    settings.STATIC_ROOT, source = tmp_path / "static", tmp_path / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    collect_static(said.append)
    (source / "new.css").write_text("p { color: red }")
    collect_static(said.append)
    assert len(said) == 2
    assert (tmp_path / "static" / "new.css").exists()


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(settings, said):
    settings.DATA = Path("/dev/null/spegla")
    with pytest.raises(InstallationError, match=r"^the data folder /dev/null/spegla cannot be used \(Not a directory\)"):
        prepare(said.append)


def test_a_database_that_does_not_answer_is_said_in_one_sentence(settings, tmp_path, said, monkeypatch):
    def refuse():
        raise OperationalError("connection refused\nIs the server running?")

    settings.DATA = tmp_path
    monkeypatch.setattr(module, "_reach_database", refuse)
    with pytest.raises(InstallationError, match=r"^the database cannot be used \(connection refused\); (see DATABASE_URL|give yo.*)\.$"):
        prepare(said.append)


def test_an_empty_demo_is_filled(db, said, demo_made):
    make_first_demo(said.append)
    assert demo_made == ["made"]


def test_a_demo_in_use_is_left_alone(db, said, demo_made):
    Organisation.objects.create(name="Alvdala", kind=Organisation.Kind.MUNICIPALITY)
    make_first_demo(said.append)
    assert demo_made == []


def test_a_real_installation_gets_no_demo(db, settings, tmp_path, said, demo_made):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.DEMO = False
    prepare(said.append)
    assert demo_made == []
    settings.DEMO = True
    prepare(said.append)
    assert demo_made == ["made"]


def test_a_taken_port_is_refused_with_another_proposed():
    port = free_port()
    named = rf"^port {port} .* make run PORT={port + 1}$"
    with socket.create_server(("127.0.0.1", port)), pytest.raises(InstallationError, match=named):
        refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_a_port_that_is_kept_for_the_system_is_refused_with_one_that_is_not(monkeypatch):
    def kept(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", kept)  # whoever runs the tests may be allowed to
    with pytest.raises(InstallationError, match=r"^port 80 on 127\.0\.0\.1 is kept for the system .* make run PORT=8000$"):
        refuse_taken_port("127.0.0.1", 80)


def test_a_place_that_is_not_on_this_machine_is_refused():
    with pytest.raises(InstallationError, match=r"^port 8000 on 192\.0\.2\.1 cannot be used"):
        refuse_taken_port("192.0.2.1", 8000)


def test_waiting_ends_with_the_first_answer(live_server):
    wait_for_answer(live_server.thread.host, live_server.thread.port)
