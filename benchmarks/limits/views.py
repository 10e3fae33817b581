"""The limits as views: a page's templates with ready dictionaries, its bytes in one loop, a save, a query."""

from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from benchmarks.limits.captured import ready_template
from spegla.assessments.models import Answer, OwnAnswer
from spegla.people.models import Organisation


@lru_cache
def sections_of(key: str) -> list[list[dict[str, str]]]:
    """The page as dictionaries: text as the template's author wrote it, value as what was put in after it."""
    sections = settings.LIMITS["sections"][key]
    return [[{"text": mark_safe(part["text"]), "value": part["value"]} for part in section] for section in sections]


def page(request: HttpRequest, key: str) -> HttpResponse:
    """The same bytes as the product's page, joined in one loop over texts and values: no page can be drawn for less."""
    return render(request, "limits/page.html", {"sections": sections_of(key)})


def template(request: HttpRequest, inner: str) -> HttpResponse:
    """The same bytes by the page's own templates, from the dictionaries its view once gave them. The view is not run."""
    request.path = request.path_info = f"/{inner}"
    drawn, context = ready_template(request)
    return HttpResponse(drawn.render(context, request))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads session and user, updates one row and inserts its history row; asks nothing else."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    written = {"reason": request.POST["reason"], "request_key": request.POST["request_key"], "changed_at": request.now}
    with transaction.atomic():
        Answer.objects.filter(pk=pk).update(version=F("version") + 1, changed_by_id=request.user.pk, **written)
        Answer.history.model.objects.create(
            id=pk, assessment_id=1, item="item", state="scored", score=2, version=1, changed_by_id=request.user.pk,
            history_date=request.now, history_type="~", history_user_id=request.user.pk, **written,
        )
    return redirect("/limits/query/")


@require_POST
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The trivial way to save one's own answer: updates one row, asks who it is of nobody."""
    OwnAnswer.objects.filter(pk=pk).update(version=F("version") + 1, comment=request.POST["reason"])
    return redirect("/limits/query/")


def query(request: HttpRequest) -> HttpResponse:
    """A bare view with one query."""
    return HttpResponse(Organisation.objects.values_list("name", flat=True)[:1])
