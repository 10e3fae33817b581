"""What things of the journal are called: an idea by its title, an appointment by person and function, a paper by occasion."""

from collections.abc import Iterable

from spegla.assessments.models import Assessment
from spegla.core.visibility import Level
from spegla.files.models import StoredFile
from spegla.improvement.models import Idea, Improvement
from spegla.people.models import Appointment
from spegla.presentations.models import Presentation
from spegla.programme.lookup import occasion_by_key, step_by_key
from spegla.reporting.filling import words_of
from spegla.rounds.content import programme_of

Thing = tuple[str, int | None]


def names_of(things: Iterable[Thing]) -> dict[Thing, str]:
    """At most one query for each kind of thing. A draft that is one person's own is not named."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in things:
        if pk is not None:
            wanted.setdefault(kind, set()).add(pk)
    ideas = Idea.objects.exclude(level=Level.PRIVATE).filter(pk__in=wanted.get("idea", ()))
    improvements = Improvement.objects.filter(pk__in=wanted.get("improvement", ()))
    held = Appointment.objects.filter(pk__in=wanted.get("appointment", ())).select_related("person")
    papers = Assessment.objects.filter(pk__in=wanted.get("assessment", ())).select_related("participation__round")
    names: dict[Thing, str] = {("idea", pk): title for pk, title in ideas.values_list("pk", "title")}
    names |= {("improvement", pk): title for pk, title in improvements.values_list("pk", "title")}
    names |= {("appointment", one.pk): f"{one.person.name}, {one.get_function_display()}" for one in held}
    files = StoredFile.objects.filter(pk__in=wanted.get("storedfile", ()), level__gte=Level.ORGANISATION)
    names |= {("storedfile", pk): name for pk, name in files.values_list("pk", "name")}
    names |= {("assessment", one.pk): _occasion(one) for one in papers}
    shown = Presentation.objects.filter(pk__in=wanted.get("presentation", ())).select_related("participation__round")
    names |= {("presentation", one.pk): _meeting(one) for one in shown}
    return names


def _meeting(presentation: Presentation) -> str:
    return words_of(step_by_key(programme_of(presentation.participation.round), presentation.step).title)


def _occasion(paper: Assessment) -> str:
    return words_of(occasion_by_key(programme_of(paper.participation.round), paper.occasion).title)
