"""Links: looking uses nothing, the button signs in once, and an old one brings a new one."""

import datetime as dt

import pytest
from django.urls import reverse

from spegla.journal.models import Event, Letter
from spegla.people.actions import make_link
from spegla.people.models import SignInLink

NOW = reverse("participant:now")


@pytest.fixture
def token(kim, now):
    return make_link(kim, "invitation", now=now)


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_page_says_who_it_is_for_and_uses_nothing(client, token):
    for _ in range(3):
        response = client.get(reverse("people:link", args=[token]))
    page = response.content.decode()
    assert "Välkommen, Kim!" in page
    assert "Alvdala kommun" in page
    assert "Logga in som Kim" in page
    assert "kim@alvdala.example" not in page
    assert signed_in(client) is None
    assert SignInLink.objects.get().used_at is None
    assert "no-store" in response["Cache-Control"]


def test_the_button_signs_in_and_leads_to_what_is_to_be_done(client, token, kim):
    response = client.post(reverse("people:link", args=[token]))
    assert (response.status_code, response.url) == (302, NOW)
    assert signed_in(client) == str(kim.pk)
    assert response.cookies["sprak"].value == "sv"
    assert Event.objects.filter(what="signed-in", by_id=kim.pk, details__how="invitation").count() == 1


def test_pressing_twice_in_one_browser_is_fine(client, token):
    client.post(reverse("people:link", args=[token]))
    assert client.post(reverse("people:link", args=[token])).url == NOW
    assert client.get(reverse("people:link", args=[token])).url == NOW


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("change", "words"),
    [({"used_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, "redan använd"),
     ({"expires_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "har gått ut")],
)
def test_an_old_link_signs_nobody_in_and_offers_a_new_one(client, token, method, change, words):
    SignInLink.objects.update(**change)
    response = getattr(client, method)(reverse("people:link", args=[token]))
    assert response.status_code == 410
    assert words in response.content.decode()
    assert reverse("people:link-renew", args=[token]) in response.content.decode()
    assert signed_in(client) is None


def test_the_new_one_goes_to_the_same_address(client, token, kim):
    SignInLink.objects.update(expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    response = client.post(reverse("people:link-renew", args=[token]))
    assert response.url == reverse("people:link-sent")
    assert Letter.objects.get().to == kim.email
    assert kim.email not in client.get(response.url).content.decode()


def test_an_invented_link_is_not_found_and_renews_nothing(client, token):
    assert client.get(reverse("people:link", args=["invented"])).status_code == 404
    assert client.post(reverse("people:link", args=["invented"])).status_code == 404
    assert client.post(reverse("people:link-renew", args=["invented"])).status_code == 404
    assert not Letter.objects.exists()


def test_the_sixth_new_link_in_an_hour_has_to_wait(client, token):
    answers = [client.post(reverse("people:link-renew", args=[token])).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert Letter.objects.count() == 5


def test_the_page_is_in_the_language_of_the_letter_unless_one_is_chosen(client, token, kim):
    kim.language = "en"
    kim.save()
    assert client.get(reverse("people:link", args=[token]))["Content-Language"] == "en"
    client.cookies["sprak"] = "sv"
    assert client.get(reverse("people:link", args=[token]))["Content-Language"] == "sv"


def test_somebody_else_who_is_signed_in_is_told(token, member, as_, kim):
    browser = as_(member("Lo", "strategist"))
    assert "Just nu är Lo inloggad här" in browser.get(reverse("people:link", args=[token])).content.decode()
    browser.post(reverse("people:link", args=[token]))
    assert signed_in(browser) == str(kim.pk)
