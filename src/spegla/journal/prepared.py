"""Questions that every page asks, with their SQL worked out once. Knows no table; what is asked is said with Django's ORM.

To put a queryset together and turn it into SQL costs ten times as much as to ask the database. A prepared question does
it the first time, with stand-ins for the values, and afterwards only puts the values in their places.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import Query, UpdateQuery

Value = int | str | dt.datetime | None
Given = Value | Collection[int]
Shape = tuple[tuple[str, type, int], ...]
SHAPES = 32  # kept for each question: lists of so many different lengths


class NotPreparedError(Exception):
    """A value was looked at or changed on its way into the query, which can only be prepared when it is not."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question as SQL. Each parameter is a constant, or (name, place) of a given value; `make` mends the columns."""

    names: tuple[str, ...]
    sql: str
    parameters: tuple[Any, ...]
    make: tuple[tuple[int, tuple[Any, ...], Any], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a given value goes. A driver may want an integer as a kind of its own."""

    name: str
    place: int
    kind: type | None = None


class Prepared:
    """Decorates a function that gives `values(…)` or `values_list(…)` of a queryset for ids, words, times, nothing
    and lists of ids.

    Called by name, it gives the rows as tuples; `dicts` gives them as dictionaries. The values must go into the query as
    they are: a function that looks at them raises NotPreparedError, or fails. A list is filled up to the next power of
    two with its last id, so that few lengths are told apart.
    """

    def __init__(self, ask: Callable[..., Any]) -> None:
        self.ask = ask
        self.__doc__ = ask.__doc__
        self.written = lru_cache(maxsize=SHAPES)(self._write)

    def query(self, asked: Any) -> Query:
        """What is to be written as SQL, of what the decorated function has given."""
        return asked.query

    def __call__(self, **given: Given) -> list[tuple[Any, ...]]:
        return self._asked(given)[1]

    def dicts(self, **given: Given) -> list[dict[str, Any]]:
        names, rows = self._asked(given)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _asked(self, given: dict[str, Given]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        question, parameters, connection = self._ready(given)
        if question is None:
            return (), []
        with connection.cursor() as cursor:
            cursor.execute(question.sql, parameters)
            rows = cursor.fetchall()
        mended = [_mended(row, question, connection) for row in rows] if question.make else rows
        return question.names, mended

    def _ready(self, given: dict[str, Given]) -> tuple[Written | None, list[Any], Any]:
        lists = {name: _listed(value) for name, value in given.items()}
        shape = tuple((name, type(values[0]) if values else int, len(values)) for name, values in lists.items())
        alone = frozenset(name for name, value in given.items() if isinstance(value, Value))
        connection = connections[DEFAULT_DB_ALIAS]
        question = self.written(shape, alone, connection.vendor)
        parameters = [_put(one, lists, connection) for one in question.parameters] if question else []
        return question, parameters, connection

    def _write(self, shape: Shape, alone: frozenset[str], vendor: str) -> Written | None:
        """None when a list is empty and nothing can be found."""
        connection = connections[DEFAULT_DB_ALIAS]
        slots: dict[Any, Slot] = {}
        stand_ins = dict(_stand_ins(shape, slots, connection))
        query = self.query(self.ask(**{name: of[0] if name in alone else of for name, of in stand_ins.items()}))
        compiler = query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            if all(length for *_, length in shape):
                raise
            return None
        places = tuple(_place(one, slots) for one in parameters)
        if len(slots) > len({(one.name, one.place) for one in places if isinstance(one, Slot)}):
            raise NotPreparedError(f"{self.ask.__qualname__} does not put every value into its query as it is")
        columns = compiler.get_converters([column for column, *_ in compiler.select or ()])
        make = tuple((at, tuple(converters), column) for at, (converters, column) in columns.items())
        return Written(tuple(query.selected or ()), sql, places, make)


class PreparedUpdate(Prepared):
    """The same for a change: decorates a function that gives the queryset and what its columns become.

    Called by name, it gives the number of rows that were changed. Call inside a transaction.
    """

    def query(self, asked: tuple[QuerySet[Any, Any], dict[str, Any]]) -> Query:
        rows, changes = asked
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        return query  # type: ignore[no-any-return]

    def __call__(self, **given: Given) -> int:  # type: ignore[override]
        question, parameters, connection = self._ready(given)
        if question is None:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(question.sql, parameters)
            changed: int = cursor.rowcount
        return changed


def _listed(value: Given) -> list[Any]:
    if isinstance(value, Value):
        return [value]
    values = sorted(value)
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else values


def _stand_ins(shape: Shape, slots: dict[Any, Slot], connection: Any) -> Iterator[tuple[str, list[Any]]]:
    """Values that occur nowhere else, told apart in the finished SQL; what each stands for is noted in `slots`."""
    numbers = count(7_777_000_000_000_001)
    for name, kind, length in shape:
        if kind is type(None):  # nothing is no value to be put in: it is written as it is
            yield name, [None]
            continue
        made = [_stand_in(kind, next(numbers)) for _ in range(length)]
        slots.update((_key(_adapted(one, connection)), Slot(name, place)) for place, one in enumerate(made))
        yield name, made


def _stand_in(kind: type, number: int) -> Value:
    if issubclass(kind, dt.datetime):
        return dt.datetime(1777, 7, 7, tzinfo=dt.UTC) + dt.timedelta(microseconds=number % 1_000_000)
    return number if issubclass(kind, int) else f"\ue000{number}\ue000"


def _key(value: Any) -> Any:
    """Whole numbers are the same whatever their kind, but True is not 1; what is no value at all is like nothing else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int, int(value)
    return type(value), value if isinstance(value, str | dt.datetime) else id(value)


def _place(parameter: Any, slots: dict[Any, Slot]) -> Any:
    """The slot, if this is a stand-in; else the constant it is."""
    slot = slots.get(_key(parameter))
    plain = type(parameter) in (int, str, dt.datetime)
    return parameter if slot is None else slot if plain else replace(slot, kind=type(parameter))


def _adapted(value: Value, connection: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value


def _put(parameter: Any, lists: dict[str, list[Any]], connection: Any) -> Any:
    if not isinstance(parameter, Slot):
        return parameter
    value = _adapted(lists[parameter.name][parameter.place], connection)
    return parameter.kind(value) if parameter.kind else value


def _mended(row: tuple[Any, ...], question: Written, connection: Any) -> tuple[Any, ...]:
    values = list(row)
    for at, converters, column in question.make:
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    return tuple(values)
