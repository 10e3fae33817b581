"""Where a measured installation keeps its data: a folder of its own with SQLite, or a PostgreSQL database made for it."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = ("SPEGLA_", "DATABASE_URL", "DJANGO_")


@dataclass(frozen=True)
class Place:
    """A data folder and a database; `environment` is all that a process there is told."""

    folder: Path
    url: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
        kept |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "SPEGLA_DATA": str(self.folder), "SPEGLA_DEMO": "1"}
        return kept | ({"DATABASE_URL": self.url} if self.url else {}) | more

    def command(self, module: str, *arguments: str) -> list[str]:
        return [sys.executable, "-m", module, *arguments]


@contextmanager
def fresh_place(postgres: str = "") -> Iterator[Place]:
    """An empty place, gone afterwards. `postgres` is the address of a server on which databases may be made."""
    folder = Path(tempfile.mkdtemp(prefix="spegla-bench-"))
    try:
        if postgres:
            with _fresh_database(postgres) as url:
                yield Place(folder, url)
        else:
            yield Place(folder)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _fresh_database(address: str) -> Iterator[str]:
    import psycopg

    name = f"spegla_bench_{secrets.token_hex(4)}"
    try:
        line = psycopg.connect(address, autocommit=True)
    except psycopg.Error as error:
        raise RuntimeError(f"the PostgreSQL server cannot be used: {error}") from error
    with line:
        line.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")
