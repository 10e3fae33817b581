"""What the product fills a slot with, from what the organisation already has, in the reader's language.

One function for each `draws_on` of an edition. Nothing private is ever among it: of an answer only its level, its reason and
what was done since; never a comment, what is not working, evidence, what one person has answered or a draft of hers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from spegla.improvement.models import Improvement
from spegla.presentations.content import Chart, Content, Rows, Series
from spegla.programme.lookup import occasion_by_key
from spegla.programme.schema import Checklist, Item, Slot, Step
from spegla.reporting import filling
from spegla.reporting.filling import words_of
from spegla.reporting.sources import Sources
from spegla.steps.models import ExperienceTalk

LONGEST = 180  # of what is taken from a text: a slide is read from afar
SAID = ("state", "score", "reason", "mark")  # all that is read of an answer here
Answers = dict[str, dict[str, Any]]
Lines = Iterable[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a slot may draw on: everything up to the meeting of this step, nothing of later occasions."""

    found: Sources
    step: Step
    talk: ExperienceTalk | None

    def times(self, checklist: Checklist) -> list[tuple[Any, Answers]]:
        """The organisation's own joint assessments of a checklist, as far as something is answered, in their order."""
        until = {one.occasion for one in self.found.programme.step if one.number <= self.step.number and one.occasion}
        papers = [(paper, answers) for paper, answers in self.found.papers(checklist.key) if paper.occasion in until]
        told = [(paper, {item: _said(row) for item, row in answers.items()}) for paper, answers in papers]
        return [(paper, answers) for paper, answers in told if any(row["state"] != "unanswered" for row in answers.values())]

    def latest(self) -> Iterator[tuple[Checklist, Item, dict[str, Any]]]:
        """Every item that is answered or marked at the latest occasion, with what was said."""
        for checklist in self.found.checklists:
            times = self.times(checklist)
            for item in self.found.items_of(checklist) if times else ():
                if item.key in times[-1][1]:
                    yield checklist, item, times[-1][1][item.key]

    def reflected(self, name: str) -> str:
        """The latest lessons or needs that somebody has written."""
        texts = [getattr(paper, name) for checklist in self.found.checklists for paper, _answers in self.times(checklist)]
        return next((text for text in reversed(texts) if text), "")


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Of an answer only what may stand on a slide."""
    return {name: row[name] for name in SAID}


def shortened(text: str) -> str:
    """The first sentences of a text, in one line, as far as there is room; at least the beginning of the first."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST:
        return whole
    end = max(whole.rfind(sign, 0, LONGEST) for sign in (". ", "! ", "? "))
    return whole[: end + 1] if end > 0 else Truncator(whole).chars(LONGEST)


def _told(lines: Iterable[filling.Line]) -> Iterator[str]:
    for line in lines:
        yield f"{line.label}: {shortened(line.text)}"


def _organisation(ground: Ground, slot: Slot) -> Lines:
    return _told(filling.filled("organisation", ground.found))


def _people(ground: Ground, slot: Slot) -> Lines:
    return _told(filling.filled("people", ground.found))


def _mentor_decision(ground: Ground, slot: Slot) -> Lines:
    return _told(filling.filled("mentor-decision", ground.found))


def _exchange(ground: Ground, slot: Slot) -> Lines:
    return _told(filling.filled("exchange", ground.found))


def _service(ground: Ground, slot: Slot) -> Lines:
    service = ground.found.service
    if service is not None:
        told = ((_("Verksamhet"), service.name), (_("Beslutat av"), service.decided_by),
                (_("Det här börjar vi med"), service.what_starts), (_("Därför valde vi den"), service.why))
        yield from (f"{label}: {shortened(text)}" for label, text in told if text)


def _answers(ground: Ground, slot: Slot) -> Lines:
    return (_answer(item, row) for _list, item, row in ground.latest() if item.key in slot.items and row["score"] is not None)


def _low(ground: Ground, slot: Slot) -> Lines:
    for checklist, item, row in ground.latest():
        if row["score"] == min(level.value for level in checklist.scale):
            yield _answer(item, row)


def _answer(item: Item, row: dict[str, Any]) -> str:
    title = _("%(title)s (nivå %(level)s)") % {"title": words_of(item.title), "level": row["score"]}
    return f"{title}: {shortened(row['reason'])}" if row["reason"] else title


def _marked(mark: str) -> Callable[[Ground, Slot], Lines]:
    def lines(ground: Ground, slot: Slot) -> Lines:
        return (words_of(item.title) for _list, item, row in ground.latest() if row["mark"] == mark)

    return lines


def _results(ground: Ground, slot: Slot) -> Lines:
    return (f"{one.title}: {shortened(one.result)}" for one in ground.found.improvements if one.result)


def _ideas(ground: Ground, slot: Slot) -> Lines:
    for idea in ground.found.ideas:
        whose = idea.from_organisation
        other = whose is not None and whose.pk != ground.found.place.organisation_id
        yield _("%(idea)s (från %(name)s)") % {"idea": idea.title, "name": whose.name} if other and whose else idea.title


def _lessons(ground: Ground, slot: Slot) -> Lines:
    return (shortened(line) for line in ground.reflected("lessons").splitlines())


def _needs(ground: Ground, slot: Slot) -> Lines:
    going = (Improvement.State.PLANNED, Improvement.State.TESTING, Improvement.State.ADAPTED)
    for one in ground.found.improvements:
        if one.state in going:
            yield _("%(title)s: %(state)s") % {"title": one.title, "state": one.get_state_display()}
    yield from (shortened(line) for line in ground.reflected("needs").splitlines())


def _experience(ground: Ground, slot: Slot) -> Lines:
    talk = ground.talk
    if talk is not None:
        told = ((_("Det här lärde vi oss"), talk.learned), (_("Det här förbättrade vi"), talk.improved),
                (_("Vårt råd"), talk.advice))
        yield from (f"{label}: {shortened(text)}" for label, text in told if text)


LINES: dict[str, Callable[[Ground, Slot], Lines]] = {
    "organisation": _organisation, "people": _people, "service": _service, "answers": _answers, "low": _low,
    "show": _marked("show"), "learn": _marked("learn"), "results": _results, "ideas": _ideas, "exchange": _exchange,
    "lessons": _lessons, "needs": _needs, "experience": _experience, "mentor-decision": _mentor_decision,
}
TRACKS: dict[str, Sequence[str]] = {
    "improvements": (Improvement.Track.SERVICE, Improvement.Track.STEERING),
    "service-improvements": (Improvement.Track.SERVICE,), "steering-improvements": (Improvement.Track.STEERING,),
}
CHARTS = ("shift-chart", "levels-chart")


def content_of(slot: Slot, ground: Ground, *, chart: str = "") -> Content:
    """What there is for this slot by itself. `chart` is the one that people have chosen instead of the template's."""
    if slot.kind == "chart":
        return Content(chart=drawn(chart or slot.draws_on, ground))
    if slot.draws_on in TRACKS:
        return Content(rows=improvements(ground, TRACKS[slot.draws_on]))
    if slot.kind == "table":
        return Content(rows=(tuple(words_of(column) for column in slot.columns),))
    lines = LINES[slot.draws_on](ground, slot) if slot.draws_on in LINES else ()
    return Content(text="\n".join(line for line in lines if line.strip()))


def improvements(ground: Ground, tracks: Sequence[str]) -> Rows:
    """A line for each improvement; the head stands also where there is none."""
    head = (_("Förbättring"), _("För vilka"), _("Det här ska ändras"), _("Läget"))
    found = (one for one in ground.found.improvements if one.track in tracks)
    return (head, *((one.title, *_change(one), str(one.get_state_display())) for one in found))


def _change(improvement: Improvement) -> tuple[str, str]:
    """For whom, and which gap is to close; in steering which link is mended, and what that should lead to."""
    if improvement.track == Improvement.Track.SERVICE:
        return shortened(improvement.group), shortened(improvement.gap or improvement.goal)
    return shortened(improvement.link), shortened(improvement.service_result or improvement.goal)


def drawn(which: str, ground: Ground) -> Chart | None:
    """The shift over all occasions, or how it stands at the latest one; of the first checklist that says enough."""
    for checklist in ground.found.checklists:
        times = [(paper.occasion, answers) for paper, answers in ground.times(checklist)]
        if times and which == "shift-chart" and len(times) > 1:
            return _slope(ground, checklist, times)
        if times:
            return _dots(ground, checklist, times[-1])
    return None


def _slope(ground: Ground, checklist: Checklist, times: list[tuple[str, Answers]]) -> Chart:
    items, sheets = _numbered(ground, checklist), [answers for _occasion, answers in times]
    series = tuple(Series(title, tuple(_level(answers, key) for answers in sheets)) for key, title in items)
    return Chart("slope", tuple(_name(ground, occasion) for occasion, _answers in times), series, *_ends(checklist))


def _dots(ground: Ground, checklist: Checklist, time: tuple[str, Answers]) -> Chart:
    items, (occasion, answers) = _numbered(ground, checklist), time
    one = Series(_name(ground, occasion), tuple(_level(answers, key) for key, _title in items))
    return Chart("dots", tuple(title for _key, title in items), (one,), *_ends(checklist))


def _numbered(ground: Ground, checklist: Checklist) -> list[tuple[str, str]]:
    items = ground.found.items_of(checklist)
    return [(item.key, f"{number}. {words_of(item.title)}") for number, item in enumerate(items, 1)]


def _name(ground: Ground, occasion: str) -> str:
    return words_of(occasion_by_key(ground.found.programme, occasion).sheet)


def _level(answers: Answers, item: str) -> float | None:
    score = answers.get(item, {}).get("score")
    return None if score is None else float(score)


def _ends(checklist: Checklist) -> tuple[float, float]:
    values = [level.value for level in checklist.scale]
    return float(min(values)), float(max(values))
