"""The pages for what is not there and what went wrong."""

from django.http import HttpResponse
from django.shortcuts import render

from spegla.web.requests import Visit


def not_found(request: Visit, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: Visit) -> HttpResponse:
    return render(request, "500.html", status=500)
