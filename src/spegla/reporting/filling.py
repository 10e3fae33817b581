"""What the product fills in under the headings of a final report, from what is already there, in the reader's language.

One function for each `draws_on` of an edition. Nothing here that others have shown to fewer than the whole round, and
no draft that is one person's own.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from spegla.improvement.models import Improvement
from spegla.people.models import Function
from spegla.programme.lookup import occasion_by_key
from spegla.programme.schema import Text
from spegla.reporting import scores
from spegla.reporting.sources import Sources


@dataclass(frozen=True, slots=True)
class Line:
    """Something filled in: what it is about, and what there is to say."""

    label: str
    text: str


MENTOR_ANSWERS = {"yes": gettext_lazy("Ja"), "not-yet": gettext_lazy("Inte än"), "no": gettext_lazy("Nej")}
NAMED = (Function.ELECTED_OFFICIAL, Function.SENIOR_MANAGER)


def _organisation(found: Sources) -> Iterator[Line]:
    place = found.place
    kind = place.organisation.get_kind_display()
    yield Line(_("Organisation"), _("%(name)s (%(kind)s)") % {"name": place.organisation.name, "kind": kind})
    yield Line(_("Omgång"), place.round.name)
    if place.cluster:
        members = [_with_role(member) for member in found.members]
        yield Line(_("Kluster"), f"{place.cluster.name}: {', '.join(members)}")
        if place.cluster.theme:
            yield Line(_("Klustrets tema"), place.cluster.theme)


def _with_role(member: Any) -> str:
    return _("%(name)s (mentor)") % {"name": member.organisation.name} if member.is_mentor else member.organisation.name


def _people(found: Sources) -> Iterator[Line]:
    """How many in each function; names only of those who answer for the work, and only while they are appointed."""
    names: dict[str, list[str]] = {}
    for appointment in found.team:
        names.setdefault(appointment.function, []).append(appointment.person.name)
    words = {function.key: words_of(function.title) for function in found.programme.edition.function}
    for function in Function:
        held = names.get(function, [])
        if held:
            count = ngettext("%(n)s person", "%(n)s personer", len(held)) % {"n": len(held)}
            shown = f"{count} ({', '.join(held)})" if function in NAMED else count
            yield Line(words.get(function) or str(function.label).capitalize(), shown)


def _start(found: Sources) -> Iterator[Line]:
    for checklist, occasions in found.answered():
        occasion, answers = occasions[0]
        yield Line(_occasion(found, occasion), scores.in_short(checklist, found.items_of(checklist), answers))
        low = scores.titles_at(checklist, found.items_of(checklist), answers, min(level.value for level in checklist.scale))
        if low:
            yield Line(_("På lägsta nivån"), "; ".join(low))


def _shift(found: Sources) -> Iterator[Line]:
    for checklist, occasions in found.answered():
        if len(occasions) > 1:
            (first, before), (last, after) = occasions[0], occasions[-1]
            yield Line(_("Jämförelsen gäller"), f"{_occasion(found, first)} → {_occasion(found, last)}")
            for label, text in scores.shifts(checklist, found.items_of(checklist), before, after):
                yield Line(label, text)


def _steering(found: Sources) -> Iterator[Line]:
    yield from _improvements(found, Improvement.Track.STEERING)


def _service(found: Sources) -> Iterator[Line]:
    service = found.service
    if service is not None:
        yield Line(_("Utsedd verksamhet"), service.name)
        decided = ", ".join(filter(None, [service.decided_by, _day(service.decided_on)]))
        for label, text in ((_("Beslutat av"), decided), (_("Det här började vi med"), service.what_starts),
                            (_("Därför valde vi den"), service.why)):
            if text:
                yield Line(label, text)
    yield from _improvements(found, Improvement.Track.SERVICE)


def _improvements(found: Sources, track: str) -> Iterator[Line]:
    for improvement in found.improvements:
        if improvement.track == track:
            yield Line(improvement.title, " ".join(_sentences(improvement)))


def _sentences(improvement: Improvement) -> Iterator[str]:
    told = (
        (_("Mål"), improvement.goal), (_("För vilka"), improvement.group), (_("Skillnaden"), improvement.gap),
        (_("Länk i styrkedjan"), improvement.link), (_("Ska leda till"), improvement.service_result),
        (_("Så här långt"), improvement.get_state_display()), (_("Resultat"), improvement.result),
    )
    for label, text in told:
        if text:
            yield f"{label}: {text.rstrip(' .')}."


def _follow_up(found: Sources) -> Iterator[Line]:
    for checklist in found.checklists:
        titles = {item.key: words_of(item.title) for item in checklist.item}
        for assessment, answers in found.papers(checklist.key):
            for item in titles:
                done = answers.get(item, {}).get("done_since", "")
                if done:
                    yield Line(titles[item], f"{done} ({_occasion(found, assessment.occasion)})")


def _exchange(found: Sources) -> Iterator[Line]:
    taken: dict[str, list[str]] = {}
    for idea in found.ideas:
        if idea.from_organisation and idea.from_organisation_id != found.place.organisation_id:
            taken.setdefault(idea.from_organisation.name, []).append(idea.title)
    for name, titles in sorted(taken.items()):
        yield Line(_("Idéer från %(name)s") % {"name": name}, "; ".join(titles))
    given = [idea.title for idea in found.ideas if found.is_shared(idea)]
    given += [improvement.title for improvement in found.improvements if found.is_shared(improvement)]
    if given:
        yield Line(_("Det här har vi delat"), "; ".join(given))
    for idea in found.taken_from_us:
        yield Line(_("%(name)s har tagit hem från oss") % {"name": idea.organisation.name}, idea.title)


def _lessons(found: Sources) -> Iterator[Line]:
    yield from _reflections(found, "lessons")


def _needs(found: Sources) -> Iterator[Line]:
    going = (Improvement.State.PLANNED, Improvement.State.TESTING, Improvement.State.ADAPTED)
    titles = [improvement.title for improvement in found.improvements if improvement.state in going]
    if titles:
        yield Line(_("Förbättringar på gång"), "; ".join(titles))
    yield from _reflections(found, "needs")


def _reflections(found: Sources, name: str) -> Iterator[Line]:
    for checklist in found.checklists:
        for assessment, _answers in found.papers(checklist.key):
            if getattr(assessment, name):
                yield Line(_occasion(found, assessment.occasion), getattr(assessment, name))


def _mentor_decision(found: Sources) -> Iterator[Line]:
    decision = found.decision
    if decision is None or not decision.answer:
        return
    yield Line(_("Vill vi vara mentor?"), str(MENTOR_ANSWERS[decision.answer]))
    decided = ", ".join(filter(None, [decision.decided_by, _day(decision.decided_on)]))
    for label, text in ((_("Beslutat av"), decided), (_("Det här kan vi visa"), decision.can_show)):
        if text:
            yield Line(label, text)


FILLED: dict[str, Callable[[Sources], Iterable[Line]]] = {
    "organisation": _organisation, "people": _people, "start": _start, "shift": _shift, "steering": _steering,
    "service": _service, "follow-up": _follow_up, "exchange": _exchange, "lessons": _lessons, "needs": _needs,
    "mentor-decision": _mentor_decision,
}


def filled(draws_on: str, found: Sources) -> tuple[Line, ...]:
    """What there is to say by itself under a heading that draws on this; nothing where it draws on nothing."""
    return tuple(FILLED[draws_on](found)) if draws_on != "nothing" else ()


def words_of(text: Text) -> str:
    return text.in_language(get_language() or "sv")


def _occasion(found: Sources, key: str) -> str:
    return words_of(occasion_by_key(found.programme, key).title)


def _day(day: dt.date | None) -> str:
    return formats.date_format(day, "j F Y") if day else ""


