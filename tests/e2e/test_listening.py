"""The journeys' own ears: what a page must not do is heard."""

import pytest

from tests.e2e.conftest import Listener

pytestmark = pytest.mark.browser


@pytest.fixture
def listened(page, live_server):
    listener = Listener(live_server.url, ())
    listener.listen_to(page.context)
    page.goto(f"{live_server.url}/logga-in/")
    return page, listener


def test_a_quiet_page_gives_nothing(listened):
    _, listener = listened
    assert (listener.complaints, listener.strangers) == ([], [])


@pytest.mark.parametrize(
    "harm",
    ["document.body.setAttribute('style', 'color: red')", "console.warn('hm')", "setTimeout(() => { throw new Error('oh') })",
     "document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}))"],
)
def test_what_it_says_is_heard(listened, harm):
    page, listener = listened
    with page.context.expect_event("weberror" if "throw" in harm else "console"):
        page.evaluate(f"() => {{ {harm} }}")
    assert len(listener.complaints) == 1


def test_whom_it_asks_is_heard(listened):
    page, listener = listened
    with page.expect_request("https://example.org/*"), pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
    assert listener.strangers == ["https://example.org/"]
