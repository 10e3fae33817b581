"""Reading pages as a person does: one question's part, one section, the words alone."""

import html
import re


def row_of(page: str, item: str) -> str:
    """The part of one question on the answering page."""
    start = page.index(f'id="fraga-{item}"')
    following = page.find('<details class="card question"', start)
    return page[start : following if following > 0 else len(page)]


def section_of(page: str, anchor: str) -> str:
    """One question on the comparison page, with every organisation's part."""
    start = page.index(f'<section class="section" id="{anchor}"')
    following = page.find('<section class="section"', start + 1)
    return page[start : following if following > 0 else page.index("<footer", start)]


def text_of(page: str) -> str:
    """The words that are read, with single spaces and none before a full stop or comma."""
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page))).strip()
    return re.sub(r" (?=[.,](?:\s|$))", "", words)
