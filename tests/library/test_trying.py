"""Whether a link leads somewhere, asked of a real server on this machine."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from spegla.library.trying import fault_of, is_outside


class Answers(BaseHTTPRequestHandler):
    """What a path says is what happens: /200, /404, /no-head, /to?/200 …"""

    def do_HEAD(self):
        self.answer(405 if self.path == "/no-head" else None)

    def do_GET(self):
        self.answer(200 if self.path == "/no-head" else None)

    def answer(self, status):
        kind, _, onward = self.path.lstrip("/").partition("?")
        self.send_response(status or (302 if kind == "to" else int(kind)))
        if kind == "to":
            self.send_header("Location", onward or "/to")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/200", ""), ("/401", ""), ("/403", ""), ("/404", "gone"), ("/410", "gone"), ("/500", "error"), ("/503", "error"),
        ("/no-head", ""), ("/to?/200", ""), ("/to?/404", "gone"), ("/to", "error"),
    ],
)
def test_what_a_server_answers(server, path, fault):
    assert fault_of(server + path, may_reach=lambda host: True) == fault


def test_nobody_answers():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert fault_of(f"http://127.0.0.1:{port}/", may_reach=lambda host: True) == "silent"
    assert fault_of("http://[nothing", may_reach=lambda host: True) == "silent"


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x", "file:///etc/passwd"])
def test_other_ways_than_the_web_are_not_followed(address):
    assert fault_of(address, may_reach=lambda host: True) == "silent"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "0.0.0.0"])
def test_nothing_inside_a_network_is_reached(server, host):
    assert not is_outside(host)
    assert fault_of(f"http://[{host}]/" if ":" in host else f"http://{host}/") == "inside"


def test_a_way_that_leads_inside_is_not_followed(server):
    reached = []

    def once(host):
        reached.append(host)
        return len(reached) == 1

    assert fault_of(f"{server}/to?http://10.0.0.1/", may_reach=once) == "inside"
    assert reached == ["127.0.0.1", "10.0.0.1"]
