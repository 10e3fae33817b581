"""Django's `include`, `translate`, `static` and `url`, which settle once what they would find out anew for every page.

An included template named by a constant is looked up once, and one of nothing but text (an icon) becomes that text.
A constant sentence is translated once in each language; where a static file lies, and which
address leads to a page, is the same until the next start. What they show is what Django's own tags show.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.template.defaulttags import CycleNode, IfChangedNode, URLNode
from django.template.defaulttags import url as django_url
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode, do_include
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode, do_static
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
NEEDS_ITS_OWN_STATE = (ExtendsNode, BlockNode, CycleNode, IfChangedNode)


class SettledInclude(IncludeNode):
    """An include of a template that is always the same one."""

    found: NodeList | None = None
    text: SafeString | None = None
    as_django_does = False

    def render(self, context: Context) -> SafeString:
        if self.found is None:
            self.settle(context)
        if self.text is not None:
            return self.text
        if self.as_django_does:
            return super().render(context)
        with context.push(**{name: value.resolve(context) for name, value in self.extra_context.items()}):
            return self.found.render(context)  # type: ignore[union-attr]

    def settle(self, context: Context) -> None:
        assert context.template  # a node is rendered by one
        found = context.template.engine.get_template(self.template.var).nodelist
        if all(isinstance(node, TextNode) for node in found):
            self.text = found.render(context)
        self.as_django_does = self.isolated_context or bool(found.get_nodes_by_type(NEEDS_ITS_OWN_STATE))  # type: ignore[arg-type]
        self.found = found


class SettledTranslate(Node):
    """A translation of a sentence that stands in the template."""

    child_nodelists = ()

    def __init__(self, sentence: TranslateNode) -> None:
        self.sentence = sentence
        self.said: dict[str | None, Any] = {}

    def render(self, context: Context) -> Any:
        language, name = get_language(), self.sentence.asvar
        if language not in self.said:
            shown = self.sentence.render(context)
            self.said[language] = context[name] if name else shown
        if not name:
            return self.said[language]
        context[name] = self.said[language]
        return ""


class SettledStatic(StaticNode):
    """The address of a file named by a constant."""

    address: str | None = None

    def url(self, context: Context) -> str:
        if self.address is None:
            self.address = super().url(context)
        return self.address


class SettledUrl(URLNode):
    """The address of a page named by a constant; of its arguments, the latest few thousand are remembered."""

    def render(self, context: Context) -> str:
        arguments = tuple(argument.resolve(context) for argument in self.args)
        try:
            address = _address(get_urlconf() or settings.ROOT_URLCONF, self.view_name.var, arguments)
        except NoReverseMatch:
            return super().render(context)
        if not self.asvar:
            return conditional_escape(address) if context.autoescape else address
        context[self.asvar] = address
        return ""


@lru_cache(maxsize=4096)
def _address(pages: str, name: str, arguments: tuple[Any, ...]) -> str:
    return reverse(name, urlconf=pages, args=arguments)


@register.tag("include")
def include(parser: Parser, token: Token) -> IncludeNode:
    node = do_include(parser, token)
    name = constant(node.template)
    if name is None or name.startswith("."):
        return node
    return SettledInclude(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node = do_translate(parser, token)
    if constant(node.filter_expression) is None or node.message_context or node.noop:
        return node
    return SettledTranslate(node)


@register.tag("static")
def static(parser: Parser, token: Token) -> Node:
    node = do_static(parser, token)
    return node if constant(node.path) is None else SettledStatic(node.varname, node.path)


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    node = django_url(parser, token)
    if node.kwargs or constant(node.view_name) is None:
        return node
    return SettledUrl(node.view_name, node.args, node.kwargs, node.asvar)


def constant(expression: FilterExpression) -> str | None:
    """What stands in quotation marks in the template; None for anything that must be looked up or filtered."""
    value = getattr(expression.var, "literal", expression.var)
    return value if isinstance(value, str) and not expression.filters else None
