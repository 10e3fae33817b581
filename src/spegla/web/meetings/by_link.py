"""What one does by one's own link in a letter, without signing in. Looking saves nothing: mail filters open links too."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from spegla.meetings import polls, replies
from spegla.meetings.announcing import told_of
from spegla.meetings.asked import invited_by
from spegla.meetings.letters import reader_of
from spegla.meetings.models import Invitee
from spegla.meetings.polled import latest_poll
from spegla.meetings.queries import day_of, step_of
from spegla.web.meetings.poll_forms import PollForm
from spegla.web.meetings.reply_forms import ReplyForm
from spegla.web.middleware import LANGUAGE_COOKIE
from spegla.web.requests import Visit

View = Callable[[Visit, Invitee], HttpResponse]


def by_link(view: View) -> Callable[..., HttpResponse]:
    """The view gets who is asked, in her language. A link that is nobody's, or of somebody who has left, leads nowhere."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def inner(request: Visit, token: str) -> HttpResponse:
        invitee = invited_by(token, now=request.now)
        if invitee is None:
            raise Http404
        if LANGUAGE_COOKIE not in request.COOKIES:
            translation.activate(reader_of(invitee).language)
            request.LANGUAGE_CODE = translation.get_language()
        return view(request, invitee)

    return inner


def page_of(invitee: Invitee) -> dict[str, object]:
    meeting, reader = invitee.meeting, reader_of(invitee)
    return {"invitee": invitee, "reader": reader, "meeting": meeting, "step": step_of(meeting), "on": day_of(meeting)}


@by_link
def poll(request: Visit, invitee: Invitee) -> HttpResponse:
    """Which of the times suit? A POST answers."""
    found = latest_poll(invitee.meeting)
    if found is None:
        raise Http404
    page = page_of(invitee) | {"poll": found, "today": request.today}
    if found.closed_at:
        return render(request, "meetings/by_link_poll.html", page, status=410 if request.method == "POST" else 200)
    data = request.POST if request.method == "POST" else None
    form = PollForm(data, times=found.times.all(), said=polls.said_by(found, invitee))
    if not form.is_valid():
        return render(request, "meetings/by_link_poll.html", page | {"form": form}, status=422 if form.is_bound else 200)
    try:
        polls.answer_poll(found, invitee, form.answers, now=request.now)
    except polls.PollClosedError:
        return redirect(request.path)
    messages.success(request, _("Tack, ditt svar är sparat. Du kan ändra det tills dagen är bestämd."))
    return redirect(request.path)


@by_link
def reply(request: Visit, invitee: Invitee) -> HttpResponse:
    """Does she come, and what does she need? A POST answers."""
    told = told_of(invitee.meeting)
    if told.last is None:
        raise Http404
    page = page_of(invitee) | {"told": told, "today": request.today}
    stands = told.stands
    if stands is None or stands.on < request.today:
        return render(request, "meetings/by_link_reply.html", page, status=410 if request.method == "POST" else 200)
    data = request.POST if request.method == "POST" else None
    form = ReplyForm.of(data, replies.standing_reply(invitee, told), replies.need_of(invitee))
    if not form.is_valid():
        return render(request, "meetings/by_link_reply.html", page | {"form": form}, status=422 if form.is_bound else 200)
    try:
        replies.reply(invitee, form.cleaned_data["comes"], form.needs, now=request.now)
    except replies.NotAskedError:
        return redirect(request.path)
    messages.success(request, _("Tack, ditt svar är sparat. Du kan ändra det tills träffen börjar."))
    return redirect(request.path)
