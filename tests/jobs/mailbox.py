"""A real mail server on this machine, for as long as a test lasts."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


@contextmanager
def serving(handler):
    """Gives the port on which `handler` takes letters."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=30)
    server.start()
    try:
        yield port
    finally:
        server.stop()
