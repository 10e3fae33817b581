"""The English of the pages is there, whole, and built. Swedish is in the pages themselves."""

import re

import pytest
from babel.messages.mofile import read_mo

from tools.messages import MO, gather, kept, lacking

PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalog():
    return kept()


def texts(catalog):
    return {(message.id, message.context) for message in catalog if message.id}


def said(catalog):
    return {(tuple(forms(message.id)), message.context): tuple(forms(message.string)) for message in catalog if message.id}


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def test_every_text_of_the_pages_is_in_the_catalogue_and_no_other(catalog):
    found = texts(gather())
    assert len(found) > 100
    assert texts(catalog) == found, "run: make messages"


def test_every_text_has_an_english_one_that_somebody_has_looked_at(catalog):
    assert [message.id for message in lacking(catalog)] == []


def test_a_translation_keeps_its_placeholders(catalog):
    for message in catalog:
        allowed = {found for text in forms(message.id) for found in PLACEHOLDER.findall(text)}
        for text in filter(None, forms(message.string)):
            used = set(PLACEHOLDER.findall(text))
            assert used <= allowed, message.id
            assert used == allowed or len(forms(message.id)) > 1, message.id


def test_what_django_reads_is_built_from_the_catalogue(catalog):
    with MO.open("rb") as file:
        built = said(read_mo(file))
    assert built == said(catalog), "run: make messages"


def test_django_finds_the_english(catalog):
    from django.utils import translation

    known = next(message for message in catalog if isinstance(message.id, str) and message.id and not message.context)
    with translation.override("en"):
        assert translation.gettext(known.id) == known.string
