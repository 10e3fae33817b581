"""The same world and day as the pages of the steps."""

from tests.web.participant.steps.conftest import as_, today, url, world  # noqa: F401
