"""The final report: what fills itself in, what is sent, and that what was sent never changes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from spegla.assessments.actions import save_reflections
from spegla.core.progress import Seen
from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Level
from spegla.improvement.actions import note_idea, start_improvement
from spegla.improvement.sharing import share_thing
from spegla.journal.models import Event, Share
from spegla.journal.versions import StaleError
from spegla.people.models import Organisation
from spegla.programme.loader import load_programme
from spegla.reporting.facts import facts_of
from spegla.reporting.models import FinalReport, ReportSection, SentSection
from spegla.reporting.reports import (
    changed_since_sent,
    digest_of,
    headings_of,
    report_of,
    sent_of,
    sent_reports_visible_to,
    sent_sections,
)
from spegla.reporting.sending import send_report, take_back_report, write_section
from spegla.rounds.actions import close_round, decide_on_mentoring, end_participation
from spegla.rounds.models import Participation
from spegla.steps.actions import appoint_service
from tests.assessments.papers import answer, answer_all, paper_of
from tests.improvement.readers import ROLES, ROUND, readers_of
from tests.world import NOW, make_world

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


@pytest.fixture
def anna(world):
    return world.standing("Alvdala")


@pytest.fixture
def write(place, anna):
    def save(text, heading="lessons", *, based_on=0, key="r", standing=anna):
        return write_section(place, heading, {"text": text}, based_on=based_on, request_key=key, standing=standing, now=NOW)

    return save


@pytest.fixture
def send(place, anna):
    return lambda now=NOW: send_report(place, report_of(place, now=now), standing=anna, now=now)


def lines(place, heading):
    part = next(part for part in report_of(place, now=NOW) if part.heading.key == heading)
    return [(line.label, line.text) for line in part.lines]


# Headings


def test_a_region_and_what_is_part_of_it_have_the_headings_of_a_region():
    programme = load_programme("skr-2020")
    region = Organisation(name="Norra", kind=Organisation.Kind.REGION)
    clinic = Organisation(name="Kliniken", kind=Organisation.Kind.ADMINISTRATION, parent=region)
    association = Organisation(name="Förbundet", kind=Organisation.Kind.MUNICIPAL_ASSOCIATION)
    keys = {one.name: [heading.key for heading in headings_of(programme, one)] for one in (region, clinic, association)}
    assert keys["Norra"] == keys["Kliniken"]
    assert (keys["Norra"][0], keys["Förbundet"][0]) == ("organisation-region", "organisation-municipality")


@pytest.mark.parametrize("edition", ["skr-2018", "skr-2020", "salar-2021", "modellkoncept-2024"])
def test_every_edition_assembles_under_its_own_headings(db, edition):
    place = make_world(edition=edition).places["Alvdala"]
    parts = report_of(place, now=NOW)
    assert [part.heading for part in parts] == headings_of(load_programme(edition), place.organisation)
    assert next(part for part in parts if part.heading.draws_on == "organisation").lines


# What fills itself in


def test_organisation_and_people(world, place):
    assert lines(place, "organisation-municipality") == [
        ("Organisation", "Alvdala (kommun)"), ("Omgång", "Omgång ett"), ("Kluster", "Norra: Alvdala, Bäckinge, Mellby (mentor)"),
    ]
    assert lines(place, "participants") == [
        ("Förtroendevald", "1 person (Alvdala elected-official)"), ("Hög chef", "1 person (Alvdala senior-manager)"),
        ("Nyckelperson", "1 person"),
    ]


def test_people_who_have_left_are_neither_named_nor_counted(world, place):
    world.person("Alvdala", "senior-manager").appointments.update(until=NOW)
    assert [label for label, _text in lines(place, "participants")] == ["Förtroendevald", "Nyckelperson"]


def test_start_shift_and_sum(world, place):
    by = world.person("Alvdala")
    answer_all(paper_of(world), by=by, score=1)
    second = paper_of(world, occasion="bm2")
    answer_all(second, by=by, score=2)
    answer(second, 0, by=by, score=1, based_on=1, key="x")
    assert lines(place, "starting-point")[0] == ("Inför första träffen", "10 punkter på nivå 1, summa 10")
    shift = lines(place, "shift")
    assert shift[0] == ("Jämförelsen gäller", "Inför första träffen → Inför andra träffen")
    assert [text for _label, text in shift[1:3]] == ["1 → 1 (oförändrat)", "1 → 2 (upp 1 steg)"]
    assert shift[-1] == ("Summa", "10 → 19")


def test_no_sum_where_an_answer_is_missing_and_no_shift_from_one_occasion(world, place):
    by = world.person("Alvdala")
    answer(paper_of(world), 0, by=by, score=3)
    answer(paper_of(world), 1, by=by, state="cannot-judge")
    assert lines(place, "starting-point") == [("Inför första träffen", "1 punkt på nivå 3, 9 punkter utan nivå")]
    assert lines(place, "shift") == []
    answer(paper_of(world, occasion="bm2"), 1, by=by, score=1)
    texts = [text for _label, text in lines(place, "shift")]
    assert texts[1:4] == ["3 → inget svar", "kan inte bedöma → 1", "inget svar → inget svar"]
    assert "Summa" not in dict(lines(place, "shift"))


def test_improvements_service_and_what_was_done(world, place, anna):
    start_improvement(place, {"title": "Budget", "track": "steering", "link": "Anvisningen"}, creation_key="a",
                      standing=anna, now=NOW)
    start_improvement(place, {"title": "Läsning", "track": "service", "gap": "20 procent.", "state": "kept",
                              "result": "Hälften så stor"}, creation_key="b", standing=anna, now=NOW)
    appoint_service(place, {"name": "Skolan", "decided_by": "Nämnden", "decided_on": dt.date(2027, 2, 1), "why": "Störst"},
                    based_on=0, request_key="s", standing=anna, now=NOW)
    answer(paper_of(world), 0, by=world.person("Alvdala"), done_since="Bytt mall")
    assert lines(place, "steering") == [("Budget", "Länk i styrkedjan: Anvisningen. Så här långt: planerad.")]
    assert lines(place, "service-municipality") == [
        ("Utsedd verksamhet", "Skolan"), ("Beslutat av", "Nämnden, 1 februari 2027"), ("Därför valde vi den", "Störst"),
        ("Läsning", "Skillnaden: 20 procent. Så här långt: behålls. Resultat: Hälften så stor."),
    ]
    assert lines(place, "follow-up") == [("Det finns ett politiskt beslut", "Bytt mall (Inför första träffen)")]
    assert lines(place, "sustain") == [("Förbättringar på gång", "Budget")]


def test_exchange_names_nothing_private_and_nothing_others_show_to_fewer_than_the_round(world, place, anna):
    theirs, standing = world.places["Bäckinge"], world.standing("Bäckinge")
    note_idea(place, {"title": "Öppen", "from_organisation_id": theirs.organisation_id}, creation_key="a", standing=anna, now=NOW)
    note_idea(place, {"title": "Hemlig", "from_organisation_id": theirs.organisation_id, "level": Level.PRIVATE},
              creation_key="b", standing=anna, now=NOW)
    share_thing(note_idea(place, {"title": "Vår"}, creation_key="c", standing=anna, now=NOW), "cluster", place=place,
                standing=anna, now=NOW)
    for audience in ("round", "cluster"):
        idea = note_idea(theirs, {"title": f"Till {audience}", "from_organisation_id": place.organisation_id},
                         creation_key=audience, standing=standing, now=NOW)
        share_thing(idea, audience, place=theirs, standing=standing, now=NOW)
    assert lines(place, "exchange") == [
        ("Idéer från Bäckinge", "Öppen"), ("Det här har vi delat", "Vår"), ("Bäckinge har tagit hem från oss", "Till round"),
    ]


def test_the_mentor_decision(place, world):
    decide_on_mentoring(place, {"answer": "not-yet", "decided_by": "Styrelsen", "decided_on": None, "can_show": "Mallen"},
                        based_on=0, request_key="r", by=world.person("Alvdala"), now=NOW)
    assert lines(place, "mentor-decision") == [
        ("Vill vi vara mentor?", "Inte än"), ("Beslutat av", "Styrelsen"), ("Det här kan vi visa", "Mallen"),
    ]


def test_lessons_stand_under_the_last_heading_that_draws_on_them_and_are_there_to_write_from(world, place):
    save_reflections(paper_of(world), {"lessons": "Börja tidigt", "needs": "Tid"}, based_on=0, request_key="r",
                     by=world.person("Alvdala"), now=NOW)
    parts = {part.heading.key: part for part in report_of(place, now=NOW) if part.heading.draws_on == "lessons"}
    assert {key: bool(part.lines) for key, part in parts.items()} == {
        "success-factors": False, "challenges": False, "lessons": True}
    assert {part.sources[0].text for part in parts.values()} == {"Börja tidigt"}
    assert lines(place, "sustain") == [("Inför första träffen", "Tid")]


def test_it_is_in_the_language_of_whoever_reads(place):
    with translation.override("en"):
        assert report_of(place, now=NOW)[0].title == "The municipality and its assignment"


# What people write


def test_a_text_is_saved_with_its_history_and_a_repeat_does_nothing(write, world):
    for _ in range(2):
        write("Börja tidigt")
    assert list(ReportSection.objects.values_list("heading", "text", "version")) == [("lessons", "Börja tidigt", 1)]
    assert ReportSection.history.latest("history_id").history_user == world.person("Alvdala")


def test_the_same_form_sent_again_with_more_in_it_is_kept(write):
    write("Börja")
    write("Börja tidigt")
    write("Börja mycket tidigt")
    assert ReportSection.objects.get().text == "Börja mycket tidigt"


def test_a_stale_text_is_refused(write, world):
    write("Mitt")
    with pytest.raises(StaleError) as caught:
        write("Chefens", key="b", standing=world.standing("Alvdala", "senior-manager"))
    assert (caught.value.current.text, caught.value.wanted) == ("Mitt", {"text": "Chefens"})


# Sending


def test_what_was_sent_never_changes(write, send, place):
    write("Först")
    report = send()
    frozen = sent_of(report)
    write("Sedan", based_on=1, key="b")
    assert sent_of(FinalReport.objects.get()) == frozen
    assert ("lessons", "Lärdomar", "Först", ()) in frozen
    assert changed_since_sent(report, report_of(place, now=NOW))


def test_sending_the_same_again_changes_nothing(send):
    first, again = send(), send(LATER)
    assert (again.version, again.sent_at, Share.objects.count()) == (first.version, NOW, 1)


def test_sending_something_new_is_a_new_version_and_the_old_one_is_kept(write, send, world):
    send()
    write("Nytt")
    sent = send(LATER)
    assert (sent.version, sent.sent_at, sent.sent_by) == (2, LATER, world.person("Alvdala"))
    assert [sent_sections(sent, version).get(heading="lessons").text for version in (1, 2)] == ["", "Nytt"]
    assert sent_reports_visible_to(world.standing("Dalhem")).get().shown == 2
    assert Event.objects.filter(what="report-sent").count() == 2


def test_taken_back_nobody_outside_reads_it_and_it_can_be_sent_anew(send, place, anna, world):
    send()
    take_back_report(place, standing=anna, now=LATER)
    take_back_report(place, standing=anna, now=LATER)
    assert not sent_reports_visible_to(world.standing("Dalhem")).exists()
    assert (FinalReport.objects.get().sent_at, SentSection.objects.exists()) == (None, True)
    assert Event.objects.filter(what="report-taken-back").count() == 1
    send(LATER)
    assert sent_reports_visible_to(world.standing("Dalhem")).exists()


def state(place):
    return facts_of([place], now=NOW, kinds={"report"})[place.pk].simple["report"]


def test_progress_tells_that_and_not_what(write, send, place, anna):
    assert state(place) == Seen()
    write("Nu")
    assert state(place) == Seen(begun=True)
    send()
    assert state(place) == Seen(begun=True, done=True)
    take_back_report(place, standing=anna, now=LATER)
    assert state(place) == Seen(begun=True)


def test_who_reads_a_sent_report(send, world):
    readers = readers_of(world)
    assert {role for role in ROLES if sent_reports_visible_to(readers[role]).exists()} == set()
    send()
    assert {role for role in ROLES if sent_reports_visible_to(readers[role]).exists()} == ROUND


@pytest.mark.parametrize(("over", "why"), [("ended", Why.ENDED), ("closed", Why.CLOSED)])
def test_when_it_is_over_nothing_is_written_or_sent_but_what_was_sent_may_be_taken_back(world, place, send, anna, over, why):
    send()
    if over == "ended":
        end_participation(place, reason="", by=world.officer, now=NOW)
    else:
        close_round(place.round, by=world.officer, now=NOW)
    there = Participation.objects.select_related("round", "cluster", "organisation").get(pk=place.pk)
    parts = report_of(there, now=NOW)
    for act in (
        lambda: send_report(there, parts, standing=anna, now=NOW),
        lambda: write_section(there, "lessons", {"text": "X"}, based_on=0, request_key="", standing=anna, now=NOW),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.verdict.why == why
    take_back_report(there, standing=anna, now=NOW)
    assert not sent_reports_visible_to(world.standing("Dalhem")).exists()


def test_nobody_sends_or_takes_back_another_organisations_report(send, place, world):
    send()
    neighbour = world.standing("Bäckinge")
    for act in (
        lambda: send_report(place, report_of(place, now=NOW), standing=neighbour, now=NOW),
        lambda: take_back_report(place, standing=neighbour, now=NOW),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.verdict.why == Why.NOT_YOURS
    assert FinalReport.objects.get().sent_at == NOW


def test_the_mark_of_a_report_follows_what_it_says(write, place):
    def mark():
        return digest_of(report_of(place, now=NOW))

    before = mark()
    assert mark() == before
    write("Något")
    assert mark() != before


def test_as_many_queries_for_much_as_for_little(world, place, anna):
    def count():
        with CaptureQueriesContext(connection) as seen:
            report_of(place, now=NOW)
        return len(seen)

    report_of(place, now=NOW)  # the stored content is read once per process

    def fill(n):
        for key in range(n):
            note_idea(place, {"title": "I", "from_organisation_id": world.places["Mellby"].organisation_id},
                      creation_key=f"i{n}{key}", standing=anna, now=NOW)
            start_improvement(place, {"title": "F", "track": "service"}, creation_key=f"f{n}{key}", standing=anna, now=NOW)

    answer_all(paper_of(world), by=world.person("Alvdala"))
    fill(1)
    little = count()
    answer_all(paper_of(world, occasion="bm2"), by=world.person("Alvdala"))
    fill(3)
    assert count() == little
