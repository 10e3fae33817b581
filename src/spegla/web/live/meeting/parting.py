"""Before leaving: were the aims reached, and plus, minus, interesting. On a phone, by raised hands, or from paper."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spegla.minutes.following import following
from spegla.minutes.leaving import (
    AimsShownError,
    FeedbackOverError,
    TooFewJudgedError,
    count_hands,
    give_feedback,
    give_paper_feedback,
    judge_aims,
    show_aims,
)
from spegla.minutes.policy import may_be_in
from spegla.minutes.rooms import tell
from spegla.minutes.seats import add_by_hand, remove_by_hand
from spegla.steps.actions import choose_host
from spegla.steps.policy import may_work_together
from spegla.web.live.meeting.answers import Said, saved
from spegla.web.live.meeting.forms import AimsForm, FeedbackForm, HandsForm, SeatForm
from spegla.web.live.meeting.room import Here, for_holders, in_meeting
from spegla.web.live.meeting.steering import said_at
from spegla.web.requests import Request


@require_POST
@in_meeting
def aims(request: Request, here: Here) -> HttpResponse:
    """What one person thinks of each aim. It is counted, and cannot be told from the others' afterwards."""
    if here.seat is None:
        raise Http404
    allowed = may_be_in(here.room, request.standing, is_guest=not here.of_us, now=said_at(request))
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    form = AimsForm(request.POST, aims=here.step.aim)
    if not form.is_valid():
        return saved(here, Said("aims", form), status=422)
    try:
        if form.answers:
            judge_aims(here.seat, here.room, form.answers)
    except AimsShownError:
        problem = _("Svaren visades innan ditt kom fram. Det är inte med, men du kan säga det i rummet.")
        return saved(here, Said(problem=problem), status=409)
    return saved(here)


@require_POST
@for_holders
def show(request: Request, here: Here) -> HttpResponse:
    """Everybody sees how many said what of the aims; no more answers are taken."""
    try:
        show_aims(here.room, now=request.now)
    except TooFewJudgedError:
        problem = _("Minst tre behöver ha svarat för att ingen ska kunna räknas ut. Vänta in fler, eller räkna händer.")
        return saved(here, Said(problem=problem), status=409)
    return saved(here)


@require_POST
@in_meeting
def feedback(request: Request, here: Here) -> HttpResponse:
    """Plus, minus, interesting, without a name. Also for a day after the room has closed."""
    if here.seat is None:
        raise Http404
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return saved(here, Said("feedback", form), status=422)
    if not any(text.strip() for text in form.words.values()):
        return saved(here, Said("feedback", problem=_("Skriv något i minst en av rutorna.")), status=422)
    try:
        give_feedback(here.seat, here.room, form.words, now=said_at(request))
    except FeedbackOverError:
        return saved(here, Said(problem=_("Tiden för att lämna synpunkter är slut. De som kom in visas redan.")), status=409)
    return saved(here)


@require_POST
@for_holders
def hands(request: Request, here: Here) -> HttpResponse:
    """How many hands were raised for yes, partly and no."""
    form = HandsForm(request.POST)
    if not form.is_valid() or form.cleaned_data["aim"] not in {aim.key for aim in here.step.aim}:
        raise Http404
    count_hands(here.room, form.cleaned_data["aim"], form.counts, now=request.now)
    return saved(here)


@require_POST
@for_holders
def paper(request: Request, here: Here) -> HttpResponse:
    """One slip of paper."""
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return saved(here, Said("paper", form), status=422)
    try:
        give_paper_feedback(here.room, form.words, now=said_at(request))
    except FeedbackOverError:
        return saved(here, Said(problem=_("Tiden för att lämna synpunkter är slut. De som kom in visas redan.")), status=409)
    return saved(here)


@require_POST
@for_holders
def present(request: Request, here: Here) -> HttpResponse:
    """Somebody who is there without a phone."""
    form = SeatForm(request.POST, places=here.places, of_us=False)
    if not form.is_valid():
        return saved(here, Said("present", form), status=422)
    add_by_hand(here.room, **form.cleaned_data)
    return saved(here)


@require_POST
@for_holders
def next_host(request: Request, here: Here) -> HttpResponse:
    """Who hosts the meeting that follows."""
    after, cluster = following(here.meeting), here.meeting.cluster
    places = {str(place.pk): place for place in here.places}
    chosen = request.POST.get("host", "")
    if after is None or cluster is None or not after.has_host or (chosen and chosen not in places):
        raise Http404
    allowed = may_work_together(cluster, request.standing)
    if not allowed:
        return saved(here, Said(refused=allowed), status=403)
    choose_host(cluster, after.step.key, places.get(chosen), standing=request.standing, now=request.now)
    tell(here.meeting.pk)
    return saved(here)


@require_POST
@for_holders
def absent(request: Request, here: Here, seat: int) -> HttpResponse:
    """Somebody who was added by hand was not there after all."""
    remove_by_hand(here.room, seat)
    return saved(here)
