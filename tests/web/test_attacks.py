"""What somebody with an account, an old link or nothing at all could try. Each test holds something that would leak."""

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.models import SharedAnswer
from spegla.improvement.actions import note_idea
from spegla.improvement.sharing import share_thing
from spegla.journal.actions import write_letter
from spegla.journal.models import Event, Letter, Share
from spegla.people.actions import end_appointment
from spegla.people.models import Organisation, Person
from spegla.people.signing_in import make_link
from spegla.rounds.actions import close_round, end_participation, open_round, resume_participation, take_in
from spegla.rounds.content import checklists_of
from spegla.steps.actions import appoint_service, share_with
from tests.web.reading import hidden
from tests.world import NOW, START, contents, make_person, make_world

PREPARING = dt.date(2027, 3, 10)
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def today(settings):
    settings.DEMO_CLOCK = PREPARING


@pytest.fixture
def as_():
    def browser(person):
        client = Client()
        client.force_login(person)
        return client

    return browser


def page(client, name, place, *args):
    return client.get(reverse(f"participant:{name}", args=[place.pk, *args])).content.decode()


def main_of(text):
    return text.split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.parametrize(("name", "args"), [("progress", ()), ("step", ("bm1",)), ("comparison", ("bm1",))])
def test_who_has_left_sees_no_more_how_the_others_are_getting_on(world, as_, name, args):
    alvdala, leaver = world.places["Alvdala"], as_(world.person("Alvdala"))
    end_participation(alvdala, reason="", by=world.officer, now=NOW)
    gone = main_of(page(leaver, name, alvdala, *args))
    resume_participation(alvdala, by=world.officer, now=NOW)
    assert "Bäckinge" in main_of(page(leaver, name, alvdala, *args))
    assert "Bäckinge" not in gone


def test_who_has_left_reads_no_titles_of_others_in_her_own_report(world, as_):
    alvdala, reader = world.places["Alvdala"], as_(world.person("Alvdala"))
    standing = world.standing("Bäckinge")
    idea = note_idea(world.places["Bäckinge"], {"title": "Hemlig rutin", "from_organisation_id": alvdala.organisation_id},
                     creation_key="k", standing=standing, now=NOW)
    share_thing(idea, "round", place=world.places["Bäckinge"], standing=standing, now=NOW)
    assert "Hemlig rutin" in page(reader, "report", alvdala)
    end_participation(alvdala, reason="", by=world.officer, now=NOW)
    assert "Hemlig rutin" not in page(reader, "report", alvdala)


def test_the_office_hears_nothing_more_of_the_letters_to_those_who_have_left(world, as_):
    alvdala, reader = world.places["Alvdala"], world.person("Alvdala")
    write_letter(to=reader, kind="sign-in", once="x", subject="Din länk", body="hej", now=NOW)
    letters = reverse("office:letters", args=[world.round.pk])
    assert reader.email in as_(world.officer).get(letters).content.decode()
    end_participation(alvdala, reason="", by=world.officer, now=NOW)
    assert reader.email not in as_(world.officer).get(letters).content.decode()


def test_in_a_rehearsal_the_language_is_changed_for_the_pages_only(world, as_):
    office = as_(world.officer)
    office.post(reverse("office:rehearsal", args=[world.round.pk]), {"day": "2027-05-01"})
    before = Event.objects.count()
    answer = office.post(reverse("public:language"), {"language": "en"})
    world.officer.refresh_from_db()
    assert (answer.cookies["sprak"].value, world.officer.language, Event.objects.count()) == ("en", "sv", before)


def test_the_log_never_tells_a_link_that_still_signs_in(world, caplog):
    token = make_link(world.officer, "sign-in", now=dt.datetime.combine(PREPARING, dt.time(), dt.UTC))
    with caplog.at_level(logging.DEBUG):
        answer = Client(enforce_csrf_checks=True).post(reverse("people:link", args=[token]))
    assert answer.status_code == 403
    assert caplog.records
    assert not [record for record in caplog.records if token in f"{record.getMessage()} {record.args}"]


def test_the_letters_of_a_demo_are_not_shown_where_letters_go_out_to_real_inboxes(world, settings):
    settings.DEMO = True
    write_letter(to=world.officer, kind="sign-in", once="x", subject="Din länk", body="hej", now=NOW)
    shown = reverse("people:demo-letters")
    assert "Din länk" in Client().get(shown).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert Client().get(shown).status_code == 404


def test_another_office_gets_neither_pages_nor_writes(world, as_):
    other = make_other_office()
    for name, args in (("round", ()), ("organisations", ()), ("letters", ()), ("progress", ()), ("import", ())):
        assert as_(other).get(reverse(f"office:{name}", args=[world.round.pk, *args])).status_code == 404
    place = world.places["Alvdala"]
    ended = as_(other).post(reverse("office:end", args=[world.round.pk, place.pk]), {"reason": "x"})
    place.refresh_from_db()
    assert (ended.status_code, place.ended_at) == (404, None)


def make_other_office():
    office = Organisation.objects.create(name="Andra kontoret", kind=Organisation.Kind.ASSOCIATION)
    return make_person("Ove Other", office, "programme-officer")


@pytest.mark.parametrize("who", ["Bäckinge", "Mellby", "Dalhem", "office"])
def test_a_draft_in_one_s_own_house_reaches_nobody_by_its_id(world, as_, who):
    standing, place = world.standing("Alvdala"), world.places["Alvdala"]
    idea = note_idea(place, {"title": "Hemlig rutin"}, creation_key="k", standing=standing, now=NOW)
    appoint_service(place, {"name": "Hemlig enhet"}, based_on=0, request_key="s", standing=standing, now=NOW)
    reader = as_(world.officer if who == "office" else world.person(who))
    through = world.places.get(who, place)
    for name, args in (("idea", (idea.pk,)), ("service-of", (place.pk,))):
        assert reader.get(reverse(f"participant:{name}", args=[through.pk, *args])).status_code == 404
    filled = reader.get(reverse("participant:idea-new", args=[through.pk]) + f"?ide={idea.pk}&fran={place.pk}")
    assert "Hemlig" not in filled.content.decode()


@pytest.fixture
def raider(world, as_):
    """The officer of another office, whose own round has taken Alvdala in by its name."""
    officer = make_other_office()
    office = officer.appointments.get().organisation
    programme, checklists = contents("skr-2020")
    round_ = open_round(name="Annan", office=office, start_on=START, programme=programme, checklists=checklists,
                        variant=world.round.variant, by=officer, now=LATER)
    take_in(round_, world.places["Alvdala"].organisation, by=officer, now=LATER)
    return as_(officer), round_


def test_another_office_does_not_let_itself_in_by_taking_an_organisation_into_its_round(world, as_, raider):
    theirs, _round = raider
    team = world.places["Alvdala"].organisation_id
    mine = {"name": "Ove Other", "email": "ove@other.example", "function": "key-person"}
    key_person = world.person("Alvdala").appointments.get()
    assert theirs.post(reverse("people:invite", args=[team]), mine).status_code == 403
    assert theirs.post(reverse("people:hand-over", args=[key_person.pk]), mine).status_code == 403
    assert not Person.objects.filter(email=mine["email"]).exists()
    assert as_(world.officer).post(reverse("people:invite", args=[team]), mine).status_code == 302
    assert Person.objects.filter(email=mine["email"]).exists()


@pytest.mark.parametrize("over", ["closed", "ended"])
def test_what_is_over_keeps_another_office_out_too(world, as_, raider, over):
    theirs, _round = raider
    team, mine = world.places["Alvdala"].organisation_id, {"name": "Ove", "email": "ove@other.example", "function": "key-person"}
    if over == "closed":
        close_round(world.round, by=world.officer, now=LATER)
    else:
        end_participation(world.places["Alvdala"], reason="", by=world.officer, now=LATER)
    assert theirs.post(reverse("people:invite", args=[team]), mine).status_code == 403
    shown = theirs.get(reverse("people:team", args=[team])).content.decode()
    assert "Organisationen kom med genom en annan programledning" in shown
    assert not Person.objects.filter(email=mine["email"]).exists()


def test_an_organisation_that_runs_rounds_itself_appoints_its_own(world, as_, raider):
    theirs, round_ = raider
    take_in(round_, world.office, by=world.officer, now=LATER)
    mine = {"name": "Ove", "email": "ove@other.example", "function": "key-person"}
    assert theirs.post(reverse("people:invite", args=[world.office.pk]), mine).status_code == 403
    assert as_(world.officer).post(reverse("people:invite", args=[world.office.pk]), mine).status_code == 302


def test_another_office_does_not_let_itself_in_by_a_roster(world, as_, raider):
    theirs, round_ = raider
    roster = "Organisation;Typ;Nyckelperson;Nyckelperson e-post\nAlvdala;kommun;Ove Other;ove@other.example\n"
    sent = {"text": roster, "invite": "on"}
    refused = theirs.post(reverse("office:import", args=[round_.pk]), sent)
    assert (refused.status_code, len(refused.context["problems"])) == (422, 1)
    taken = as_(world.officer).post(reverse("office:import", args=[world.round.pk]), sent)
    assert [one.appointed for one in taken.context["plan"].places[0].people] == [True]


def test_an_office_still_helps_an_organisation_that_has_nobody_who_can(world, raider):
    theirs, _round = raider
    alvdala = world.places["Alvdala"].organisation
    alvdala.appointments.exclude(function="elected-official").update(until=LATER)
    kim = {"name": "Kim Ny", "email": "kim@alvdala.example", "function": "key-person"}
    assert theirs.post(reverse("people:invite", args=[alvdala.pk]), kim).status_code == 302
    assert Person.objects.filter(email=kim["email"]).exists()


def test_what_a_colleague_adds_meanwhile_is_not_shared_unread(world, as_):
    place, standing = world.places["Alvdala"], world.standing("Alvdala")
    checklist = checklists_of(place.round)[0]
    paper = Paper(place, place.organisation_id, checklist, "bm1")
    first, second = (item.key for item in checklist.item[:2])
    said = {"based_on": 0, "request_key": "", "by": standing.person, "now": NOW}
    save_answer(paper, first, {"reason": "Läst", "state": "cannot-judge", "score": None}, **said)
    reader, address = as_(standing.person), reverse("participant:share", args=[place.pk, "bm1"])
    seen = hidden(reader.get(address).content.decode(), "seen")
    save_answer(paper, second, {"reason": "Oläst", "state": "cannot-judge", "score": None}, **said)
    reader.post(address, {"audience": "cluster", "seen": seen})
    assert not SharedAnswer.objects.exists()
    reader.post(address, {"audience": "cluster", "seen": hidden(reader.get(address).content.decode(), "seen")})
    assert set(SharedAnswer.objects.values_list("reason", flat=True)) == {"Läst", "Oläst"}


def test_a_service_that_a_colleague_rewrote_is_not_shared_unread(world, as_):
    place, standing = world.places["Alvdala"], world.standing("Alvdala")
    appoint_service(place, {"name": "Läst"}, based_on=0, request_key="a", standing=standing, now=NOW)
    reader, address = as_(standing.person), reverse("participant:service", args=[place.pk])
    seen = hidden(reader.get(address).content.decode(), "version")
    appoint_service(place, {"name": "Oläst"}, based_on=1, request_key="b", standing=standing, now=NOW)
    share = reverse("participant:service-share", args=[place.pk])
    reader.post(share, {"audience": "cluster", "version": seen})
    assert not Share.objects.exists()
    reader.post(share, {"audience": "cluster", "version": hidden(reader.get(address).content.decode(), "version")})
    assert Share.objects.get().version == 2


@pytest.mark.parametrize("what", ["left", "closed"])
def test_what_was_shared_can_be_taken_back_when_nothing_else_can_be_done(world, as_, what):
    place, standing = world.places["Alvdala"], world.standing("Alvdala")
    service = appoint_service(place, {"name": "Skolan"}, based_on=0, request_key="a", standing=standing, now=NOW)
    share_with(service, "round", standing=standing, now=NOW)
    if what == "left":
        end_participation(place, reason="", by=world.officer, now=NOW)
    else:
        close_round(world.round, by=world.officer, now=NOW)
    theirs, stop = as_(standing.person), reverse("participant:service-share", args=[place.pk])
    assert "Sluta dela" in page(theirs, "service", place)
    theirs.post(stop, {"audience": "cluster"})
    assert Share.objects.filter(until=None).values_list("audience", flat=True).get() == "round"
    theirs.post(stop, {"audience": "ingen"})
    assert not Share.objects.filter(until=None).exists()


def test_nobody_is_invited_again_to_a_function_that_has_ended(world, as_):
    manager, ended = as_(world.person("Alvdala")), world.person("Alvdala", "senior-manager").appointments.get()
    again = reverse("people:invite-again", args=[ended.pk])
    assert manager.post(again).status_code == 302
    Letter.objects.all().delete()
    end_appointment(ended, by=world.person("Alvdala"), now=NOW)
    assert manager.post(again).status_code == 404
    assert not Letter.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>"])
def test_what_people_write_is_never_markup_for_others(world, as_, text):
    place, standing = world.places["Alvdala"], world.standing("Alvdala")
    idea = note_idea(place, {"title": text, "text": text}, creation_key="k", standing=standing, now=NOW)
    share_thing(idea, "cluster", place=place, standing=standing, now=NOW)
    service = appoint_service(place, {"name": text, "why": text}, based_on=0, request_key="s", standing=standing, now=NOW)
    share_with(service, "cluster", standing=standing, now=NOW)
    mine = world.places["Bäckinge"]
    for name, args in (("idea", (idea.pk,)), ("ideas", ()), ("service-of", (place.pk,)), ("idea-new", ())):
        shown = page(as_(world.person("Bäckinge")), name, mine, *args)
        assert text not in shown
    assert escape(text) in page(as_(world.person("Bäckinge")), "idea", mine, idea.pk)
