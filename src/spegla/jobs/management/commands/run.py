"""`spegla run`: prepares the installation, then serves pages and works off jobs until it is told to stop."""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from spegla.config.clock import read_clock
from spegla.config.environment import InstallationError
from spegla.jobs.prepare import leave_database, prepare
from spegla.jobs.supervisor import Child, keep


class Command(BaseCommand):
    help = "Prepares the database and the static files, then runs the web server and the job worker."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_taken_port(settings.BIND, settings.PORT)
        prepare(self.stdout.write)
        links = demo_links() if settings.DEMO else []
        leave_database()
        end = keep([web_server(), worker()], environment=environment(), started=lambda: self.announce(links))
        if not end.asked_for:
            raise InstallationError(f"the {end.name} ended by itself (status {end.status}); its last lines say why.")
        self.stdout.write("Stopped.")

    def announce(self, links: list[tuple[str, str, str]]) -> None:
        """Says where the product is, once it answers."""
        wait_for_answer(settings.BIND, settings.PORT)
        self.stdout.write(f"Spegla answers on {settings.SITE_ADDRESS}/ (stop with Ctrl-C)")
        people = [(f"{name}, {role}", address) for name, role, address in links]
        width = max((len(person) for person, _ in people), default=0)
        for person, address in people:
            self.stdout.write(f"  {person:<{width}}  {address}")
        if links:
            self.stdout.write(f"Each link works once; on {settings.SITE_ADDRESS}/ you can be any of them at any time.")
        self.stdout.flush()


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise InstallationError(
                f"port {port} on {host} is kept for the system (ports below 1024 usually are); "
                "take another, as in: make run PORT=8000"
            ) from error
        except OSError as error:
            raise InstallationError(
                f"port {port} on {host} cannot be used ({error.strerror}); "
                f"stop what uses it, or take another, as in: make run PORT={port % 65535 + 1}"
            ) from error


def environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "spegla.config.settings"}


def web_server() -> Child:
    """Few threads for each process: pages wait for the processor, not for the network. Connections, though, are many:
    backpressure counts those that stay open, and every phone in a room holds one.
    """
    command = [sys.executable, "-m", "granian", "spegla.config.wsgi:application", "--interface", "wsgi"]
    command += ["--host", settings.BIND, "--port", str(settings.PORT), "--workers", str(settings.WEB_WORKERS)]
    command += ["--blocking-threads", "2", "--backlog", "2048", "--backpressure", "1024", "--no-ws"]
    return Child("web server", [*command, "--log-level", "warning", "--workers-kill-timeout", "5"])


def worker() -> Child:
    return Child("job worker", [sys.executable, "-m", "spegla.config.command", "worker"])


def wait_for_answer(host: str, port: int) -> None:
    while True:
        try:
            line = HTTPConnection(host, port, timeout=30)
            line.request("GET", "/", headers={"Host": f"127.0.0.1:{port}"})
            line.getresponse().close()
            return
        except (OSError, HTTPException):
            sleep(0.1)
        finally:
            line.close()


def demo_links() -> list[tuple[str, str, str]]:
    """Name, role and sign-in link of each person of the demo."""
    if find_spec("spegla.people.demo") is None:
        return []
    from spegla.people.demo import demo_sign_in_links

    return demo_sign_in_links(now=read_clock())
