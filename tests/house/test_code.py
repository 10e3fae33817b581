"""What may stand in the code of the product: where the clock is read, what names an edition, what a page loads."""

import ast
import subprocess
import sys
import tomllib

import pytest
from django.core.management import call_command

from spegla.config.environment import PACKAGE

FILES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts}
ROOMS = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
DOORS_AND_CONFIG = {"web", "api", "jobs", "config"}
CLOCK = "config/clock.py"
READINGS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
            ("time", "time")}
HEAVY = ("numpy", "duckdb", "typst", "pptx", "openpyxl", "docx", "pikepdf", "PIL", "lxml", "pandas", "babel", "pytest")


def readings_of_the_clock(source):
    """Line and text of everything in the source that asks what time it is."""
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(ast.parse(source)) if reads_the_clock(node)]


def reads_the_clock(node):
    match node:
        case ast.Call(func=ast.Attribute(attr="localdate" | "localtime"), args=[], keywords=[]):
            return True
        case ast.Call(keywords=keywords) if {word.arg for word in keywords} & {"auto_now", "auto_now_add"}:
            return True
        case ast.Attribute():
            return (_last_name(node.value), node.attr) in READINGS
        case ast.ImportFrom(module="django.db.models.functions", names=names):
            return "Now" in {name.name for name in names}
    return False


def _last_name(node):
    return getattr(node, "attr", getattr(node, "id", None))


def test_the_clock_is_read_in_one_place():
    found = {name: readings_of_the_clock(path.read_text()) for name, path in FILES.items()}
    assert {name: hits for name, hits in found.items() if hits and name != CLOCK} == {}
    assert found[CLOCK]


@pytest.mark.parametrize(
    "line",
    ["timezone.now()", "dt.datetime.now(dt.UTC)", "date.today()", "x(default=timezone.now)", "timezone.localdate()",
     "models.DateTimeField(auto_now_add=True)", "time.time()", "from django.db.models.functions import Lower, Now"],
)
def test_every_way_of_reading_the_clock_is_found(line):
    assert readings_of_the_clock(line)


def test_a_time_that_is_given_is_not_the_clock():
    assert readings_of_the_clock("timezone.localdate(now); timezone.localtime(value=now); calendar.today") == []


def test_no_code_names_an_edition():
    editions = [path.name for path in (PACKAGE / "programme" / "editions").iterdir() if path.is_dir()]
    assert editions
    named = [(name, key) for name, path in FILES.items() for key in editions if key in path.read_text()]
    assert named == []


def test_every_migration_is_there(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_module_says_what_lives_in_it():
    silent = [name for name, path in FILES.items() if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))]
    assert [name for name in silent if not name.endswith("apps.py")] == []


def test_the_contracts_between_rooms_name_every_room():
    contracts = tomllib.loads((PACKAGE.parent.parent / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers, inside, _, documents, clock = contracts
    named = [room.strip() for layer in layers["layers"] for room in layer.split("|")]
    listed, later = {room.strip("()") for room in named}, {room.strip("()") for room in named if "(" in room}
    with_models = {f"spegla.{room}" for room in ROOMS if (PACKAGE / room / "models.py").exists()} - {"spegla.jobs"}
    assert listed - later <= ROOMS - {"config"} <= listed
    assert set(inside["containers"]) == with_models
    below = layers["layers"][layers["layers"].index("documents | improvement") + 1 :]
    seen = {f"spegla.{room}" for layer in below for room in ROOMS & {name.strip(" ()") for name in layer.split("|")}} - {"spegla.core"}
    assert set(documents["forbidden_modules"]) == seen | {"spegla.config"}
    assert {room.removeprefix("spegla.") for room in clock["source_modules"]} == ROOMS - DOORS_AND_CONFIG


def test_a_web_process_loads_nothing_heavy():
    """Office files, PDF and key figures are made by jobs."""
    code = (
        "import sys; import spegla.config.wsgi; from django.urls import get_resolver; get_resolver().reverse_dict;"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(PACKAGE.parent.parent), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
