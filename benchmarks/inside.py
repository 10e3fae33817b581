"""Pages and the save seen from inside the process: the session to ask with, the number of queries, the page in parts."""

from collections.abc import Callable
from http.cookies import SimpleCookie
from itertools import count
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.parts import marked_values, sections_of
from benchmarks.scene import Setting
from spegla.assessments.models import Answer
from spegla.people.models import Person
from spegla.rounds.models import Participation

TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


class PageError(Exception):
    """A page that is to be measured does not answer as it should."""


def page_facts(key: str, title: str, path: str, person: Person, sections: dict[str, Any]) -> dict[str, Any]:
    """What to ask for and what is seen from inside; for a page that does not answer, that."""
    try:
        return {"key": key, "title": title, "path": path, **_seen(key, path, person, sections)}
    except PageError as error:
        return {"key": key, "title": title, "path": path, "missing": str(error)}


def _seen(key: str, path: str, person: Person, sections: dict[str, Any]) -> dict[str, Any]:
    """Counted at the second visit: the first one reads what a process keeps."""
    client = signed_in(person)
    visit(client, path)
    with CaptureQueriesContext(connection) as seen:
        body = visit(client, path)
    queries = statements(seen)
    with marked_values():
        sections[key] = sections_of(visit(client, path))
    return {
        "session": client.cookies["sessionid"].value, "queries": queries, "bytes": len(body.encode()),
        "parts": sum(map(len, sections[key])),
    }


def save_facts(setting: Setting, place: Participation, *, limit: Participation, writers: int) -> dict[str, Any]:
    """An item for each writer, in an assessment that nobody else writes in while it is measured."""
    person = setting.person(place)
    client = signed_in(person)
    occasion = setting.occasions[-1]
    items = list(_answers(place, occasion)[:writers])
    paths = {item.item: reverse("participant:answer", args=[place.pk, occasion, item.item]) for item in items}
    last = items[-1]
    body = {"choice": last.score, "reason": "En gång på förhand", "based_on": last.version, "request_key": "before"}
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(paths[last.item], body, SERVER_NAME="127.0.0.1")
    if answer.status_code != 302:
        raise PageError(f"saving answers {answer.status_code}")
    return {
        "key": "save", "title": "save one answer", "session": client.cookies["sessionid"].value,
        "queries": statements(seen), "bytes": 0,
        "writers": [_writer(paths[one.item], one) for one in _answers(place, occasion)[:writers]],
        "limit_writers": [_writer(f"/limits/save/{one.pk}/", one) for one in _answers(limit, occasion)[:writers]],
    }


def _writer(path: str, answer: Answer) -> dict[str, Any]:
    return {"path": path, "version": answer.version, "choice": answer.score}


def _answers(place: Participation, occasion: str) -> Any:
    return Answer.objects.filter(assessment__participation=place, assessment__occasion=occasion).order_by("pk")


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def visit(client: Client, path: str) -> str:
    answer = client.get(path, SERVER_NAME="127.0.0.1")
    if answer.status_code != 200:
        raise PageError(f"{path} answers {answer.status_code}")
    return answer.content.decode()


def statements(seen: CaptureQueriesContext) -> int:
    """What was asked of the database, without the words that open and close transactions. Before the next request."""
    return sum(not query["sql"].startswith(TRANSACTION) for query in seen.captured_queries)


def visitor(key: str) -> Callable[[], object]:
    """One visit to a page, or one save, for the profiler; in a place that has been filled."""
    facts = settings.LIMITS
    if key == "own":
        return own_saver(facts["rooms"][-1])
    page: dict[str, Any] = facts["save"] if key == "save" else next(one for one in facts["pages"] if one["key"] == key)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = page["session"]
    if key != "save":
        return lambda: visit(client, page["path"])
    writer = page["writers"][0]
    return lambda: _save_again(client, writer)


def own_saver(room: dict[str, Any]) -> Callable[[], object]:
    """A guest in a room saves an answer of her own, again and again."""
    client, versions = Client(raise_request_exception=False), count()
    client.cookies = SimpleCookie(room["guests"][0])
    path = room["answer"].replace("ITEM", room["items"][-1])

    def save() -> None:
        version = next(versions)
        said = {"choice": 2, "comment": f"För {version}:e gången", "request_key": f"own-{version}", "based_on": version}
        if client.post(path, said, SERVER_NAME="127.0.0.1").status_code != 302:
            raise PageError(f"saving one's own answer at version {version} was not accepted")

    return save


def _save_again(client: Client, writer: dict[str, Any]) -> None:
    version = writer["version"]
    body = {"choice": writer["choice"], "reason": f"För {version}:e gången", "based_on": version, "request_key": f"v{version}"}
    if client.post(writer["path"], body, SERVER_NAME="127.0.0.1").status_code != 302:
        raise PageError(f"saving at version {version} was not accepted")
    writer["version"] += 1
