"""A real mail server on this machine, for as long as a test lasts."""

from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.patience import PATIENCE
from tools.ports import free_port


@contextmanager
def serving(handler):
    """Gives the port on which `handler` takes letters."""
    port = free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=PATIENCE / 1000)
    server.start()
    try:
        yield port
    finally:
        server.stop()
