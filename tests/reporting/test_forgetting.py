"""What is still said of somebody who is forgotten, in sent reports and where a name is asked for."""

import pytest
from django.core.management import call_command

from spegla.improvement.actions import start_improvement
from spegla.improvement.models import Improvement
from spegla.journal.models import Event
from spegla.people.models import Function
from spegla.presentations.actions import share_presentation, write_slot
from spegla.presentations.models import SharedSlide
from spegla.programme.lookup import step_by_key
from spegla.reporting.drafting import draft_of
from spegla.reporting.models import SentLine
from spegla.reporting.reports import report_of
from spegla.reporting.sending import send_report
from spegla.rounds.actions import decide_on_mentoring
from spegla.rounds.content import programme_of
from spegla.rounds.models import MentorDecision
from spegla.steps.actions import appoint_service
from spegla.steps.models import AppointedService
from tests.reporting.conftest import PREPARING
from tests.world import NOW


@pytest.fixture
def sent(world):
    """Two organisations have sent their reports, each naming its elected official."""
    for name, called in (("Alvdala", "Eva Ek"), ("Bäckinge", "Eva Ek"), ("Dalhem", "Eva Ekberg")):
        official = world.person(name, Function.ELECTED_OFFICIAL)
        official.name = called
        official.save()
        place = world.places[name]
        send_report(place, report_of(place, now=NOW), standing=world.standing(name), now=NOW)
    return lambda: sorted(SentLine.objects.filter(text__startswith="1 person (").values_list("text", flat=True))


def test_her_name_goes_from_what_her_organisation_has_sent_and_nobody_else_s(world, sent, settings):
    settings.DEMO_CLOCK = PREPARING
    eva = world.person("Alvdala", Function.ELECTED_OFFICIAL)
    assert sum("(Eva Ek)" in line for line in sent()) == 2
    call_command("office", "forget", "--email", eva.email)
    assert sum("(Eva Ek)" in line for line in sent()) == 1
    assert f"1 person (Person {eva.pk})" in sent()
    assert "1 person (Eva Ekberg)" in sent()


def name_her(world, organisation):
    place, standing = world.places[organisation], world.standing(organisation)
    stamp = {"based_on": 0, "request_key": "k", "now": NOW}
    appoint_service(place, {"name": "Eva Eks enhet, Eva Ek", "decided_by": "Eva Ek", "why": "Eva Ek vet"}, standing=standing, **stamp)
    decide_on_mentoring(place, {"answer": "yes", "decided_by": "Eva Ek"}, by=standing.person, **stamp)
    start_improvement(place, {"title": "Läsning", "track": "service", "owner": "Eva Ek"}, creation_key=organisation,
                      standing=standing, now=NOW)


def named(model, field):
    """What stands there now and before, for the two organisations."""
    rows = [*model.objects.values_list(field, flat=True), *model.history.values_list(field, flat=True)]
    return {row for row in rows if row}


def test_her_name_goes_from_where_a_name_is_asked_for_also_before(world, settings):
    settings.DEMO_CLOCK = PREPARING
    eva = world.person("Alvdala", Function.ELECTED_OFFICIAL)
    eva.name = "Eva Ek"
    eva.save()
    for organisation in ("Alvdala", "Bäckinge"):
        name_her(world, organisation)
    call_command("office", "forget", "--email", eva.email)
    alias = f"Person {eva.pk}"
    assert named(AppointedService, "name") == {f"Eva Eks enhet, {alias}", "Eva Eks enhet, Eva Ek"}
    for model, field in ((AppointedService, "decided_by"), (MentorDecision, "decided_by"), (Improvement, "owner")):
        assert named(model, field) == {alias, "Eva Ek"}, model
        assert model.objects.filter(**{field: alias}).count() == model.history.filter(**{field: alias}).count() == 1
    assert named(AppointedService, "why") == {"Eva Ek vet"}
    assert not [event for event in Event.objects.all() if "Eva Ek" in str(event.details)]


def test_her_name_goes_from_the_slides_that_were_filled_with_it_and_no_others(world, settings):
    settings.DEMO_CLOCK = PREPARING
    eva, place, standing = world.person("Alvdala", Function.ELECTED_OFFICIAL), world.places["Alvdala"], world.standing("Alvdala")
    eva.name = "Eva Ek"
    eva.save()
    write_slot(place, "startup", "startup-slide-mandate", {"own": True, "text": "Eva Ek sa det"}, based_on=0, request_key="m",
               standing=standing, now=NOW)
    step = step_by_key(programme_of(place.round), "startup")
    share_presentation(place, "startup", draft_of(place, step, now=NOW).slides, "cluster", standing=standing, now=NOW)
    call_command("office", "forget", "--email", eva.email)
    texts = dict(SharedSlide.objects.values_list("slot", "text"))
    assert f"(Person {eva.pk})" in texts["startup-slide-team"]
    assert "Eva Ek" not in texts["startup-slide-team"]
    assert texts["startup-slide-mandate"] == "Eva Ek sa det"
