"""What must be in place before the product can be served: tables, static files, and in a demo something to look at."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from spegla.config.environment import InstallationError, unusable
from spegla.people.models import Organisation, Person

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper

Say = Callable[[str], object]


def prepare(say: Say) -> None:
    """Brings an installation into a state that can be served. Cheap when nothing has changed."""
    folder: Path = settings.DATA
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        (folder / ".may-write").touch()
        (folder / ".may-write").unlink()
        _reach_database()
        bring_tables_up_to_date(say)
        collect_static(say)
    except OSError as error:
        raise unusable(folder, error) from error
    except OperationalError as error:
        raise InstallationError(f"the database cannot be used ({_first_line(error)}); {_what_to_do()}.") from error
    if settings.DEMO:
        make_first_demo(say)


def _what_to_do() -> str:
    name = settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"]
    return f"give yourself the right to write in {name}" if connection.vendor == "sqlite" else "see DATABASE_URL"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _reach_database() -> None:
    """Asks for one connection outside the pool, which would wait and complain for long."""
    if connection.vendor == "postgresql":
        import psycopg

        wrapper = cast("DatabaseWrapper", connection)
        with wrapper.wrap_database_errors:
            psycopg.connect(**{**wrapper.get_connection_params(), "connect_timeout": 5}).close()


def leave_database() -> None:
    """Lets go of connections and pool (with its threads), for a process that will ask nothing more."""
    connections.close_all()
    if connection.vendor == "postgresql":
        cast("DatabaseWrapper", connection).close_pool()


def bring_tables_up_to_date(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0, database=DEFAULT_DB_ALIAS)


def collect_static(say: Say) -> None:
    """Collects, hashes and compresses the static files, if any has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_static_files()
    if not mark.exists() or mark.read_text() != state:
        say("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(state)


def _state_of_static_files() -> str:
    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            known = Path(storage.path(name)).stat()
            state.update(f"{name} {known.st_mtime_ns} {known.st_size}\n".encode())
    return state.hexdigest()


def make_first_demo(say: Say) -> None:
    """Fills an empty demo installation. What people have written is never touched."""
    if "demo" in get_commands() and not (Organisation.objects.exists() or Person.objects.exists()):
        say("Making the demo round …")
        call_command("demo", verbosity=0)
