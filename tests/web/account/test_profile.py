"""One's own page: name, language, password, functions."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from spegla.journal.models import Event
from tests.web.account.conftest import PASSWORD

PROFILE, SET = reverse("people:profile"), reverse("people:password")


@pytest.fixture
def browser(kim, as_):
    return as_(kim)


def test_the_page_shows_what_one_is_for_whom(browser):
    page = browser.get(PROFILE).content.decode()
    assert "Alvdala kommun" in page
    assert "Nyckelperson, sedan" in page
    assert "kim@alvdala.example" in page


def test_name_and_language_are_saved_together(browser, kim):
    response = browser.post(PROFILE, {"name": "Kim Ek", "language": "en"})
    assert response.url == PROFILE
    assert response.cookies["sprak"].value == "en"
    kim.refresh_from_db()
    assert (kim.name, kim.language) == ("Kim Ek", "en")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"name": " "}, "name"), ({"name": "N" * 121}, "name"), ({"language": "de"}, "language")]
)
def test_a_wrong_value_is_said_at_the_field_and_nothing_is_saved(browser, kim, wrong, field):
    response = browser.post(PROFILE, {"name": "Kim Ek", "language": "en", **wrong})
    assert list(response.context["form"].errors) == [field]
    kim.refresh_from_db()
    assert (kim.name, kim.language) == ("Kim", "sv")


def test_a_first_password_is_set_and_one_stays_signed_in(browser, kim):
    response = browser.post(SET, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert response.url == PROFILE
    assert [str(message) for message in get_messages(response.wsgi_request)] != []
    kim.refresh_from_db()
    assert kim.check_password(PASSWORD)
    assert browser.get(PROFILE).status_code == 200
    assert Event.objects.get(what="password-set").thing_id == kim.pk


@pytest.mark.parametrize(("one", "two"), [("short", "short"), (PASSWORD, "another long phrase"), ("password1234", "password1234")])
def test_a_weak_or_mistyped_password_is_refused(browser, kim, one, two):
    response = browser.post(SET, {"new_password1": one, "new_password2": two})
    assert response.status_code == 200
    assert response.context["form"].errors
    kim.refresh_from_db()
    assert not kim.has_usable_password()


def test_the_old_password_is_asked_for_unless_one_came_by_link(browser, kim, as_):
    kim.set_password(PASSWORD)
    kim.save()
    by_password, by_link = as_(kim), as_(kim)
    session = by_link.session
    session["by_link"] = True
    session.save()
    new = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    assert "old_password" in by_password.post(SET, new).context["form"].errors
    assert by_password.post(SET, {**new, "old_password": PASSWORD}).url == PROFILE
    kim.refresh_from_db()
    assert kim.check_password("quite another phrase")


def test_who_came_by_link_needs_no_old_password(kim, as_):
    kim.set_password(PASSWORD)
    kim.save()
    browser = as_(kim)
    session = browser.session
    session["by_link"] = True
    session.save()
    assert browser.post(SET, {"new_password1": "a second phrase", "new_password2": "a second phrase"}).url == PROFILE


@pytest.mark.parametrize("url", [PROFILE, SET])
def test_a_visitor_is_asked_to_sign_in(client, db, url):
    assert client.get(url).url == f"{reverse('people:sign-in')}?next={url}"
