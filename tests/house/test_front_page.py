"""The harness of the browser tests, on the page that everybody meets first."""

import pytest


@pytest.mark.browser
@pytest.mark.both_databases
def test_the_front_page_is_quiet_and_asks_nobody_else(page, live_server):
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(f"{live_server.url}/")
    assert answer.status == 200
    assert page.locator("main h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "sv"
    assert said == []
    assert len(asked) > 1
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


@pytest.mark.browser
def test_another_host_cannot_be_reached(page, live_server):
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://example.org/")
