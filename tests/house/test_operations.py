"""Every setting that is read is described in docs/operations.md, and nothing is described that is not read."""

import ast
import re

from spegla.config.environment import PACKAGE

PAGE = (PACKAGE.parent.parent / "docs" / "operations.md").read_text()
READERS = ("config/environment.py", "config/settings.py")


def read_variables():
    for name in READERS:
        for node in ast.walk(ast.parse((PACKAGE / name).read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("env")), args=[ast.Constant(str(variable)), *_]):
                    yield variable


def described_variables():
    return re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)


def test_every_setting_is_described_once():
    assert sorted(described_variables()) == sorted(set(read_variables()))


def test_no_other_setting_is_mentioned():
    mentioned = set(re.findall(r"\b(?:SPEGLA_[A-Z_]+|DATABASE_URL)\b", PAGE))
    assert mentioned == set(read_variables())


def test_settings_are_read_nowhere_else():
    reading = re.compile(r"os\.(environ|getenv)|\benviron\.Env\b")
    others = {str(path.relative_to(PACKAGE)): reading.findall(path.read_text()) for path in PACKAGE.rglob("*.py")}
    found = {name for name, hits in others.items() if hits} - set(READERS)
    # They hand the environment on, and read nothing from it that this page would have to describe.
    assert found == {"config/command.py", "config/wsgi.py", "jobs/management/commands/run.py"}
