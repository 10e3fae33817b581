"""Takes a person's name out of what tells who did what, above the room of people. What people wrote of other things stays."""

from django.db import transaction

from spegla.improvement import actions as improvement
from spegla.journal.forgetting import forget_in_rows
from spegla.library.actions import forget_reflections
from spegla.people.models import Person
from spegla.reporting.models import SentLine
from spegla.rounds import actions as rounds
from spegla.steps import actions as steps


@transaction.atomic
def forget_in_work(person: Person, *, name: str) -> int:
    """`name` is what she was called before; only in what organisations she acted for have. Returns how many places changed.

    In the lines that the product filled in when reports were sent, and where a name is asked for: who decided, who holds
    an improvement together, what a service is called.
    """
    organisations = list(person.appointments.values_list("organisation_id", flat=True))
    lines = SentLine.objects.filter(section__report__participation__organisation_id__in=organisations)
    forget_reflections(person)
    given = {"alias": person.name, "organisations": organisations}
    changed = forget_in_rows(lines, ("text",), name, alias=person.name)
    return changed + sum(room.forget_name(name, **given) for room in (steps, rounds, improvement))
