"""A page's template with the context its view gave it, kept in memory after the first request. The view is not run again."""

from threading import Lock, get_ident
from typing import Any

from django.http import HttpRequest
from django.template.backends.django import Template
from django.urls import resolve

Ready = tuple[Template, dict[str, Any]]
KNOWN: dict[tuple[str, int], Ready] = {}
ONE_AT_A_TIME = Lock()


class NotATemplateError(Exception):
    """The view answered without drawing a template."""


def ready_template(request: HttpRequest) -> Ready:
    """The template and context of the page at the request's path, as its person sees it."""
    key = (request.get_full_path(), request.user.pk)
    if key not in KNOWN:
        with ONE_AT_A_TIME:
            KNOWN[key] = _capture(request)
    return KNOWN[key]


def _capture(request: HttpRequest) -> Ready:
    """Runs the view once and notes the first template drawn in this thread; others pass through untouched."""
    seen: list[Ready] = []
    draw, thread = Template.render, get_ident()

    def noted(self: Template, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> Any:
        if get_ident() == thread:
            seen.append((self, dict(context or {})))
        return draw(self, context, request)

    Template.render = noted  # type: ignore[method-assign]
    try:
        match = resolve(request.path_info)
        match.func(request, *match.args, **match.kwargs)
    finally:
        Template.render = draw  # type: ignore[method-assign]
    if not seen:
        raise NotATemplateError(request.path_info)
    return seen[0]
