"""A page asks a room by name: no module of the pages puts a question to the database together itself."""

import ast

import pytest

from tests.house.test_code import FILES

QUESTIONS = {
    "aggregate", "annotate", "exclude", "filter", "in_bulk", "order_by", "prefetch_related", "select_related", "values_list",
}


def questions_to_the_database(source):
    """Line and text of everything in the source that puts a question together for the database."""
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(ast.parse(source)) if asks_the_database(node)]


def asks_the_database(node):
    match node:
        case ast.Attribute(attr="objects"):
            return True
        case ast.Call(func=ast.Attribute(attr="exists" | "count"), args=[], keywords=[]):
            return True
        case ast.Call(func=ast.Attribute(attr="values"), args=[_, *_]):
            return True
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in QUESTIONS
    return False


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("web/")])
def test_pages_leave_questions_to_the_rooms(name):
    """A page asks by a name, such as ideas_visible_to; what it then narrows by is an id or an organisation's place."""
    assert questions_to_the_database(FILES[name].read_text()) == []


@pytest.mark.parametrize(
    "line",
    ["Idea.objects", "rows.filter(pk=1)", "rows.exclude(pk=1)", "rows.exists()", "rows.count()", "rows.values('pk')",
     "rows.values_list('pk')", "rows.order_by('pk')", "rows.select_related('round')", "rows.annotate(n=1)"],
)
def test_every_way_of_asking_is_found(line):
    assert questions_to_the_database(line)


def test_words_and_dictionaries_are_not_asked():
    assert questions_to_the_database("found.values(); text.count('x'); get_object_or_404(ideas_at(place), pk=1)") == []
