import pytest
from django.urls import reverse

from spegla.people.models import Organisation
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Round, StoredContent
from spegla.web.public import library

ADDRESS = "office:open"


@pytest.fixture
def said(world):
    return {
        "edition": "skr-2020", "name": "Omgång två", "start_on": "2028-01-15", "variant": "two-year", "checklists": ["c-2023"],
        "office": str(world.office.pk), "inside": "", "creation_key": "key-1",
    }  # fmt: skip


def post(browser, said, **more):
    return browser.post(reverse(ADDRESS), said | more)


def test_the_editions_are_offered_the_latest_first(office):
    page = office.get(reverse(ADDRESS))
    published = [programme.edition.published for programme in page.context["editions"]]
    assert published == sorted(published, reverse=True)
    assert {one.edition.key for one in page.context["editions"]} == {one.edition.key for one in library.programmes()}


def test_the_form_proposes_the_editions_own_checklists(office):
    form = office.get(reverse(ADDRESS) + "?upplaga=skr-2020").context["form"]
    assert (list(form["checklists"].value()), form["variant"].value()) == (["b-2018"], "one-year")


def test_the_preview_shows_every_date_and_saves_nothing(office, said, words):
    before = StoredContent.objects.count()
    page = post(office, said)
    rows = {row.date.key: row.on.isoformat() for row in page.context["rows"]}
    assert (rows["start"], rows["bm1"], rows["conference"], len(rows)) == ("2028-01-15", "2028-05-15", "2030-01-15", 25)
    meetings = [row for row in page.context["rows"] if row.date.kind == "meeting"]
    assert page.context["awkward"] == [row for row in meetings if row.awkward] != []
    assert "Andra än dem som upplagan föreslår" in words(page)
    assert (Round.objects.count(), StoredContent.objects.count()) == (1, before)


def test_opening_stores_the_content_and_asks_for_organisations_next(office, world, said):
    page = post(office, said, act="save")
    made = Round.objects.get(name="Omgång två")
    assert page.url == reverse("office:organisations", args=[made.pk])
    assert (made.variant, made.office, made.inside, made.opened_by) == ("two-year", world.office, None, world.officer)
    assert programme_of(made) == next(one for one in library.programmes() if one.edition.key == "skr-2020")
    assert [one.key for one in checklists_of(made)] == ["c-2023"]
    assert dates_of(made)["start"].isoformat() == "2028-01-15"


def test_pressing_twice_opens_one_round(office, said):
    assert post(office, said, act="save").url == post(office, said, act="save").url
    assert Round.objects.filter(name="Omgång två").count() == 1


def test_an_internal_round_runs_inside_an_organisation(office, world, said):
    whole = world.places["Alvdala"].organisation
    part = Organisation.objects.create(name="Skolan", kind="administration", parent=whole)
    made_at = post(office, said, act="save", inside=str(whole.pk)).url
    page = office.get(made_at)
    assert list(page.context["parts"]) == [part]
    assert page.context["round"].inside == whole


def test_changing_first_keeps_what_was_written(office, said):
    form = post(office, said, act="edit").context["form"]
    assert (form["name"].value(), form["checklists"].value(), form["variant"].value()) == ("Omgång två", ["c-2023"], "two-year")


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 121), ("start_on", ""), ("start_on", "snart"), ("start_on", "1066-10-14"),
     ("variant", "forever"), ("checklists", []), ("checklists", ["z"]), ("office", "999999"), ("inside", "999999")],
)  # fmt: skip
def test_what_has_to_be_mended_is_said_at_the_field(office, said, field, value):
    for act in ("", "save"):
        page = post(office, said, act=act, **{field: value})
        assert (page.status_code, set(page.context["form"].errors)) == (200, {field})
        assert page.context["form"]["creation_key"].value() == "key-1"
    assert Round.objects.count() == 1


def test_a_name_that_is_taken_is_said_at_the_field(office, said):
    page = post(office, said, act="save", name="Omgång ett")
    assert set(page.context["form"].errors) == {"name"}


def test_an_unknown_edition_is_not_there(office, said):
    assert office.get(reverse(ADDRESS) + "?upplaga=nej").status_code == 404
    assert post(office, said, edition="nej").status_code == 404


def test_another_organisations_round_cannot_be_opened(office, world, said):
    page = post(office, said, act="save", office=str(world.places["Alvdala"].organisation_id))
    assert (set(page.context["form"].errors), Round.objects.count()) == ({"office"}, 1)


def test_who_runs_nothing_opens_nothing(member, said):
    assert post(member, said, act="save").status_code == 404
    assert Round.objects.count() == 1
