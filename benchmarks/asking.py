"""What the clients ask for: a page again and again, or one answer saved anew each time."""

from itertools import count
from typing import Any
from urllib.parse import urlencode

from benchmarks.load import Answer, UnexpectedError

SECRET = "b" * 32  # a token that the cookie and the form agree on; Django takes it unmasked
KEYS = count()


class Reader:
    """Asks for one page, and wants the length it had the first time."""

    def __init__(self, path: str, session: str = "") -> None:
        cookie = f"Cookie: sessionid={session}\r\n" if session else ""
        self.text = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n".encode()
        self.path, self.length = path, -1

    def request(self) -> bytes:
        return self.text

    def judge(self, answer: Answer) -> None:
        if self.length < 0:
            self.length = len(answer.body)
        if answer.status != 200 or len(answer.body) != self.length:
            raise UnexpectedError(f"{self.path} answers {answer.status} with {len(answer.body)} bytes, not {self.length}")


class Writer:
    """Saves one answer over and over. `writer` keeps the version its latest save left, for whoever goes on with it."""

    def __init__(self, writer: dict[str, Any], session: str = "") -> None:
        self.writer, self.path = writer, writer["path"]
        cookie = writer.get("cookie") or f"sessionid={session}"
        self.head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}; csrftoken={SECRET}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        ).encode()

    def request(self) -> bytes:
        key, field = next(KEYS), self.writer.get("field", "reason")
        body = urlencode({
            "csrfmiddlewaretoken": SECRET, "based_on": self.writer["version"], "request_key": f"bench-{key}",
            "choice": self.writer["choice"], field: f"Vi har gått igenom frågan, för {key}:e gången.",
        }).encode()
        return self.head + str(len(body)).encode() + b"\r\n\r\n" + body

    def judge(self, answer: Answer) -> None:
        if answer.status != 302:
            raise UnexpectedError(f"{self.path} answers {answer.status} to a save")
        self.writer["version"] += 1
