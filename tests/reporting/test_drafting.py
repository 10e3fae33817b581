"""The first draft of a presentation: filled from what is there, never with anything private, and what people write stays."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from msgspec.structs import replace

from spegla.assessments.actions import save_reflections, set_mark
from spegla.assessments.own import own_sheet
from spegla.core.progress import Seen
from spegla.core.visibility import Level
from spegla.improvement.actions import note_idea, start_improvement
from spegla.presentations.actions import share_presentation, write_slot
from spegla.programme.content import content_of
from spegla.programme.lookup import step_by_key
from spegla.reporting.decks import chart_in_words
from spegla.reporting.drafting import changed_since_shared, draft_of, due_of, steps_with_presentation
from spegla.reporting.facts import facts_of
from spegla.reporting.slides import shortened
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import programme_of, store
from spegla.steps.actions import appoint_service, tell_experience
from tests.assessments.papers import answer, answer_all, paper_of, say
from tests.world import NOW

MARKER = "HEMLIGT"


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


@pytest.fixture
def anna(world):
    return world.standing("Alvdala")


@pytest.fixture
def draft(world):
    def made(step="bm2", name="Alvdala"):
        place = world.places[name]
        return draft_of(place, step_by_key(programme_of(place.round), step), now=NOW)

    return made


@pytest.fixture
def slide(draft):
    """What the slot with this ending holds."""

    def found(slot, step="bm2", name="Alvdala"):
        return draft(step, name).part(f"{step}-slide-{slot}").content

    return found


@pytest.fixture
def answered(world):
    """Two occasions answered by Alvdala, the second a level up, and everything else it has."""
    by = world.person("Alvdala")
    for occasion, score in (("bm1", 1), ("bm2", 2)):
        paper = paper_of(world, occasion=occasion)
        for item in paper.checklist.item:
            answer(paper, item.key, by=by, score=score, reason=f"Så gör vi {occasion}.", comment=f"{MARKER} kommentar",
                   not_working=f"{MARKER} fungerar inte", evidence=f"{MARKER} underlag", other_view=f"{MARKER} andra synen")
        save_reflections(paper, {"lessons": f"Lärdom {occasion}", "needs": f"Behov {occasion}"}, based_on=paper.assessments.get().version,
                         request_key="", by=by, now=NOW)
    return paper


def said_by_nobody(world, place, anna):
    """Private words wherever Alvdala's people can have some."""
    sheet = own_sheet(paper_of(world, occasion="bm3"), world.person("Alvdala"), function="key-person")
    say(sheet, score=1, comment=f"{MARKER} egen", not_working=f"{MARKER} egen")
    note_idea(place, {"title": f"{MARKER} idé", "level": Level.PRIVATE}, creation_key="p", standing=anna, now=NOW)


@pytest.mark.parametrize("step", ["startup", "bm1", "bm2", "bm3", "conference"])
def test_nothing_private_is_ever_filled_in(world, place, anna, answered, draft, step):
    said_by_nobody(world, place, anna)
    everything = repr([dataclasses.asdict(part.filled) for part in draft(step).parts])
    assert MARKER not in everything
    assert MARKER not in repr(draft(step).slides)
    assert "Alvdala" in everything or step in ("bm2", "bm3")


def test_it_opens_mostly_written(world, place, anna, answered, draft):
    appoint_service(place, {"name": "Hemtjänsten", "why": "Skillnaden är stor."}, based_on=0, request_key="s", standing=anna, now=NOW)
    start_improvement(place, {"title": "Läsning", "track": "service", "result": "Fler läser."}, creation_key="m", standing=anna, now=NOW)
    note_idea(place, {"title": "Fråga controllern"}, creation_key="i", standing=anna, now=NOW)
    found = draft("bm2")
    assert [part.slot.key.removeprefix("bm2-slide-") for part in found.parts if part.is_weak] == ["in-steering", "not-working", "culture"]
    assert (found.ready, len(found.parts)) == (7, 10)
    assert [one.slot.removeprefix("bm2-slide-") for one in found.slides] == [
        "shift", "lessons", "service", "in-service", "results", "ideas", "needs"]


def test_what_each_slot_is_filled_with(place, anna, answered, slide):
    start_improvement(place, {"title": "Läsning", "track": "service", "group": "Pojkar", "gap": "Var tredje"}, creation_key="m",
                      standing=anna, now=NOW)
    assert slide("lessons").text == "Lärdom bm2"
    assert slide("in-service").rows[1:] == (("Läsning", "Pojkar", "Var tredje", "planerad"),)
    assert slide("needs").text == "Läsning: planerad\nBehov bm2"
    assert slide("steering", "bm1").text.splitlines()[0] == "Det finns ett politiskt beslut (nivå 1): Så gör vi bm1."
    assert slide("weak", "bm1").text.count("(nivå 1)") == 10


def test_a_meeting_knows_nothing_of_later_occasions(answered, slide):
    assert slide("levels", "bm1").chart.series[0].values == (1.0,) * 10
    assert slide("shift").chart.series[0].values == (1.0, 2.0)


def test_the_shift_is_the_levels_where_there_is_only_one_time(world, slide):
    assert slide("shift").chart is None
    answer_all(paper_of(world), by=world.person("Alvdala"))
    assert (slide("shift").chart.kind, slide("shift").chart.low, slide("shift").chart.high) == ("dots", 1.0, 3.0)


def test_a_chart_is_told_in_words(answered, slide):
    assert chart_in_words(slide("shift").chart).startswith("1. Det finns ett politiskt beslut: 1 → 2; 2. ")
    assert chart_in_words(slide("levels", "bm1").chart).startswith("1. Det finns ett politiskt beslut: 1; ")


def test_marks_and_another_language(world, answered, slide):
    set_mark(paper_of(world), "competence", "learn", by=world.person("Alvdala"), now=NOW)
    assert slide("learn", "bm1").text == "Ledningen ser till att kunskapen finns"
    with translation.override("en"):
        assert "kunskapen" not in slide("learn", "bm1").text


def test_a_mentor_tells_of_its_experience(world, draft, slide):
    tell_experience(world.places["Mellby"], {"learned": "Börja smått."}, based_on=0, request_key="t", standing=world.standing("Mellby"), now=NOW)
    assert slide("experience", "startup", "Mellby").text == "Det här lärde vi oss: Börja smått."
    assert draft("startup").part("startup-slide-experience") is None
    assert draft("startup", "Mellby").part("startup-slide-mandate") is None


def test_what_people_wrote_stays_and_what_they_did_not_follows(world, place, anna, answered, slide):
    write_slot(place, "bm2", "bm2-slide-lessons", {"own": True, "text": "Vår egen"}, based_on=0, request_key="a", standing=anna, now=NOW)
    write_slot(place, "bm2", "bm2-slide-needs", {"skipped": True}, based_on=0, request_key="a", standing=anna, now=NOW)
    save_reflections(answered, {"lessons": "Ny", "needs": "Nytt"}, based_on=answered.assessments.get().version, request_key="",
                     by=world.person("Alvdala"), now=NOW)
    assert (slide("lessons").text, slide("needs").text) == ("Vår egen", "Nytt")


def test_what_is_skipped_is_ready_and_not_shown(place, anna, draft):
    before = draft("bm2").ready
    write_slot(place, "bm2", "bm2-slide-culture", {"skipped": True}, based_on=0, request_key="a", standing=anna, now=NOW)
    assert (draft("bm2").ready, draft("bm2").slides) == (before + 1, [])


def test_the_draft_knows_when_it_is_another_than_what_was_shared(place, anna, answered, draft):
    shared = share_presentation(place, "bm2", draft().slides, "cluster", standing=anna, now=NOW)
    assert changed_since_shared(draft(), shared.version) is False
    write_slot(place, "bm2", "bm2-slide-culture", {"own": True, "text": "Nytt"}, based_on=0, request_key="a", standing=anna, now=NOW)
    assert changed_since_shared(draft(), shared.version) is True


def test_sharing_is_what_makes_the_preparation_done(world, place, anna, draft, answered):
    step = step_by_key(programme_of(place.round), "bm2")
    asked = next(one for one in step.preparation if one.does == "presentation")

    def seen():
        return facts_of([place], now=NOW)[place.pk].of(asked, step, dt.date(2027, 1, 1))

    assert seen() == Seen()
    write_slot(place, "bm2", "bm2-slide-culture", {"own": True, "text": "Vi"}, based_on=0, request_key="a", standing=anna, now=NOW)
    assert seen() == Seen(begun=True)
    share_presentation(place, "bm2", draft().slides, "cluster", standing=anna, now=NOW)
    assert seen() == Seen(begun=True, done=True)


def test_it_costs_the_same_however_much_there_is(world, place, anna, draft):
    counts = []
    for n in range(2):
        answer_all(paper_of(world, occasion=("bm1", "bm2")[n]), by=world.person("Alvdala"))
        start_improvement(place, {"title": f"F{n}", "track": "service"}, creation_key=f"m{n}", standing=anna, now=NOW)
        write_slot(place, "bm2", f"bm2-slide-{('culture', 'ideas')[n]}", {"own": True, "text": "x"}, based_on=0, request_key="a",
                   standing=anna, now=NOW)
        draft()
        with CaptureQueriesContext(connection) as queries:
            draft()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_when_it_is_due(place):
    programme, dates = programme_of(place.round), dates_of(place.round, place.cluster)
    due = {step.key: dates[step.meeting] - due_of(step, dates) for step in steps_with_presentation(programme)}
    assert due == dict.fromkeys(["startup", "bm1", "bm2", "bm3", "conference"], dt.timedelta(days=7))


def test_a_round_whose_stored_programme_has_no_templates(place, draft):
    without = replace(programme_of(place.round), presentation=())
    place.round.programme = store(content_of(without), now=NOW)
    place.round.save()
    found = draft("bm2")
    assert (found.template, found.parts, found.slides) == (None, (), [])
    assert [step.key for step in steps_with_presentation(without)] == ["bm1", "bm2", "bm3"]


def test_the_first_sentences_of_a_long_text():
    long = "Första meningen. " + "Andra meningen är mycket längre och fortsätter " * 5
    assert shortened("Kort\n text") == "Kort text"
    assert shortened(long) == "Första meningen."
    assert len(shortened("ord" * 100)) == 180
