"""A port for a server that is only tried."""

import socket
from random import SystemRandom

ABOVE_OTHERS, BELOW_LENT = 10_000, 32_000  # from here on systems lend ports to whoever asks for any


def free_port() -> int:
    """One that nobody listens on, and that stays free: no program gets it without naming it."""
    for port in SystemRandom().sample(range(ABOVE_OTHERS, BELOW_LENT), 200):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise OSError(f"no port between {ABOVE_OTHERS} and {BELOW_LENT} is free")
