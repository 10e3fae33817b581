"""Takes the pictures of the manual from the demo: the same day gives the same pictures.

    python tools/screenshots.py [--today 2027-03-01] [--to docs/pictures]
"""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from spegla.jobs.demo.build import make_demo  # noqa: E402
from spegla.jobs.demo.stage import Stage  # noqa: E402
from tests.conftest import chromium  # noqa: E402
from tests.demo import KEY_PERSON, OFFICER, TODAY, browser_of  # noqa: E402

SCREEN, MIDDLE, LOW, PHONE = (1280, 880), (1280, 780), (1280, 680), (360, 740)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it, from its header down; `before` is what she does first."""

    name: str
    who: str
    where: str
    before: Callable[[Page], None] = lambda page: None
    size: tuple[int, int] = SCREEN


def pictures(stage: Stage) -> list[Picture]:
    place, round_ = stage.places["one", "granasa"].pk, stage.rounds["one"].pk
    now, sheet = reverse("participant:now"), reverse("participant:assessment", args=[place, "bm2"])
    return [
        Picture("now", KEY_PERSON, now),
        Picture("now-phone", KEY_PERSON, now, size=PHONE),
        Picture("step", KEY_PERSON, reverse("participant:step", args=[place, "bm2"])),
        Picture("assessment", KEY_PERSON, f"{sheet}?punkt=competence", _open_question),
        Picture("shift", KEY_PERSON, reverse("participant:shift", args=[place, "bm2"])),
        Picture("comparison", KEY_PERSON, reverse("participant:comparison", args=[place, "bm1"]), _first_question, LOW),
        Picture("report", KEY_PERSON, reverse("participant:report", args=[place]), size=MIDDLE),
        Picture("progress", OFFICER, reverse("office:progress", args=[round_])),
        Picture("dates", OFFICER, reverse("office:dates", args=[round_]), _move_a_meeting),
    ]


def _open_question(page: Page) -> None:
    page.locator("details.question[open]").evaluate("one => one.scrollIntoView()")


def _first_question(page: Page) -> None:
    page.locator("main section.section[id]").first.evaluate("one => one.scrollIntoView()")


def _move_a_meeting(page: Page) -> None:
    """To what would follow; it is not saved."""
    later = settings.DEMO_CLOCK + dt.timedelta(weeks=16)
    page.locator("input[type=date][name=on-bm3]").fill(later.isoformat())
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


@contextmanager
def serving() -> Iterator[str]:
    application = StaticFilesHandler(get_wsgi_application())
    with make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def take(picture: Picture, stage: Stage, browser: Browser, home: str, folder: Path) -> None:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce"
    )
    session = browser_of(stage, picture.who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    page = context.new_page()
    page.goto(home + picture.where)
    picture.before(page)
    page.locator(".rehearsal").evaluate_all("bars => bars.forEach(bar => bar.remove())")  # that the clock is set
    page.evaluate("document.fonts.ready")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    print(f"{path}: {path.stat().st_size // 1024} kB")
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--today", type=dt.date.fromisoformat, default=TODAY, help="the day the demo stands on")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures", help="where the pictures go")
    asked = parser.parse_args()
    settings.DEMO, settings.DEMO_CLOCK = True, asked.today
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    asked.to.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    stage = make_demo(asked.today)
    with serving() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--disable-dev-shm-usage"])
        for picture in pictures(stage):
            take(picture, stage, browser, home, asked.to)
        browser.close()


if __name__ == "__main__":
    main()
