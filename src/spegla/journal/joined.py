"""Model instances with what they point at, from the rows of a prepared question: what select_related gives."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

Model = TypeVar("Model", bound=models.Model)


class Joined(Generic[Model]):
    """A model and some of its foreign keys. `columns` are what the question must give, in that order."""

    def __init__(self, model: type[Model], *related: str) -> None:
        self.model = model
        self.names = _names(model)
        keys: list[Any] = [model._meta.get_field(name) for name in related]
        self.related = [(key.name, key.attname, key.related_model, _names(key.related_model)) for key in keys]
        pointed = [f"{name}__{column}" for name, _, _, columns in self.related for column in columns]
        self.columns = (*self.names, *pointed)

    def instance(self, row: Sequence[Any]) -> Model:
        """One instance; a foreign key that is empty is None."""
        end = len(self.names)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[:end])
        for name, key, of, columns in self.related:
            begin, end = end, end + len(columns)
            there = getattr(made, key) is not None
            setattr(made, name, of.from_db(DEFAULT_DB_ALIAS, columns, row[begin:end]) if there else None)
        return made


def _names(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
