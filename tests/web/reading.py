"""Reading a page's forms as a browser does."""

import re


def hidden(page: str, name: str) -> str:
    """The value of a hidden field; the first one of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def press(client, address, name, *, at=None, **sent):
    """Send a form of the page at `at` (or the address itself) with its hidden field `name` and what is chosen."""
    page = client.get(at or address).content.decode()
    return client.post(address, {name: hidden(page, name), **sent})
