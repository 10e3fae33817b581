"""The same world, people and day as the pages of improvements have."""

from tests.web.participant.improvement.conftest import anna, at, boss, people, place, queries, signed_in, today, world

__all__ = ["anna", "at", "boss", "people", "place", "queries", "signed_in", "today", "world"]
