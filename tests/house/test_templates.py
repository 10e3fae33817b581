"""Every template parses, and holds nothing that the content security policy would stop."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

from spegla.config.environment import PACKAGE

FOLDER = PACKAGE / "web" / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
TAG = r"<[a-zA-Z][^<>]*\s"
FORBIDDEN = {
    "an inline style": re.compile(rf"{TAG}style\s*=|<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "an event attribute": re.compile(rf"{TAG}on[a-z]+\s*="),
    "a javascript address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "an address of a third party": re.compile(r"<(?:link|script|img|iframe|source|form)\b[^>]*(?:src|href|action)=[\"'](?:https?:)?//"),
    "the clock": re.compile(r"\{%-?\s*now\b"),
    "text let through unescaped": re.compile(r"(?<!field\.help_text)\|\s*safe\b|\{%\s*autoescape off"),
}


def test_there_are_templates():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_parses(name):
    get_template(name)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = []
    for name in TEMPLATES:
        text = COMMENT.sub("", (FOLDER / name).read_text())
        found += [f"{name}: {hit.group()[-60:]}" for hit in FORBIDDEN[what].finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("an inline style", '<p class="a" style="color: red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an event attribute", '<button type="button" onclick="go()">'),
        ("a javascript address", '<a href="javascript:go()">'),
        ("an address of a third party", '<script src="https://cdn.example.org/a.js"></script>'),
        ("the clock", '{% now "Y" %}'),
        ("text let through unescaped", "{{ text|safe }}"),
    ],
)
def test_what_is_forbidden_is_also_found(what, line):
    assert FORBIDDEN[what].search(line)


def test_the_policy_lets_nothing_inline_through():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
