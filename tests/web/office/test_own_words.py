"""An official checklist out of a file: read, put right, bound to the round; refused once somebody has answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spegla.assessments.actions import Paper
from spegla.assessments.models import Answer, Assessment
from spegla.assessments.own import own_sheet, save_own_answer
from spegla.assessments.showing import show_answers
from spegla.documents.tasks import task_named
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Round
from spegla.web.office import own_words
from tests.documents.samples import workbook
from tests.world import NOW


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Files are read in this process; that it is another one in the product is tested beside child.py."""
    monkeypatch.setattr(own_words, "run_task", lambda name, payload, **limits: task_named(name)(payload))


@pytest.fixture
def base(world):
    return checklists_of(world.round)[0]


@pytest.fixture
def upload(office, url, base):
    def send(rows, **more):
        file = SimpleUploadedFile("lista.xlsx", workbook(Lista=rows))
        return office.post(url("own-words"), {"base": base.key, "title": "SKR:s egen", "file": file} | more)

    return send


def sent(page, **more):
    """The form as the page shows it."""
    rows = {f"{name}-{n}": getattr(row, name) for n, row in enumerate(page.context["rows"]) for name in ("title", "text", "item")}
    return {"base": page.context["base"].key, "title": "SKR:s egen", "rows": len(page.context["rows"]), "act": "save"} | rows | more


def bound(world):
    return checklists_of(Round.objects.get(pk=world.round.pk))


def test_from_file_to_the_checklist_of_the_round(office, url, world, base, upload, words):
    page = upload([["Moment", "Påstående"], [base.item[1].title.sv, "Nämnden frågar."], ["Upphandling", "Vi ställer krav."]])
    assert [(row.title, row.item) for row in page.context["rows"]] == [(base.item[1].title.sv, base.item[1].key), ("Upphandling", "+")]
    assert base.item[0] in page.context["gone"]
    assert [one.key for one in bound(world)] == [base.key]
    assert office.post(url("own-words"), sent(page)).url == url("checklists")
    [made] = bound(world)
    assert [(item.key, item.statement[0].text.sv) for item in made.item] == [
        (base.item[1].key, "Nämnden frågar."), ("own-upphandling", "Vi ställer krav.")
    ]
    assert (made.title.sv, made.origin, made.scale) == ("SKR:s egen", "imported", base.scale)
    assert "SKR:s egen" in words(office.get(url("checklists")))


def test_what_was_proposed_is_put_right(office, url, world, base, upload):
    page = upload([["Moment"], ["Något"], ["Rubrik för en grupp"], ["Annat"]])
    chosen = {"item-0": base.item[2].key, "item-1": "-", "title-2": "Annat, bättre sagt"}
    office.post(url("own-words"), sent(page, **chosen))
    assert [(item.key, item.title.sv) for item in bound(world)[0].item] == [
        (base.item[2].key, "Något"), ("own-annat-battre-sagt", "Annat, bättre sagt")
    ]


@pytest.mark.parametrize(
    ("chosen", "wrong"),
    [(lambda base: {"item-0": base.item[0].key, "item-1": base.item[0].key}, "Två rader är samma fråga"),
     (lambda base: {"title-0": "", "text-0": ""}, "En rad har inga ord"),
     (lambda base: {"item-0": "no-such"}, "Välj vilken fråga varje rad är"),
     (lambda base: {"item-0": "-", "item-1": "-"}, "Det finns ingen fråga kvar")],
)
def test_what_is_wrong_is_said_and_nothing_saved(office, url, world, base, upload, words, chosen, wrong):
    page = upload([["Moment"], ["Ett"], ["Två"]])
    again = office.post(url("own-words"), sent(page, **chosen(base)))
    assert again.status_code == 422
    assert wrong in words(again)
    assert [one.key for one in bound(world)] == [base.key]


def test_the_same_list_twice_is_bound_once(office, url, world, upload):
    page = upload([["Moment"], ["Ett"], ["Två"]])
    office.post(url("own-words"), sent(page))
    [first] = bound(world)
    again = office.post(url("own-words"), sent(page))
    assert again.status_code == 422  # the one it was to replace is not there any more
    assert bound(world) == [first]


def joint(world, base):
    assessment = Assessment.objects.create(participation=world.places["Alvdala"], unit=world.places["Alvdala"].organisation,
                                           checklist=base.key, occasion="bm1", begun_at=NOW)
    Answer.objects.create(assessment=assessment, item=base.item[0].key, state="scored", score=2, version=1)


def alone(world, base):
    place = world.places["Alvdala"]
    sheet = own_sheet(Paper(place, place.organisation_id, base, "bm1"), world.person("Alvdala"), function="")
    save_own_answer(sheet, base.item[0].key, {"state": "scored", "score": 2}, based_on=0, request_key="")


def alone_and_shown(world, base):
    """Nobody's sheet holds an answer any more, and nothing has been agreed on yet."""
    place = world.places["Alvdala"]
    paper = Paper(place, place.organisation_id, base, "bm1")
    for function in ("key-person", "elected-official", "senior-manager"):
        sheet = own_sheet(paper, world.person("Alvdala", function), function="")
        save_own_answer(sheet, base.item[0].key, {"state": "scored", "score": 2}, based_on=0, request_key="")
    show_answers(paper, [base.item[0].key], by=world.person("Alvdala"), now=NOW)


@pytest.mark.parametrize("answered", [joint, alone, alone_and_shown])
def test_once_somebody_has_answered_together_or_alone_the_words_stand(office, url, world, base, upload, words, answered):
    page = upload([["Moment"], ["Ett"], ["Två"]])
    answered(world, base)
    assert "Någon har redan svarat på checklistan" in words(office.get(url("own-words")))
    office.post(url("own-words"), sent(page))
    assert [one.key for one in bound(world)] == [base.key]


@pytest.mark.parametrize(("content", "words_"), [(b"", "Filen är tom"), (b"\x89PNG\r\n", "av ett annat slag")])
def test_a_file_that_cannot_be_read_says_why(office, url, base, words, content, words_):
    page = office.post(url("own-words"), {"base": base.key, "title": "T", "file": SimpleUploadedFile("a.xlsx", content)})
    assert page.status_code == 422
    assert words_ in words(page)


def test_what_is_missing_is_asked_for(office, url, base, words):
    page = office.post(url("own-words"), {})
    assert page.status_code == 422
    assert "Skriv vad checklistan heter." in words(page)
    assert "Välj en checklista." in words(page)
    assert "Välj en fil först." in words(office.post(url("own-words"), {"base": base.key, "title": "T"}))


def test_only_the_office_of_the_round(member, url):
    assert member.get(url("own-words")).status_code == 404
    assert member.post(url("own-words"), {}).status_code == 404
