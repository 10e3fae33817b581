"""One TOML file into one struct, with every problem on the way named. Which files there are is `loader`'s."""

import tomllib
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from spegla.programme.schema import Text

S = TypeVar("S", bound=msgspec.Struct)
LANGUAGES = {"sv": "Swedish", "en": "English"}
NAMES: dict[Any, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict[str, str]: "a table of texts",
    tuple[int, int]: "two whole numbers",
}


class Problem(NamedTuple):
    """Something wrong in an edition: in which file, at which key (the nearest one), and what."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}" if self.key else f"{self.file}: {self.message}"


def read_file(path: Path, shape: type[S]) -> tuple[S | None, list[Problem]]:
    """The struct in the file and what was wrong with it.

    Broken entries of a list are left out, so there may be a struct although there are problems; it is None
    when something that it cannot be without is missing or wrong.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(str(path), "", f"is not valid TOML: {error}")]
    except OSError as error:
        return None, [Problem(str(path), "", f"cannot be read: {error.strerror}")]
    reader = _Reader(str(path))
    return reader.struct(shape, raw, "", ""), reader.problems


class _Reader:
    def __init__(self, file: str):
        self.file = file
        self.problems: list[Problem] = []

    def say(self, key: str, path: str, message: str) -> None:
        self.problems.append(Problem(self.file, key, f"`{path}` {message}" if path else message))

    def struct(self, shape: type[S], raw: Any, key: str, path: str) -> S | None:
        if not isinstance(raw, dict):
            self.say(key, path, f"must be a table, not {_kind(raw)}")
            return None
        if isinstance(raw.get("key"), str):
            key, path = raw["key"], ""
        fields = {field.name: field for field in msgspec.structs.fields(shape)}
        for name in raw.keys() - fields.keys():
            self.say(key, _join(path, name), f"is not a known key (known are: {', '.join(fields)})")
        values = {
            name: self.value(fields[name].type, raw[name], key, _join(path, name))
            for name in fields
            if name in raw
        }
        missing = [name for name, field in fields.items() if field.required and name not in raw]
        for name in missing:
            self.say(key, _join(path, name), "is missing" + _language(shape, name))
        broken = missing or any(value is None for value in values.values())
        return None if broken else shape(**values)

    def value(self, kind: Any, raw: Any, key: str, path: str) -> Any:
        kind = _without_none(kind)
        if _is_struct(kind):
            return self.struct(kind, raw, key, path)
        if get_origin(kind) is tuple and _is_struct(get_args(kind)[0]):
            return self.entries(get_args(kind)[0], raw, key, path)
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError:
            self.say(key, path, f"must be {_expected(kind)}, not {_kind(raw)}")
            return None

    def entries(self, shape: type[S], raw: Any, key: str, path: str) -> tuple[S, ...] | None:
        if not isinstance(raw, list):
            self.say(key, path, f"must be a list of tables ([[{path}]]), not {_kind(raw)}")
            return None
        read = [self.struct(shape, entry, key, f"{path} {n}") for n, entry in enumerate(raw, 1)]
        return tuple(entry for entry in read if entry is not None)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _language(shape: type, name: str) -> str:
    return f" ({LANGUAGES[name]})" if shape is Text else ""


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return next(arm for arm in get_args(kind) if arm is not NoneType)
    return kind


def _expected(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(kind))
    if kind not in NAMES and get_origin(kind) is tuple:
        return f"a list, each {_expected(get_args(kind)[0])}"
    return NAMES[kind]


def _kind(raw: Any) -> str:
    if isinstance(raw, dict | list):
        return "a table" if isinstance(raw, dict) else "a list"
    return f'"{raw}"' if isinstance(raw, str) else str(raw).lower()
