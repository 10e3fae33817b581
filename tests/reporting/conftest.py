"""A world on days of its round, and the days themselves."""

import datetime as dt

import pytest

from tests.world import make_world

BM1 = dt.date(2027, 3, 25)  # START + 10 weeks, as the edition counts
PREPARING = dt.date(2027, 3, 10)


@pytest.fixture
def world(db):
    return make_world()
