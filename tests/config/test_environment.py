"""What an installation may be told by its environment, and what is said when it cannot be understood."""

import datetime as dt
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from spegla.config import command
from spegla.config.environment import InstallationError, database, demo_clock, env, port, secret_key


def test_the_secret_key_is_made_once_and_is_the_owners_alone_like_its_folder(tmp_path):
    folder = tmp_path / "new" / "data"
    key = secret_key(folder)
    assert len(key) > 50
    assert secret_key(folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_processes_that_start_together_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 8))
    assert keys == {(tmp_path / "secret-key").read_text()}


def test_a_key_from_the_environment_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SPEGLA_SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InstallationError, match=r"^the data folder .*/file/data cannot be used \(Not a directory\)"):
        secret_key(tmp_path / "file" / "data")


def test_without_an_address_the_database_is_a_file_whose_writers_queue(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = database(tmp_path)
    assert found["NAME"] == str(tmp_path / "spegla.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("postgres://me:p%40ss@db.example.org:5433/spegla", "db.example.org", 5433),
        ("postgresql://me:p%40ss@%2Fvar%2Frun%2Fpostgresql/spegla", "/var/run/postgresql", ""),
    ],
)
def test_postgresql_is_reached_over_the_network_or_a_socket(tmp_path, monkeypatch, address, host, port):
    monkeypatch.setenv("DATABASE_URL", address)
    found = database(tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"], found["PASSWORD"]) == (host, port, "spegla", "me", "p@ss")
    assert found["OPTIONS"]["pool"]["max_size"] == 4


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name", "postgres://", "postgres://host:port/name"])
def test_an_address_that_is_none_is_refused(tmp_path, monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(InstallationError, match=r"^DATABASE_URL cannot be understood; write it as postgres://"):
        database(tmp_path)


def test_a_number_that_is_none_is_refused_by_its_name(monkeypatch):
    monkeypatch.setenv("SPEGLA_DB_POOL", "four")
    with pytest.raises(InstallationError, match="SPEGLA_DB_POOL"):
        env.int("SPEGLA_DB_POOL", default=4)


def test_the_port_is_a_number_that_a_machine_has(monkeypatch):
    monkeypatch.setenv("SPEGLA_PORT", "8001")
    assert port() == 8001


@pytest.mark.parametrize("given", ["eight thousand", "0", "65536", "-1", "", "8000.0", "٨٠٠٠"])
def test_another_port_is_refused_in_one_sentence(monkeypatch, given):
    monkeypatch.setenv("SPEGLA_PORT", given)
    with pytest.raises(InstallationError, match=rf"^PORT \(SPEGLA_PORT\) is not a port: {given}; write a number up to 65535"):
        port()


def test_the_demo_clock_is_a_date(monkeypatch):
    assert demo_clock() is None
    monkeypatch.setenv("SPEGLA_NOW", "2019-05-01")
    assert demo_clock() == dt.date(2019, 5, 1)
    monkeypatch.setenv("SPEGLA_NOW", "1 May")
    with pytest.raises(InstallationError, match=r"not a date: 1 May; write it as 2019-05-01\.$"):
        demo_clock()


def test_a_command_says_what_is_wrong_without_a_traceback(monkeypatch):
    def refuse(arguments):
        raise InstallationError("the port is taken.")

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == "spegla: the port is taken."


def test_a_command_that_is_interrupted_says_nothing(monkeypatch):
    def interrupt(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.management.execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 130
