"""Where to go after a form that can be sent from any page: back there, and never to another site."""

from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from spegla.web.requests import Visit


def next_page(request: Visit, default: str) -> str:
    """The address in `next` when it lies on this site, else `default` (a name or an address)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else resolve_url(default)
