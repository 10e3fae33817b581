"""Pages that need no sign-in."""

import pytest
from django.test import Client
from django.urls import reverse

from spegla.journal.models import PageAnswer
from spegla.people.models import Person
from spegla.web.public import library

PAGES = ("home", "method", "programmes", "contact", "accessibility", "thanks")
HELPED = reverse("public:page-answer")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_there_for_everybody(client, db, name, language):
    client.cookies["sprak"] = language
    response = client.get(reverse(f"public:{name}"))
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.content.decode().count("<h1") == 1


def test_the_method_page_holds_every_section_with_its_origin_and_the_figure(client, db):
    page = client.get(reverse("public:method")).content.decode()
    sections = library.method().section
    assert all(f'id="{section.key}"' in page for section in sections)
    assert page.count('class="provenance"') >= len(sections) > 5
    assert page.count("method-figure") == 1


def test_every_edition_has_its_page_and_others_are_not_there(client, db):
    listed = client.get(reverse("public:programmes")).content.decode()
    assert library.programmes()
    for programme in library.programmes():
        url = reverse("public:programme", args=[programme.edition.key])
        page = client.get(url).content.decode()
        assert url in listed
        assert all(f'id="{step.key}"' in page for step in programme.step)
    assert client.get(reverse("public:programme", args=["skr-1899"])).status_code == 404


def test_the_latest_edition_stands_first():
    published = [programme.edition.published for programme in library.programmes()]
    assert published == sorted(published, reverse=True)


def test_a_broken_edition_is_left_out_and_named_in_the_log(tmp_path, settings, caplog):
    (tmp_path / "editions" / "broken").mkdir(parents=True)
    (tmp_path / "editions" / "broken" / "edition.toml").write_text("key = 1")
    whole = [programme.edition.key for programme in library.programmes()]
    settings.SPEGLA_EDITIONS = str(tmp_path)
    assert [programme.edition.key for programme in library.programmes()] == whole
    assert "broken" in caplog.text


def test_the_files_are_read_once(monkeypatch):
    library.programmes()
    monkeypatch.setattr("spegla.web.public.library.load_programme", None)
    assert library.programmes() is library.programmes()


def test_contact_shows_the_address_or_says_that_there_is_none(client, db, settings):
    assert "inte lämnat någon adress" in client.get(reverse("public:contact")).content.decode()
    settings.CONTACT_EMAIL, settings.CONTACT_NAME = "hjalp@spegla.example", "Programkontoret"
    page = client.get(reverse("public:contact")).content.decode()
    assert 'href="mailto:hjalp@spegla.example"' in page
    assert "Programkontoret" in page


def test_one_click_is_kept_without_person_or_cookie(client, db):
    response = client.post(HELPED, {"page": "metoden", "helped": "yes", "next": "/metoden/"})
    assert response.url == f"{reverse('public:thanks')}?next=%2Fmetoden%2F"
    assert not response.cookies
    assert 'href="/metoden/"' in client.get(response.url).content.decode()
    answer = PageAnswer.objects.get()
    assert (answer.page, answer.helped) == ("metoden", True)
    assert {field.name for field in PageAnswer._meta.fields} == {"id", "page", "helped", "at"}


def test_with_scripts_the_thanks_come_in_place(client, db):
    response = client.post(HELPED, {"page": "steg/bm1", "helped": "no"}, headers={"HX-Request": "true"})
    assert "Tack!" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert PageAnswer.objects.get().helped is False


@pytest.mark.parametrize(
    "wrong", [{}, {"page": "a" * 121, "helped": "yes"}, {"page": "<b>", "helped": "yes"}, {"page": "x", "helped": "maybe"}]
)
def test_an_answer_that_is_none_is_not_kept(client, db, wrong):
    assert client.post(HELPED, wrong).status_code == 400
    assert not PageAnswer.objects.exists()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/x"])
def test_no_page_leads_to_another_site(client, db, wanted):
    page = client.get(reverse("public:thanks"), {"next": wanted}).content.decode()
    assert "evil.example" not in page.split("<main")[1]
    response = client.post(reverse("public:language"), {"language": "en", "next": wanted})
    assert response.url == reverse("public:home")


def test_the_language_is_remembered_and_for_a_person_also_for_letters(client, db):
    person = Person.objects.create(email="a@b.example", name="A")
    response = client.post(reverse("public:language"), {"language": "en", "next": "/metoden/"})
    assert (response.url, response.cookies["sprak"].value) == ("/metoden/", "en")
    person.refresh_from_db()
    assert person.language == "sv"
    client.force_login(person)
    client.post(reverse("public:language"), {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize("language", ["", "de", "en-gb"])
def test_a_language_we_do_not_have_changes_nothing(client, db, language):
    response = client.post(reverse("public:language"), {"language": language})
    assert response.status_code == 400
    assert "sprak" not in response.cookies


@pytest.mark.parametrize("name", ["language", "page-answer", "sign-out"])
def test_a_form_from_another_site_is_refused(db, name):
    room = "people" if name == "sign-out" else "public"
    assert Client(enforce_csrf_checks=True).post(reverse(f"{room}:{name}")).status_code == 403


def test_public_pages_ask_the_database_nothing(client, db, django_assert_num_queries):
    library.programmes()
    for name in PAGES:
        with django_assert_num_queries(0):
            client.get(reverse(f"public:{name}"))
