"""Reads the environment once, for settings. docs/operations.md lists every variable; a test holds the two together."""

import datetime as dt
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

PACKAGE = Path(__file__).resolve().parent.parent
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;",
}


class InstallationError(Exception):
    """Something the person who starts the product must mend, said in one plain sentence."""


class Reader(environ.Env):
    """Environ's reader, which names the variable when its value cannot be understood."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError as error:
            raise InstallationError(f"the variable {var} has a value that cannot be used ({error}).") from error


env = Reader()


def data_folder() -> Path:
    """Where the database, files, development mail and the secret key live."""
    return Path(env.str("SPEGLA_DATA", default="data")).resolve()


def secret_key(folder: Path) -> str:
    """The key from the environment, else one made once and kept in the data folder (readable by the owner only)."""
    given: str = env.str("SPEGLA_SECRET_KEY", default="")
    if given:
        return given
    kept = folder / "secret-key"
    try:
        if not kept.exists():
            folder.mkdir(0o700, parents=True, exist_ok=True)
            _keep_once(kept, secrets.token_urlsafe(50))
        return kept.read_text().strip()
    except OSError as error:
        raise unusable(folder, error) from error


def unusable(folder: Path, error: OSError) -> InstallationError:
    return InstallationError(
        f"the data folder {folder} cannot be used ({error.strerror}); give yourself the right to write in it, "
        "or choose another with DATA=folder (for make) or SPEGLA_DATA=folder."
    )


def _keep_once(path: Path, text: str) -> None:
    """Writes the file whole or not at all; of several at the same time, all end up with the first one's text."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # only its owner may read it
    with open(handle, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def database(folder: Path) -> dict[str, Any]:
    """DATABASE_URL, else SQLite in the data folder; IMMEDIATE transactions so that writers queue instead of failing."""
    found = _database_url(f"sqlite:///{folder / 'spegla.sqlite3'}")
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = dict(SQLITE_OPTIONS)
        found["CONN_MAX_AGE"] = None  # opening it with its pragmas costs more than all that middleware does
    else:
        found["HOST"] = unquote(found["HOST"])  # a folder with a socket is written %2Fvar%2Frun%2Fpostgresql
        found["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("SPEGLA_DB_POOL", default=4), "timeout": 10}}
    return found


def _database_url(default: str) -> dict[str, Any]:
    known = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
    url: str = env.str("DATABASE_URL", default=default)
    try:
        found: dict[str, Any] = environ.Env.db_url_config(url) if url.startswith(("sqlite:", "postgres")) else {}
    except ValueError:
        found = {}
    if found.get("ENGINE") not in known or not found["NAME"]:
        raise InstallationError("DATABASE_URL cannot be understood; write it as postgres://user:password@host:5432/name.")
    return found


def port() -> int:
    """The port that pages are served on (SPEGLA_PORT)."""
    given: str = env.str("SPEGLA_PORT", default="8000")
    if given.isascii() and given.isdigit() and len(given) < 6 and 0 < int(given) < 65536:
        return int(given)
    raise InstallationError(f"PORT (SPEGLA_PORT) is not a port: {given}; write a number up to 65535, as in: make run PORT=8001")


def demo_clock() -> dt.date | None:
    """The date on which a demo installation's clock was set when it started (SPEGLA_NOW), else None."""
    given = env.str("SPEGLA_NOW", default="")
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError as error:
        raise InstallationError(f"NOW (SPEGLA_NOW) is not a date: {given}; write it as 2019-05-01.") from error
