"""Saving without losing anything: versions, request keys and history with the actor and the time given explicitly."""

from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction


class Versioned(models.Model):
    """A row several people write. `version` counts its saves; `request_key` is that of the latest one."""

    version = models.PositiveIntegerField(default=0)
    request_key = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    just_saved = False  # whether save_version, which gave this row, changed it

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Versioned)


class StaleError(Exception):
    """Somebody saved meanwhile. `current` is what is stored, `wanted` what this person wrote; show both."""

    def __init__(self, current: Any, wanted: dict[str, Any]) -> None:
        super().__init__(f"{type(current).__name__} is at version {current.version}")
        self.current = current
        self.wanted = wanted


def save_tracked(row: models.Model, *, by: Any, now: Any) -> None:
    """Save with a history row that says who and when, both given."""
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = now  # type: ignore[attr-defined]
    row.save()


def first_version(model: type[Row], *, by: Any, now: Any, **keys: Any) -> None:
    """Make sure the row with these keys is there (at version 0, nothing written), with its history. Inside a transaction."""
    if model._default_manager.filter(**keys).exists():
        return
    try:
        with transaction.atomic():
            save_tracked(model(**keys), by=by, now=now)
    except IntegrityError:  # somebody else began it in the same moment
        model._default_manager.get(**keys)


def save_version(
    rows: models.QuerySet[Row], changes: dict[str, Any], *, based_on: int, request_key: str, by: Any, now: Any
) -> Row:
    """Apply changes to the one row of `rows`, if it still is what the person saw.

    A repeat, or changes that are already there, do nothing (`just_saved` is false). What the same form sends after its own
    latest save goes on from that save. Otherwise raises StaleError when the row has moved on. Call inside a transaction.
    """
    assert transaction.get_connection(rows.db).in_atomic_block
    row = rows.select_for_update(of=("self",)).get()
    if row.version and all(getattr(row, name) == value for name, value in changes.items()):
        return row
    if row.version != based_on and not goes_on(row.request_key, request_key):
        raise StaleError(row, changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.request_key, row.changed_at, row.changed_by = request_key, now, by
    save_tracked(row, by=by, now=now)
    row.just_saved = True
    return row


def goes_on(latest: str, request: str) -> bool:
    """Whether a request comes from the form that made the latest save, after it or as the same one sent again.

    Keys of one form differ only in the number after the dot, which counts its saves (see key_after).
    """
    (form, number), (same, later) = _parts(latest), _parts(request)
    return bool(form) and form == same and later >= number


def key_after(key: str) -> str:
    """The request key of a form's next save."""
    form, number = _parts(key)
    return f"{form}.{number + 1}"


def _parts(key: str) -> tuple[str, int]:
    form, _, number = key.partition(".")
    return form, int(number) if number.isdecimal() else 0
