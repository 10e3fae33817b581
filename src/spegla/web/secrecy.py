"""Keeps what signs somebody in out of the log: Django notes the address of every request that it refuses."""

import logging

from spegla.people.letters import without_secret


def without_links(record: logging.LogRecord) -> bool:
    """Takes the secret out of a sign-in link among the words of a record. The record itself is always kept."""
    if isinstance(record.args, tuple):
        record.args = tuple(without_secret(word) if isinstance(word, str) else word for word in record.args)
    return True
