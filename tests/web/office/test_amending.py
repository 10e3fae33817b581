import datetime as dt

import pytest

from spegla.assessments.models import Answer, Assessment
from spegla.rounds import actions
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Amendment, Round
from tests.world import NOW, make_world

FORM = {"edition": "skr-2020", "effective_on": "2027-03-01", "reason": "Ny upplaga"}


@pytest.fixture
def world(db):
    return make_world(edition="skr-2018", variant="one-year")


def save(office, address, page, **more):
    seen = {name: page.context[name] for name in ("seen", "calendar")}
    return office.post(address, FORM | seen | {"act": "save"} | more)


def reread(world):
    return Round.objects.get(pk=world.round.pk)


def answer(world, checklist, occasion):
    assessment = Assessment.objects.create(
        participation=world.places["Alvdala"], unit=world.places["Alvdala"].organisation, checklist=checklist,
        occasion=occasion, begun_at=NOW,
    )
    return Answer.objects.create(assessment=assessment, item="item", state="scored", score=2, version=1)


def test_the_preview_tells_what_is_kept_and_what_is_replaced_and_saves_nothing(office, world, url, words):
    page = office.post(url("amend"), FORM)
    assert [step.key for step in page.context["plan"].kept] == ["startup"]
    assert page.context["plan"].replaced[0].key == "bm1"
    assert "Checklistorna är desamma" in words(page)
    assert (reread(world).programme_id, Amendment.objects.count()) == (world.round.programme_id, 0)


def test_what_was_previewed_is_saved_once(office, world, url):
    old, page = programme_of(world.round), office.post(url("amend"), FORM)
    for _ in range(2):
        assert save(office, url("amend"), page).url == url("round")
    amended = programme_of(reread(world))
    assert (amended.step[0], amended.step[1] != old.step[1], amended.edition.key) == (old.step[0], True, "skr-2020")
    made = Amendment.objects.get()
    assert (made.effective_on, made.reason, made.by) == (dt.date(2027, 3, 1), "Ny upplaga", world.officer)
    assert [one.key for one in checklists_of(reread(world))] == [one.key for one in checklists_of(world.round)]


def test_a_preview_that_somebody_overtook_has_to_be_seen_again(office, world, url):
    page = office.post(url("amend"), FORM)
    actions.pin_date(world.round, "bm1", dt.date(2027, 2, 1), by=world.officer, now=NOW)
    again = save(office, url("amend"), page)
    assert (again.status_code, again.context["meanwhile"], Amendment.objects.count()) == (409, True, 0)
    assert [step.key for step in again.context["plan"].kept] == ["startup", "bm1"]
    save(office, url("amend"), again)
    assert Amendment.objects.count() == 1


def test_an_edition_that_does_not_fit_says_why_in_plain_words(office, world, url, words):
    page = office.post(url("amend"), FORM | {"edition": "modellkoncept-2024", "act": "save"})
    assert "inte gjord för en omgång av den här längden" in words(page)
    assert (page.context["form"]["reason"].value(), Amendment.objects.count()) == ("Ny upplaga", 0)


def test_answers_never_lose_their_occasion(office, world, url, monkeypatch, words):
    from msgspec.structs import replace

    from spegla.web.office import library

    editions = library.editions()
    fewer = replace(editions["skr-2020"].edition, occasion=editions["skr-2020"].edition.occasion[:3])
    steps = tuple(replace(step, occasion="") if step.occasion == "conference" else step for step in editions["skr-2020"].step)
    steps = tuple(replace(s, preparation=tuple(p for p in s.preparation if p.does in ("tick", "team"))) for s in steps)
    small = replace(editions["skr-2020"], edition=fewer, step=steps)
    monkeypatch.setattr(library, "editions", lambda: {**editions, "skr-2020": small})
    assert office.post(url("amend"), FORM).context["plan"].lost_occasions == ["conference"]
    answer(world, "a-2017", "conference")
    page = office.post(url("amend"), FORM | {"act": "save"})
    assert len(page.context["lost"]) == 1
    assert ("Svar skulle bli kvar utan sin plats" in words(page), Amendment.objects.count()) == (True, 0)


@pytest.mark.parametrize("field", ["edition", "effective_on", "reason"])
def test_what_has_to_be_mended_is_said_at_the_field(office, url, field):
    page = office.post(url("amend"), FORM | {field: "", "act": "save"})
    assert (set(page.context["form"].errors), Amendment.objects.count()) == ({field}, 0)


def test_checklists_are_changed_until_somebody_has_answered(office, world, url):
    def bind(*keys):
        page = office.post(url("checklists"), {"checklists": list(keys)})
        return page, [one.key for one in checklists_of(reread(world))]

    assert bind("b-2018")[1] == ["b-2018"]
    assert bind("b-2018", "c-2023")[1] == ["b-2018", "c-2023"]
    answer(world, "c-2023", "bm1")
    page, keys = bind("b-2018")
    assert (set(page.context["form"].errors), keys) == ({"checklists"}, ["b-2018", "c-2023"])
    assert bind("c-2023")[1] == ["c-2023"]
    assert set(bind()[0].context["form"].errors) == set(bind("z")[0].context["form"].errors) == {"checklists"}


def test_an_assessment_that_was_opened_but_not_answered_holds_nothing_back(office, world, url):
    Assessment.objects.create(
        participation=world.places["Alvdala"], unit=world.places["Alvdala"].organisation, checklist="a-2017",
        occasion="bm1", begun_at=NOW,
    )
    office.post(url("checklists"), {"checklists": ["b-2018"]})
    assert [one.key for one in checklists_of(reread(world))] == ["b-2018"]
