"""The pages of the final report: written heading by heading, sent as it was read, read as it was sent."""

import pytest

from spegla.assessments.models import Assessment
from spegla.improvement.actions import start_improvement
from spegla.reporting.models import FinalReport, ReportSection, SentSection
from spegla.reporting.reports import report_of
from spegla.reporting.sending import send_report, write_section
from spegla.rounds.actions import close_round, end_participation
from tests.web.participant.improvement.conftest import text_of
from tests.web.participant.improvement.test_sharing import REASONS, make_it, said
from tests.world import NOW


def send(client, at):
    seen = client.get(at("report")).context["seen"]
    return client.post(at("report-send"), {"seen": seen}, follow=True)


def save(client, at, text, heading="lessons", **sent):
    return client.post(at("report-section", heading), {"text": text, "based_on": "0", "request_key": "r", **sent})


def test_it_has_filled_itself_in(anna, at):
    page = text_of(anna.get(at("report")))
    for shown in ("Kommunen och uppdraget", "Alvdala (kommun)", "Norra: Alvdala, Bäckinge, Mellby (mentor)", "Lärdomar"):
        assert shown in page


def test_a_text_under_a_heading(anna, at):
    response = save(anna, at, "Börja\r\ntidigt")
    assert (response.status_code, response.url) == (302, at("report") + "#lessons")
    assert "Börja\ntidigt" in text_of(anna.get(at("report")))


def test_a_heading_that_does_not_exist_or_is_for_regions(anna, at):
    for heading in ("finns-inte", "organisation-region"):
        assert anna.get(at("report-section", heading)).status_code == 404
        assert save(anna, at, "Text", heading).status_code == 404
    assert anna.get(at("report-section", "organisation-municipality")).status_code == 200


def test_too_long_is_said_and_kept(anna, at):
    response = save(anna, at, "x" * 20001)
    assert (response.status_code, ReportSection.objects.count()) == (422, 0)
    assert "högst 20000 tecken, nu är den 20001" in text_of(response)
    assert "x" * 20001 in text_of(response)


def test_a_double_submit_saves_once(anna, at):
    save(anna, at, "Text")
    save(anna, at, "Text")
    assert ReportSection.objects.get().version == 1


def test_a_stale_save_shows_both_texts_and_then_saves_on_top(anna, boss, at):
    save(boss, at, "Chefens", request_key="b")
    response = save(anna, at, "Mitt")
    assert (response.status_code, ReportSection.objects.get().text) == (409, "Chefens")
    page = text_of(response)
    assert "Chefens" in page
    assert "Mitt" in page
    save(anna, at, "Mitt", based_on=response.context["form"]["based_on"].value())
    assert ReportSection.objects.get().text == "Mitt"


def test_sending_tells_who_and_when(world, anna, at):
    assert said(send(anna, at)) == ["Slutrapporten är skickad. Programledningen och alla i omgången kan läsa den."]
    page = text_of(anna.get(at("report")))
    assert "av Alvdala key-person" in page
    assert "Det som är skickat är detsamma som står här." in page


def test_a_double_submit_sends_once(anna, at):
    seen = anna.get(at("report")).context["seen"]
    for _ in range(2):
        anna.post(at("report-send"), {"seen": seen})
    assert FinalReport.objects.get().version == 1


@pytest.mark.parametrize("seen", ["", "något-annat", None])
def test_what_was_not_read_is_not_sent(anna, at, seen):
    response = anna.post(at("report-send"), {} if seen is None else {"seen": seen}, follow=True)
    assert (said(response), FinalReport.objects.count()) == (
        ["Rapporten har ändrats sedan du läste den. Läs igenom den och skicka igen."], 0)
    send(anna, at)
    assert FinalReport.objects.get().sent_at


def test_a_colleague_who_writes_meanwhile_is_not_sent_unread(anna, boss, at):
    seen = anna.get(at("report")).context["seen"]
    save(boss, at, "Nytt")
    anna.post(at("report-send"), {"seen": seen})
    assert not SentSection.objects.exists()


def test_what_is_sent_stays_while_the_report_goes_on(world, anna, at, signed_in):
    save(anna, at, "Först")
    send(anna, at)
    save(anna, at, "Sedan", based_on="1", request_key="s")
    reader = signed_in(world.person("Dalhem"))
    assert "Först" in text_of(reader.get(at("sent-report")))
    assert "Sedan" not in text_of(reader.get(at("sent-report")))
    assert "Skicka den nya versionen" in text_of(anna.get(at("report")))
    send(anna, at)
    assert "Sedan" in text_of(reader.get(at("sent-report")))


def test_the_language_of_the_reader_is_no_change(anna, at):
    send(anna, at)
    anna.cookies["sprak"] = "en"
    response = anna.get(at("report"))
    assert (response.context["changed"], response.context["parts"][0].title) == (False, "The municipality and its assignment")


def test_taken_back(world, anna, at, signed_in):
    send(anna, at)
    reader = signed_in(world.person("Dalhem"))
    assert reader.get(at("sent-report")).status_code == 200
    anna.post(at("report-take-back"))
    assert reader.get(at("sent-report")).status_code == 404
    assert "Skicka slutrapporten" in text_of(anna.get(at("report")))


def test_those_who_have_sent_are_listed_for_the_others(world, anna, at):
    theirs, standing = world.places["Bäckinge"], world.standing("Bäckinge")
    assert "De andras slutrapporter" not in text_of(anna.get(at("report")))
    send_report(theirs, report_of(theirs, now=NOW), standing=standing, now=NOW)
    assert at("sent-report", place=theirs) in text_of(anna.get(at("report")))


# Who comes in


INSIDE = {"author", "colleague"}
ROUND = INSIDE | {"neighbour", "mentor", "other cluster", "office"}


def codes(people, signed_in, ask):
    return {role: ask(signed_in(person)).status_code for role, (person, _through) in people.items()}


def expected(people, allowed):
    return {role: 200 if role in allowed else 302 if role == "anonymous" else 404 for role in people}


def test_who_reads_a_sent_report(people, signed_in, anna, at):
    ask = lambda client: client.get(at("sent-report"))  # noqa: E731
    assert codes(people, signed_in, ask) == expected(people, set())
    send(anna, at)
    assert codes(people, signed_in, ask) == expected(people, ROUND)


@pytest.mark.parametrize(("name", "args"), [
    ("report", ()), ("report-section", ("lessons",)), ("mentor-decision", ()), ("status", ()),
])
def test_the_report_under_way_is_the_organisations_own(people, signed_in, at, name, args):
    found = codes(people, signed_in, lambda client: client.get(at(name, *args)))
    assert found == expected(people, INSIDE)


@pytest.mark.parametrize(("name", "args"), [
    ("report-send", ()), ("report-take-back", ()), ("report-section", ("lessons",)), ("mentor-decision", ()),
])
def test_nobody_else_writes_sends_or_takes_back(people, signed_in, anna, at, name, args):
    send(anna, at)
    outside = {role: found for role, found in people.items() if role not in INSIDE}
    sent = {"text": "Inkräktare", "answer": "yes", "based_on": "0", "request_key": "x"}
    assert codes(outside, signed_in, lambda client: client.post(at(name, *args), sent)) == expected(outside, set())
    assert (FinalReport.objects.get().sent_at is None, ReportSection.objects.count()) == (False, 0)


@pytest.mark.parametrize("over", ["ended", "closed", "rehearsal"])
def test_the_reason_stands_where_the_button_would_be(world, place, anna, at, over):
    write_section(place, "lessons", {"text": "Text"}, based_on=0, request_key="r", standing=world.standing("Alvdala"), now=NOW)
    assert "Skicka slutrapporten" in text_of(anna.get(at("report")))
    make_it(over, world, place, anna)
    for page in (at("report"), at("report-section", "lessons"), at("mentor-decision")):
        shown = text_of(anna.get(page))
        assert REASONS[over] in shown
        assert "Skicka slutrapporten" not in shown
        assert "Spara" not in shown


@pytest.mark.parametrize("over", ["ended", "closed"])
def test_a_button_pressed_too_late_says_why_and_loses_no_text(world, place, anna, at, over):
    seen = anna.get(at("report")).context["seen"]
    if over == "ended":
        end_participation(place, reason="", by=world.officer, now=NOW)
    else:
        close_round(place.round, by=world.officer, now=NOW)
    assert said(anna.post(at("report-send"), {"seen": seen}, follow=True))[0].startswith(REASONS[over])
    response = save(anna, at, "Det här skrev jag")
    assert "Det här skrev jag" in text_of(response)
    assert REASONS[over] in text_of(response)
    assert (FinalReport.objects.count(), ReportSection.objects.count()) == (0, 0)


def test_as_many_queries_for_three_as_for_one(world, place, anna, at, queries):
    standing = world.standing("Alvdala")

    def fill(n, others):
        for key in range(n):
            start_improvement(place, {"title": "F", "track": "service"}, creation_key=f"{n}{key}", standing=standing, now=NOW)
        for name in others:
            there = world.places[name]
            send_report(there, report_of(there, now=NOW), standing=world.standing(name), now=NOW)

    fill(1, ["Bäckinge"])
    send(anna, at)
    pages = [at("report"), at("report-section", "lessons"), at("sent-report")]
    little = [queries(anna, page) for page in pages]
    fill(2, ["Dalhem", "Ekfors"])
    assert [queries(anna, page) for page in pages] == little
    assert little[2] <= 12


def learned(world):
    place = world.places["Alvdala"]
    Assessment.objects.create(
        participation=place, unit=place.organisation, checklist="b-2018", occasion="bm1", begun_at=NOW, version=1,
        lessons="Vi lärde oss det här",
    )


def test_what_the_report_takes_in_is_said_before_it_is_sent(world, anna, at):
    learned(world)
    page = text_of(anna.get(at("report")))
    assert "Lärdomar, behov och det ni har gjort sedan förra gången läses alltså av hela omgången" in page
    taken = [part.heading.key for part in anna.get(at("report")).context["taken_in"]]
    assert "lessons" in taken


def test_what_is_filled_in_under_a_heading_can_be_left_out_and_taken_back_in(world, anna, at):
    learned(world)
    save(anna, at, "Vårt eget", left_out="on")
    page = text_of(anna.get(at("report")))
    assert ("Vi lärde oss det här" in page, "Vårt eget" in page) == (False, True)
    send(anna, at)
    assert not SentSection.objects.get(heading="lessons").lines.exists()
    save(anna, at, "Vårt eget", based_on="1", request_key="again")
    assert "Vi lärde oss det här" in text_of(anna.get(at("report")))


def test_a_heading_that_fills_nothing_in_offers_nothing_to_leave_out(anna, at):
    assert "left_out" not in anna.get(at("report-section", "lessons")).context["form"].fields
