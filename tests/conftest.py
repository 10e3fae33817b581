"""What every test may ask for: a time, a person who acts, a browser that reaches nothing but this machine."""

import datetime as dt
import os
import shutil
from functools import wraps

import hypothesis
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.utils import translation

from spegla.config import clock
from spegla.documents import child
from tests.patience import PATIENCE, UnderWay

# A busy machine fails nobody, and what is tried is the same everywhere. To look for more: pytest --hypothesis-profile=explore
PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("house", **PATIENT, derandomize=True, database=None)
hypothesis.settings.register_profile("explore", **PATIENT, derandomize=False, max_examples=2000)
hypothesis.settings.load_profile("house")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(autouse=True)
def _default_language():
    """A page leaves its reader's language in the thread; the next test starts in the installation's own."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_busy_machine_spoils_no_document():
    """A document may use as much of a processor as ever; how long it waits for one is not its fault."""
    real = child._run

    @wraps(real)
    def run(arguments, payload, seconds, folder):
        return real(arguments, payload, max(seconds, PATIENCE / 1000), folder)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(child, "_run", run)
        yield


@pytest.fixture(autouse=True, scope="session")
def _the_day_of_a_demo_begins_in_the_morning():
    """A demo keeps the hour it really is; at midnight its clock would go back a day in the middle of a test."""
    began = dt.datetime.now(dt.UTC)
    morning = began.replace(hour=8, minute=0, second=0)

    def tell():
        real = dt.datetime.now(dt.UTC)
        return real if settings.DEMO_CLOCK is None else morning + (real - began)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "real_clock", tell)
        yield


@pytest.fixture
def now():
    """The time as an argument. Nothing below the doors reads a clock, so no test needs to stop one."""
    return dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def by(db):
    """Somebody who acts, when the test does not care who."""
    from spegla.people.models import Person

    return Person.objects.create(email="disa.doer@example.org", name="Disa Doer")


def chromium():
    named = os.environ.get("SPEGLA_TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_collection_modifyitems(items):
    """Playwright keeps an event loop in the thread of the tests, in which Django then refuses its database."""
    if any(item.get_closest_marker("browser") for item in items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which resolves no name but this machine's: a page that asks elsewhere breaks its test."""
    found = chromium()
    if not found:
        pytest.fail("Chromium is missing: apt install chromium (or run without the browser: pytest -m 'not browser').")
    only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    return {**browser_type_launch_args, "executable_path": found, "args": ["--disable-dev-shm-usage", only_here]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)
    return {**browser_context_args, "locale": "sv-SE", "timezone_id": "Europe/Stockholm", "reduced_motion": "reduce"}


@pytest.fixture
def under_way():
    """The next test meets none of them: what a closed browser has asked for is done before the tables are emptied."""
    found = UnderWay()
    request_started.connect(found.begun)
    request_finished.connect(found.ended)
    yield found
    try:
        found.wait()
    finally:
        request_started.disconnect(found.begun)
        request_finished.disconnect(found.ended)
