"""A round goes on with another edition: what is finished stays, what remains is replaced. How editions join is programme's."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from spegla.core.calendar import Phase, phase_at
from spegla.journal.actions import record
from spegla.people.models import Person
from spegla.programme.amendment import amended
from spegla.programme.content import Content, content_of
from spegla.programme.schema import Date, Programme, Step
from spegla.rounds.calendar import date_plan_of, window_of
from spegla.rounds.content import store
from spegla.rounds.models import Amendment, Round, RoundChecklist
from spegla.rounds.moves import Consequence, DatePlan, consequences


class AmendedMeanwhileError(Exception):
    """The round's programme is no longer the one that was previewed. Nothing was saved."""


@dataclass(frozen=True)
class AmendmentPlan:
    """What an amendment would do. `before` and `after` are the round's dates under either programme."""

    edition: str
    effective_on: dt.date
    before: DatePlan
    after: DatePlan
    kept: tuple[Step, ...]
    moves: tuple[Consequence, ...]

    @property
    def dropped(self) -> list[Step]:
        """Remaining steps of the old programme that the new one does not have."""
        left = {step.key for step in self.after.programme.step}
        return [step for step in self.before.programme.step if step.key not in left]

    @property
    def replaced(self) -> list[Step]:
        """The steps that remain, as the new edition has them."""
        kept = {step.key for step in self.kept}
        return [step for step in self.after.programme.step if step.key not in kept]

    @property
    def new_dates(self) -> list[Date]:
        had = {day.key for day in self.before.programme.date}
        return [day for day in self.after.programme.date if day.key not in had]

    @property
    def lost_dates(self) -> list[Date]:
        has = {day.key for day in self.after.programme.date}
        return [day for day in self.before.programme.date if day.key not in has]

    @property
    def lost_occasions(self) -> list[str]:
        """Keys of the occasions for self-assessment that are gone: nothing may have been answered there."""
        left = {occasion.key for occasion in self.after.programme.edition.occasion}
        return [one.key for one in self.before.programme.edition.occasion if one.key not in left]


def finished_steps(programme: Programme, dates: Iterable[Mapping[str, dt.date]], day: dt.date) -> frozenset[str]:
    """Keys of the steps that are over on this day in every one of the calendars."""
    calendars = [dict(found) for found in dates]
    return frozenset(
        step.key
        for step in programme.step
        if all(phase_at(window_of(step, found), day) is Phase.PAST for found in calendars)
    )


def plan_amendment(round_: Round, edition: Programme, *, effective_on: dt.date, today: dt.date) -> AmendmentPlan:
    """What it would mean to go on with the edition from that day. Raises AmendmentError when the two do not fit.

    A step that is over today or will be on the day it takes effect is finished for ever.
    """
    before = date_plan_of(round_)
    scopes = before.clusters or (None,)
    finished = finished_steps(before.programme, map(before.dates, scopes), max(effective_on, today))
    joined = amended(before.programme, edition, finished, round_.variant)
    after = replace(before, programme=joined)
    return AmendmentPlan(
        edition.edition.key, effective_on, before, after,
        kept=tuple(step for step in before.programme.step if step.key in finished),
        moves=tuple(consequences(before, after)),
    )


@transaction.atomic
def amend_programme(
    round_: Round, plan: AmendmentPlan, content: Content, *, reason: str, seen: str, by: Person, now: dt.datetime
) -> Amendment:
    """Go on with the planned programme; `content` is its stored form, `seen` the hash of the content it replaces.

    Asked twice, the first amendment is returned. Raises AmendedMeanwhileError when the round has moved on.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    latest = locked.amendments.order_by("-at", "-pk").first()
    if latest and latest.before_id == seen and latest.after_id == content.hash:
        return latest
    if locked.programme_id != seen or date_plan_of(locked).fingerprint != plan.before.fingerprint:
        raise AmendedMeanwhileError
    made = Amendment.objects.create(
        round=locked, edition=plan.edition, effective_on=plan.effective_on, reason=reason, before_id=seen,
        after=store(content, now=now), at=now, by=by,
    )
    locked.programme_id = content.hash
    locked.save(update_fields=["programme"])
    record("programme-amended", locked, by=by, now=now, round_id=locked.pk, edition=plan.edition, before=seen,
           after=content.hash, kept=[step.key for step in plan.kept], effective_on=plan.effective_on.isoformat())
    return made


def stored_form(plan: AmendmentPlan) -> Content:
    """The content that the amendment would store. Made before the transaction."""
    return content_of(plan.after.programme)


@transaction.atomic
def bind_checklists(
    round_: Round, checklists: Iterable[Content], *, answered: Callable[[], Iterable[str]], by: Person, now: dt.datetime
) -> list[str]:
    """Bind the round to these checklists, in this order. Returns their keys.

    A checklist that has been answered stays as it is; `answered` asks for their keys, when nobody can begin one any more
    (hold_checklist). Raises ValidationError when one would go, or when none is left.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    wanted = {content.key: content for content in checklists}
    bound = {row.key: row for row in RoundChecklist.objects.select_for_update().filter(round=round_)}
    lost = sorted((set(answered()) & bound.keys()) - wanted.keys())
    if lost:
        raise ValidationError(_("Någon har redan svarat på checklistan %(key)s. Den måste vara kvar.") % {"key": lost[0]})
    if not wanted:
        raise ValidationError(_("Välj minst en checklista."))
    if list(wanted) == list(bound):
        return list(bound)
    round_.checklists.exclude(key__in=wanted).delete()
    for position, (key, content) in enumerate(wanted.items()):
        values = {"position": position} | ({} if key in bound else {"content": store(content, now=now)})
        RoundChecklist.objects.update_or_create(round=round_, key=key, defaults=values)
    record("checklists-bound", round_, by=by, now=now, round_id=round_.pk, was=list(bound), keys=list(wanted))
    return list(wanted)
