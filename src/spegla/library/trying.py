"""Tries whether a link still leads somewhere. Only the beginning of an answer is read, and nothing inside our own network."""

import http.client
import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from spegla.library.models import Holding

Fault = Holding.Fault
MOST_HOPS, SECONDS = 5, 10.0
NOT_THERE = (404, 410)
ANOTHER_WAY = (403, 405, 501)  # servers that answer no HEAD
HEADERS = {"User-Agent": "Spegla-link-check", "Accept": "*/*"}
Reachable = Callable[[str], bool]


def fault_of(url: str, *, may_reach: "Reachable | None" = None) -> str:
    """"" when it leads somewhere, also to a place where one must sign in; else what is wrong (Holding.Fault)."""
    may_reach = may_reach or is_outside
    for _hop in range(MOST_HOPS):
        try:
            if not may_reach(urlsplit(url).hostname or ""):
                return Fault.INSIDE
            status, onward = _ask(url)
        except (OSError, http.client.HTTPException, ValueError):  # no name, no answer, no certificate, no address
            return Fault.SILENT
        if not onward:
            return Fault.GONE if status in NOT_THERE else Fault.ERROR if status >= 500 else ""
        url = urljoin(url, onward)
    return Fault.ERROR


def is_outside(host: str) -> bool:
    """Whether every address behind the name is one of the open internet. A name nobody knows is nobody's inside."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)


def _ask(url: str) -> tuple[int, str]:
    """The status, and where it sends us on."""
    status, onward = _once("HEAD", url)
    return _once("GET", url) if status in ANOTHER_WAY else (status, onward)


def _once(method: str, url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError(parts.scheme)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request(method, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=HEADERS)
        answer = connection.getresponse()
        onward = answer.getheader("Location", "") if 300 <= answer.status < 400 else ""
        return answer.status, onward
    finally:
        connection.close()
