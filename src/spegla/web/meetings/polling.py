"""Finding a day: what those who are asked answer, what it comes to, and for those who organise how it is asked and decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from spegla.core.calendar import CalendarError, awkward
from spegla.meetings import polls
from spegla.meetings.asked import Asked, asked_to, expected_at
from spegla.meetings.clashes import clashes_on
from spegla.meetings.letters import poll_letter
from spegla.meetings.models import DatePoll, Invitee, PollTime
from spegla.meetings.polled import best_of, latest_poll, results_of
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.dating import MovedMeanwhileError
from spegla.web.meetings.at import At, organisers_only
from spegla.web.meetings.poll_forms import PollForm, ProposeForm
from spegla.web.office.moving import Moving


def days(at: At) -> HttpResponse:
    """The question that is out (or was), one's own answer, and what it comes to. A POST answers."""
    poll = latest_poll(at.meeting)
    asked = asked_to(at.meeting, now=at.request.now) if poll else []
    mine = own_invitation(at, asked)
    form = own_form(at, poll, mine) if poll and poll.closed_at is None and mine else None
    if at.request.method == "POST":
        return _answered(at, poll, mine, form)
    return _page(at, poll, asked, form)


def own_invitation(at: At, asked: list[Asked]) -> Invitee | None:
    return next((one.invitee for one in asked if one.is_current and one.invitee.person_id == at.request.user.pk), None)


def own_form(at: At, poll: DatePoll, mine: Invitee) -> PollForm:
    data = at.request.POST if at.request.method == "POST" else None
    return PollForm(data, times=poll.times.all(), said=polls.said_by(poll, mine))


def _answered(at: At, poll: DatePoll | None, mine: Invitee | None, form: PollForm | None) -> HttpResponse:
    if poll is None or mine is None or form is None:
        messages.error(at.request, _("Frågan är inte ute längre. Ditt svar sparades inte."))
        return redirect(at.url("days"))
    if not form.is_valid():
        return _page(at, poll, asked_to(at.meeting, now=at.request.now), form, status=422)
    try:
        polls.answer_poll(poll, mine, form.answers, now=at.request.now)
        messages.success(at.request, _("Tack, ditt svar är sparat. Du kan ändra det tills dagen är bestämd."))
    except polls.PollClosedError:
        messages.error(at.request, _("Frågan är inte ute längre. Ditt svar sparades inte."))
    return redirect(at.url("days"))


def _page(at: At, poll: DatePoll | None, asked: list[Asked], form: PollForm | None, *, status: int = 200) -> HttpResponse:
    results = results_of(poll, at.meeting, asked) if poll else []
    best = best_of(results)
    page: dict[str, Any] = {
        "poll": poll,
        "form": form,
        "results": results,
        "best": best.time.pk if best else None,
        "asked": [one for one in asked if one.is_current],
        "choosing": polls.may_choose(at.meeting, at.request.standing),
        "choose_ways": {result.time.pk: at.url("choose", result.time.pk) for result in results},
    }
    if at.organising and poll and poll.closed_at is None:
        page["clashes"] = clashes_on(at.meeting, {result.time.on for result in results}, now=at.request.now)
    return at.render("days", page, heading=_("Vilken dag passar?"), status=status)


@organisers_only
def propose(at: At) -> HttpResponse:
    """Write the times, see the letter and whom it goes to, then send it."""
    poll = latest_poll(at.meeting)
    more = poll is not None and poll.closed_at is None
    form = ProposeForm(at.request.POST if at.request.method == "POST" else None, more=more)
    act = at.request.POST.get("act", "")
    if at.request.method != "POST" or act == "edit" or not form.is_valid() or not _can_be(at, form, more):
        return _propose_page(at, form, more, status=422 if form.is_bound and form.errors and act != "edit" else 200)
    if act != "send":
        return _preview(at, form, poll if more else None)
    return _send(at, form, poll if more else None)


def _propose_page(at: At, form: ProposeForm, more: bool, *, status: int = 200) -> HttpResponse:
    return at.render("propose", {"form": form, "more": more}, heading=_("Föreslå tider"), status=status)


def _can_be(at: At, form: ProposeForm, more: bool) -> bool:
    """Asks the rules; what they say stands in the form."""
    answer_by = form.cleaned_data.get("answer_by") or at.request.today
    try:
        polls.check_proposals(form.proposals, answer_by, fewest=1 if more else polls.FEWEST, today=at.request.today)
    except ValidationError as error:
        known = {name: said for name, said in getattr(error, "message_dict", {}).items() if name in form.fields}
        form.add_error(None, ValidationError(known) if known else ValidationError(error.messages))
    return not form.errors


def _preview(at: At, form: ProposeForm, poll: DatePoll | None) -> HttpResponse:
    """Nothing is saved: the letter as the reader herself would get it."""
    answer_by = form.cleaned_data.get("answer_by") or (poll.answer_by if poll else at.request.today)
    shown = DatePoll(meeting=at.meeting, answer_by=answer_by,
                     message=form.cleaned_data.get("message", poll.message if poll else ""))
    times = [PollTime(on=one.on, starts=one.starts, ends=one.ends) for one in form.proposals]
    times = sorted([*(poll.times.all() if poll else ()), *times], key=lambda time: (time.on, time.starts))
    reader = Invitee(pk=0, person=at.request.user)
    subject, body = poll_letter(shown, times, reader, by=at.request.user)
    days = {time.on for time in times}
    return at.render("propose_preview", {
        "form": form,
        "subject": subject,
        "body": body,
        "people": expected_at(at.meeting, now=at.request.now),
        "guests": [one.invitee for one in asked_to(at.meeting, now=at.request.now) if one.invitee.is_guest],
        "clashes": clashes_on(at.meeting, days, now=at.request.now),
        "awkward": [(day, why) for day in sorted(days) if (why := awkward(day, meeting=True))],
    }, heading=_("Titta igenom brevet"))


def _send(at: At, form: ProposeForm, poll: DatePoll | None) -> HttpResponse:
    how: dict[str, Any] = {"standing": at.request.standing, "now": at.request.now}
    try:
        if poll:
            polls.propose_more(poll, form.proposals, **how)
        else:
            said = {"answer_by": form.cleaned_data["answer_by"], "message": form.cleaned_data["message"]}
            polls.open_poll(at.saved(), form.proposals, **said, **how)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _propose_page(at, form, poll is not None, status=422)
    except polls.PollClosedError:
        messages.error(at.request, _("Frågan är inte ute längre. Inget skickades."))
        return redirect(at.url("days"))
    messages.success(at.request, _("Frågan är skickad. Svaren kommer hit."))
    return redirect(at.url("days"))


@organisers_only
def end(at: At) -> HttpResponse:
    poll = latest_poll(at.meeting)
    if at.request.method == "POST" and poll:
        polls.end_poll(poll, standing=at.request.standing, now=at.request.now)
        messages.success(at.request, _("Frågan är tillbakatagen. Den som öppnar sin länk ser det."))
    return redirect(at.url("days"))


@organisers_only
def choose(at: At, time: int) -> HttpResponse:
    """What follows in the calendar from choosing this time, before it is saved."""
    poll = latest_poll(at.meeting)
    chosen = next((one for one in poll.times.all() if one.pk == time), None) if poll else None
    if poll is None or chosen is None:
        raise Http404
    may = polls.may_choose(at.meeting, at.request.standing)
    if at.request.method == "POST":
        return _chosen(at, poll, chosen) if may else at.refused(may)
    return _choose_page(at, poll, chosen)


def _choose_page(at: At, poll: DatePoll, time: PollTime, *, meanwhile: bool = False) -> HttpResponse:
    clusters = [at.cluster] if at.cluster else list(at.round.clusters.all())
    plan, scope = date_plan_of(at.round, clusters), at.cluster.pk if at.cluster else None
    written = {f"on-{at.step.meeting}": time.on.isoformat(), f"was-{at.step.meeting}": ""}
    moving = Moving(at.round, plan, {one.pk: one for one in clusters}, scope, (at.step.meeting,), written)
    try:
        shown = moving.preview()
    except CalendarError as error:
        raise Http404 from error
    return at.render("choose", shown | {
        "poll": poll, "time": time, "moving": moving, "alone": at.cluster is not None, "meanwhile": meanwhile,
        "choosing": polls.may_choose(at.meeting, at.request.standing),
    }, heading=_("Bestäm dagen"), status=409 if meanwhile else 200)


def _chosen(at: At, poll: DatePoll, time: PollTime) -> HttpResponse:
    how: dict[str, Any] = {"seen": at.request.POST.get("seen", ""), "standing": at.request.standing, "now": at.request.now}
    try:
        polls.choose_time(poll, time, **how)
    except MovedMeanwhileError:
        return _choose_page(at, poll, time, meanwhile=True)
    except polls.PollClosedError:
        messages.error(at.request, _("Någon annan har redan bestämt en dag, eller tagit tillbaka frågan."))
        return redirect(at.url("days"))
    except ValidationError as error:
        messages.error(at.request, error.messages[0])
        return redirect(at.url("days"))
    messages.success(at.request, _("Dagen är bestämd. Den står i kalendern, och alla som fick frågan får ett brev."))
    return redirect(at.url())
