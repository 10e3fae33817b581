"""Takes a person's name out of what tells who did what, above the room of people. What people wrote of other things stays."""

from django.db import transaction

from spegla.improvement import actions as improvement
from spegla.journal.forgetting import forget_in_rows
from spegla.library.actions import forget_reflections
from spegla.people.models import Person
from spegla.presentations import forgetting as presentations
from spegla.reporting.models import SentLine
from spegla.rounds import actions as rounds
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.steps import actions as steps

NAMING = ("people", "service", "mentor-decision")  # what a slot draws on that has names in it


@transaction.atomic
def forget_in_work(person: Person, *, name: str) -> int:
    """`name` is what she was called before; only in what organisations she acted for have. Returns how many places changed.

    In the lines that the product filled in when reports were sent and presentations shared, and where a name is asked
    for: who decided, who holds an improvement together, what a service is called.
    """
    organisations = list(person.appointments.values_list("organisation_id", flat=True))
    lines = SentLine.objects.filter(section__report__participation__organisation_id__in=organisations)
    forget_reflections(person)
    given = {"alias": person.name, "organisations": organisations}
    changed = forget_in_rows(lines, ("text",), name, alias=person.name)
    slots = _slots_with_names(organisations)
    changed += presentations.forget_name(name, alias=person.name, organisations=organisations, slots=slots)
    return changed + sum(room.forget_name(name, **given) for room in (steps, rounds, improvement))


def _slots_with_names(organisations: list[int]) -> set[str]:
    """Those of the rounds these organisations take part in, that are filled with who somebody is or who decided."""
    places = Participation.objects.filter(organisation_id__in=organisations).select_related("round")
    templates = [template for place in places for template in programme_of(place.round).presentation]
    return {slot.key for template in templates for slot in template.slot if slot.draws_on in NAMING}
