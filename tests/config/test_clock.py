"""The clock of a demo stands on its day, where the installation lives; the hours go on."""

import datetime as dt

import pytest

from spegla.config import clock


@pytest.mark.parametrize(
    ("real", "pretended"),
    [
        ("2027-03-01T09:30:00+00:00", "2019-05-01T08:30:00+00:00"),  # 10.30 in Sweden, winter and summer
        ("2027-03-01T23:30:00+00:00", "2019-04-30T22:30:00+00:00"),  # half past midnight in Sweden
    ],
)
def test_a_demo_pretends_the_day_and_keeps_the_hour(settings, monkeypatch, real, pretended):
    settings.TIME_ZONE, settings.DEMO_CLOCK = "Europe/Stockholm", dt.date(2019, 5, 1)
    monkeypatch.setattr(clock, "real_clock", lambda: dt.datetime.fromisoformat(real))
    assert clock.read_clock() == dt.datetime.fromisoformat(pretended)


def test_elsewhere_it_is_the_time_it_is(settings, monkeypatch, now):
    settings.DEMO_CLOCK = None
    monkeypatch.setattr(clock, "real_clock", lambda: now)
    assert clock.read_clock() == now


def test_the_real_clock_knows_its_zone():
    assert clock.real_clock().utcoffset() == dt.timedelta(0)
