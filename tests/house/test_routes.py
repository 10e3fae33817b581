"""Who may go where: each address lets in whom the table names, and answers everybody else as if it were not there."""

import pytest
from django.urls import reverse
from django.urls.converters import IntConverter

from tests.demo import browser_of
from tests.house.routes import ROUTES, in_the_resolver

PARTS = dict(in_the_resolver())
UNKNOWN_NUMBER, UNKNOWN_WORD = 987_654_321, "finns-inte"


def each(keep=lambda route: True):
    return pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if keep(route)])


def ask(client, name, method, keys):
    route, url = ROUTES[name], reverse(name, kwargs=keys)
    answer = client.post(url, route.sent) if method == "POST" else client.get(url)
    if answer.streaming:
        list(answer)  # to its end, which closes the file
    return answer


def telling(name):
    """The methods that look anything up: a GET that only sends on to another page tells nothing."""
    return [method for method in ROUTES[name].methods if method == "POST" or ROUTES[name].answer == 200]


def test_every_address_is_in_the_table_once():
    assert sorted(name for name, _ in in_the_resolver()) == sorted(ROUTES)


@each()
def test_whom_it_is_for_comes_in_by_its_own_methods_only(stage, name):
    route = ROUTES[name]
    client, keys = browser_of(stage, route.reader), route.keys(stage)
    assert ask(client, name, "GET", keys).status_code == (route.answer if "GET" in route.methods else 405)
    assert (ask(client, name, "POST", keys).status_code in {200, 302, 409, 422}) is ("POST" in route.methods)
    if "POST" not in route.methods:
        assert ask(client, name, "POST", keys).status_code == 405


@each(lambda route: route.reader)
def test_who_is_not_signed_in_comes_to_the_sign_in_page_and_back(stage, name):
    route = ROUTES[name]
    keys = route.keys(stage)
    for method in route.methods:
        answer = ask(browser_of(stage), name, method, keys)
        assert answer.status_code == 302, method
        assert answer.url.startswith(reverse(route.door) + ("?next=/" if route.door == "people:sign-in" else "")), method


@each(lambda route: route.refused)
def test_who_may_not_see_it_learns_nothing(stage, name):
    route = ROUTES[name]
    keys = route.keys(stage)
    asked = [(person, keys) for person in route.refused] + [(person, own(stage)) for person, own in route.elsewhere]
    for person, where in asked:
        client = browser_of(stage, person)
        for method in telling(name):
            assert ask(client, name, method, where).status_code == 404, f"{person}: {method} {where}"


@pytest.mark.parametrize("name", [name for name, parts in PARTS.items() if parts])
def test_what_does_not_exist_is_not_found(stage, name):
    route = ROUTES[name]
    client, keys = browser_of(stage, route.reader), route.keys(stage)
    for part, converter in PARTS[name].items():
        unknown = UNKNOWN_NUMBER if isinstance(converter, IntConverter) else UNKNOWN_WORD
        for method in telling(name) if part not in route.lenient else ():
            assert ask(client, name, method, {**keys, part: unknown}).status_code == 404, f"{method} {part}"


@each(lambda route: route.demo)
def test_a_real_installation_has_none_of_it(stage, settings, name):
    keys = ROUTES[name].keys(stage)
    settings.DEMO = False
    for method in ROUTES[name].methods:
        assert ask(browser_of(stage), name, method, keys).status_code == 404


@each(lambda route: "POST" in route.methods)
def test_a_sign_that_no_text_has_is_refused_by_every_form(stage, name):
    """Whatever field it stands in, typed or not, PostgreSQL keeps no text with it: a message, and never an error of ours."""
    route = ROUTES[name]
    client, address = browser_of(stage, route.reader), reverse(name, kwargs=route.keys(stage))
    for fields in (["seen"], [*route.sent, "title", "text", "name", "email", "reason", "based_on", "request_key"]):
        answer = client.post(address, route.sent | dict.fromkeys(fields, "x\x00"))
        if answer.streaming:
            list(answer)
        assert answer.status_code in ({400} if fields == ["seen"] else {200, 302, 400, 403, 404, 409, 422})
