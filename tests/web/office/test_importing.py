from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spegla.journal.models import Letter
from spegla.people.models import Organisation
from spegla.rounds import actions
from spegla.rounds.models import Participation
from tests.world import NOW

ROSTER = "Organisation;Typ;Kluster;Roll;Nyckelperson;Nyckelperson e-post\nFjällby;kommun;Västra;;Fia Fors;fia@fjallby.example\n"
ROUND_2019 = Path(__file__).parents[2] / "data/roster-2019.csv"


def save(office, address, page, **more):
    sent = {"text": page.context["text"], "seen": page.context["plan"].fingerprint, "act": "save"}
    return office.post(address, sent | ({"invite": "on"} if page.context["invite"] else {}) | more)


def upload(data, name="lista.csv"):
    return {"file": SimpleUploadedFile(name, data), "invite": "on"}


def counts():
    return Organisation.objects.count(), Participation.objects.count(), Letter.objects.count()


@pytest.mark.parametrize("sent", [{"text": ROSTER, "invite": "on"}, upload(ROSTER.encode("cp1252"))], ids=["pasted", "uploaded"])
def test_the_preview_tells_what_would_happen_and_saves_nothing(office, url, words, sent):
    before = counts()
    page = office.post(url("import"), sent)
    assert [place.entry.name for place in page.context["new"]] == ["Fjällby"]
    assert ("Nya kluster: Västra" in words(page), "1 inbjudan skickas" in words(page), counts()) == (True, True, before)


def test_what_was_previewed_is_saved_and_twice_is_once(office, world, url):
    page = office.post(url("import"), {"text": ROSTER, "invite": "on"})
    before = counts()
    assert save(office, url("import"), page).url == url("clusters")
    after = counts()
    assert save(office, url("import"), page).url == url("clusters")
    assert after == counts() == tuple(count + 1 for count in before)
    assert Participation.objects.get(organisation__name="Fjällby").cluster.name == "Västra"


def test_invitations_may_wait(office, url):
    save(office, url("import"), office.post(url("import"), {"text": ROSTER}))
    assert Letter.objects.count() == 0


def test_the_roster_of_2019_in_one_upload(office, world, url):
    page = office.post(url("import"), upload(ROUND_2019.read_bytes()))
    save(office, url("import"), page)
    assert Participation.objects.filter(round=world.round).count() == 6 + 23


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ROSTER + "Nyby;klubb;;;;\n"}, "Rad 3, Typ"),
        ({"text": ROSTER + "=1+1;kommun;;;;\n"}, "ser ut som en formel"),
        ({"text": "Kluster;Roll\nNorra;mentor\n"}, "Organisation"),
        ({"text": ""}, "inget att läsa"),
        (upload(b"PK\x03\x04xxxx", "lista.xlsx"), "spara den som CSV"),
        (upload(b"x" * 1_000_001), "för stor"),
        ({"text": "Organisation\n" + "A\n" * 2001}, "för många rader"),
    ],
)
def test_what_has_to_be_mended_is_said_and_nothing_is_saved(office, url, words, sent, said):
    before = counts()
    for act in ("", "save"):
        if "file" in sent:
            sent["file"].seek(0)
        page = office.post(url("import"), sent | {"act": act})
        assert (page.status_code, said in words(page), counts()) == (422, True, before)


def test_what_was_written_is_there_to_mend(office, url):
    text = ROSTER + "Nyby;klubb;;;;\n"
    for sent in ({"text": text}, upload(text.encode())):
        assert office.post(url("import"), sent).context["form"].initial["text"] == text
    assert office.post(url("import"), {"text": ROSTER, "act": "edit"}).context["form"].initial["text"] == ROSTER


@pytest.mark.parametrize("invite", [True, False])
def test_the_choice_to_invite_is_kept_while_lines_are_mended(office, url, invite):
    page = office.post(url("import"), {"text": ROSTER + "Nyby;klubb;;;;\n"} | ({"invite": "on"} if invite else {}))
    assert page.context["form"]["invite"].value() is invite


def test_people_are_invited_unless_one_says_otherwise(office, url):
    form = office.get(url("import")).context["form"]
    assert (form.is_bound, form["invite"].value()) == (False, True)


def test_a_preview_that_somebody_overtook_has_to_be_seen_again(office, world, url):
    page = office.post(url("import"), {"text": ROSTER + "Mellby;;Södra;;;\n", "invite": "on"})
    actions.place_in_cluster(world.places["Mellby"], None, role="mentor", by=world.officer, now=NOW)
    before = counts()
    again = save(office, url("import"), page)
    assert (again.status_code, again.context["meanwhile"], counts()) == (409, True, before)
    save(office, url("import"), again)
    assert Participation.objects.get(organisation__name="Mellby").cluster.name == "Södra"


def test_what_looks_like_markup_is_shown_as_text(office, url):
    page = office.post(url("import"), {"text": "Organisation;Typ\n<script>alert(1)</script>;kommun\n"}).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
