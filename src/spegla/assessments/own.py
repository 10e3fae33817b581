"""What one person answers alone, kept unseen until it is shown (showing.py). No history, no time, no journal of who."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from spegla.assessments.actions import Paper, check_answer
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet
from spegla.assessments.own_queries import lock_sheet, stored_answer
from spegla.assessments.screens import tell_screens
from spegla.journal.prepared import PreparedUpdate
from spegla.journal.versions import StaleError, goes_on
from spegla.people.models import Function, Person
from spegla.programme.schema import Checklist
from spegla.rounds.content import checklists_of, hold_checklist
from spegla.rounds.models import Participation


class UnknownFunctionError(ValueError):
    """A function that nobody can have."""


class AlreadyShownError(Exception):
    """The answers to this item have been shown at this occasion; a later one would be found by subtraction."""


def own_sheet(paper: Paper, person: Person, *, function: str) -> OwnSheet:
    """Her sheet of this paper, made when first needed, with the function she answers as ("" when she does not say)."""
    return _sheet(function, person=person, **paper.keys)


def guest_sheet(live: LiveAssessment, device_hash: str, *, function: str) -> OwnSheet:
    """The sheet of a guest's device in a live assessment, made when first needed, or come back to by another code."""
    return _sheet(
        function, live.code, live=live, device=device_hash, participation=live.participation, unit_id=live.unit_id,
        checklist=live.checklist, occasion=live.occasion,
    )


def _sheet(function: str, code: str = "", **keys: Any) -> OwnSheet:
    if function and function not in Function.values:
        raise UnknownFunctionError(function)
    said = {"function": function, "code": code}
    sheet = OwnSheet.objects.filter(**keys).first() or _first_sheet(said, keys)
    if (sheet.function, sheet.code) != (function, code):
        sheet.function, sheet.code = function, code
        sheet.save(update_fields=[*said])
    return sheet


@transaction.atomic
def _first_sheet(said: dict[str, str], keys: dict[str, Any]) -> OwnSheet:
    lock_place(keys["participation"])
    return OwnSheet.objects.get_or_create(**keys, defaults=said)[0]


def lock_place(place: Participation) -> None:
    """No sheet is made while answers are shown: a foreign key is checked first when all is saved, which is too late."""
    Participation.objects.select_for_update(of=("self",)).get(pk=place.pk)


def save_own_answer(
    sheet: OwnSheet, item: str, changes: dict[str, Any], *, based_on: int, request_key: str, checklist: Checklist | None = None
) -> OwnAnswer:
    """Save what one person says of one item: state and score, comment, what is not working. `checklist`: if it is at hand.

    Raises UnknownItemError, NotOnTheScaleError, AlreadyShownError, OwnSheet.DoesNotExist when it has been taken back, and
    StaleError when her own other device saved in between. A repeat does nothing.
    """
    check_answer(checklist or _checklist_of(sheet), item, changes)
    with transaction.atomic():
        if not lock_sheet(sheet=sheet.pk):
            raise OwnSheet.DoesNotExist
        answer, shown = stored_answer(sheet, item)
        if shown:
            raise AlreadyShownError(item)
        if answer.version and all(getattr(answer, name) == value for name, value in changes.items()):
            return answer
        if answer.version != based_on and not goes_on(answer.request_key, request_key):
            raise StaleError(answer, changes)
        for name, value in changes.items():
            setattr(answer, name, value)
        answer.version, answer.request_key = answer.version + 1, request_key
        _write(answer, sheet)
        tell_screens(**_keys(sheet))
    return answer


def _write(answer: OwnAnswer, sheet: OwnSheet) -> None:
    if not answer.pk:
        hold_checklist(sheet.participation.round_id, sheet.checklist)
        return answer.save()
    _rewrite(
        answer=answer.pk, state=str(answer.state), score=answer.score, comment=answer.comment,
        not_working=answer.not_working, version=answer.version, request_key=answer.request_key,
    )


@PreparedUpdate
def _rewrite(answer: int, **columns: int | str | None) -> tuple[QuerySet[OwnAnswer], dict[str, Any]]:
    return OwnAnswer.objects.filter(pk=answer), columns


def _checklist_of(sheet: OwnSheet) -> Checklist:
    return next(found for found in checklists_of(sheet.participation.round) if found.key == sheet.checklist)


def _keys(sheet: OwnSheet) -> dict[str, Any]:
    """Paper.keys of the paper that a sheet is of."""
    return {
        "participation": sheet.participation_id, "unit_id": sheet.unit_id, "checklist": sheet.checklist,
        "occasion": sheet.occasion,
    }


def take_back(sheet: OwnSheet) -> None:
    """Everything she has answered that has not been shown is erased, and that she answered. Leaves no trace."""
    OwnSheet.objects.filter(pk=sheet.pk).delete()


def forget_own_answers(person: Person) -> None:
    """When a person is forgotten, what she answered alone and was never shown goes too."""
    OwnSheet.objects.filter(person=person).delete()
