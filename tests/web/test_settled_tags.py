"""What is settled once says what Django's own tags say: in both languages, in loops, with names of its own."""

import pytest
from django.template import Context, engines
from django.template.loader import get_template
from django.urls import NoReverseMatch
from django.utils import translation

OWN = ["django.templatetags.i18n", "django.templatetags.static", "spegla.web.templatetags.settled"]
TEMPLATES = {
    "icon.html": "<svg></svg>\n",
    "row.html": "{{ name }}, {{ rest|default:'-' }};",
    "block.html": "{% block title %}within{% endblock %}",
    "base.html": "{% block title %}{% endblock %}|{% block body %}{% endblock %}",
}
PAGES = [
    '{% for name in names %}{% include "row.html" %}{% endfor %}',
    '{% for one in names %}{% include "row.html" with name=one rest=forloop.counter %}{% endfor %}{{ rest }}',
    '{% for one in names %}{% include "row.html" with name=one only %}{% endfor %}',
    '{% for one in names %}{% include "icon.html" %}{% include "icon.html" with rest=one %}{% endfor %}',
    '{% for file in files %}{% include file %}{% endfor %}',
    '{% extends "base.html" %}{% block title %}without{% endblock %}{% block body %}{% include "block.html" %}{% endblock %}',
    '{% translate "Monday" %} {% translate "Monday" as word %}{{ word }}{{ word|upper }}',
    '{% translate "<b>Fett</b>" %}{% translate name %}{% translate "Att göra nu"|upper %}{% translate "100 %" noop %}',
    '{% for name in names %}{% static "a&b.css" %}{% static "c.js" as file %}{{ file }}{% static name %}{% endfor %}',
    "{% for one in numbers %}{% url 'participant:round' one %} {% url 'participant:round' one as way %}{{ way }}{% endfor %}",
    "{% url 'public:home' %}{% url 'nowhere' as way %}[{{ way }}]{% url page %}{% url 'participant:round' place=7 %}",
]


def drawn(page, *builtins):
    kind = type(engines["django"].engine)
    loaders = [("django.template.loaders.locmem.Loader", TEMPLATES | {"page.html": page})]
    found = kind(loaders=loaders, builtins=list(builtins)).get_template("page.html")
    data = {"names": ["Alvdala", "<Bäckinge>"], "files": ["icon.html", "row.html"], "name": "<Ekfors>", "rest": "kvar", "numbers": [7, 8, 7], "page": "public:home"}
    shown = []
    for language in ("sv", "en", "sv"):
        with translation.override(language):
            shown.append(found.render(Context(data)))
    return shown


@pytest.mark.parametrize("page", PAGES)
def test_the_settled_tags_show_what_djangos_show(page):
    assert drawn(page, *OWN) == drawn(page, *OWN[:2])


def test_an_address_that_leads_nowhere_is_an_error_as_with_django():
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'nowhere' %}", *OWN)


def test_a_settled_sentence_follows_the_language():
    assert drawn('{% translate "Monday" %}', *OWN) == ["måndag", "Monday", "måndag"]


@pytest.mark.parametrize(("kind", "colour", "icon"), [("late", "warning", "triangle"), ("whatever", "neutral", "circle")])
def test_a_badge_has_the_colour_and_the_shape_of_its_kind(kind, colour, icon):
    shown = get_template("parts/badge.html").render({"kind": kind, "text": "<Försenad>"})
    assert f'data-color="{colour}"' in shown
    assert get_template(f"parts/icons/{icon}.html").render() + "<span>&lt;Försenad&gt;</span>" in shown
