"""The demo for tests that look at every page: made once for a module, and unchanged by each of its tests."""

from copy import deepcopy

import pytest
from django.db import transaction

from tests.demo import as_on_the_day, stage_of_today


@pytest.fixture(scope="module")
def _rows(django_db_setup, django_db_blocker):
    """Each test runs in a transaction inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield stage_of_today()
        transaction.set_rollback(True)


@pytest.fixture
def stage(_rows, db, settings):
    as_on_the_day(settings)
    return deepcopy(_rows)
