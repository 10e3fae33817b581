"""The ordinary way in: a link by e-mail, or a password. Neither tells who has an account."""

import pytest
from django.urls import reverse

from spegla.journal.models import Event, Letter
from spegla.people.actions import pseudonymise
from spegla.people.signing_in import LIMITS, QUARTER, TooOftenError
from spegla.web.account.signing_in import client_of
from tests.web.account.conftest import PASSWORD

SIGN_IN, SEND, SENT = (reverse(f"people:{name}") for name in ("sign-in", "send-link", "link-sent"))


@pytest.fixture
def kim(kim):
    kim.set_password(PASSWORD)
    kim.save()
    return kim


def text(response):
    return response.content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(client, kim):
    answers = [client.post(SEND, {"email": email}) for email in (kim.email, "nobody@alvdala.example")]
    assert [(one.status_code, one.url) for one in answers] == [(302, SENT)] * 2
    assert [letter.to for letter in Letter.objects.all()] == [kim.email]


@pytest.mark.parametrize("email", ["", "kim", "kim@", "k" * 250 + "@b.se"])
def test_a_wrong_address_is_said_at_the_field_and_kept(client, db, email):
    response = client.post(SEND, {"email": email})
    assert response.context["link_form"].errors["email"]
    assert f'value="{email}"' in text(response) or not email
    assert not Letter.objects.exists()


def test_the_sixth_asking_has_to_wait(client, kim):
    for _ in range(5):
        client.post(SEND, {"email": kim.email})
    response = client.post(SEND, {"email": kim.email})
    assert "Titta i inkorgen" in text(response)
    assert kim.email in text(response)
    assert Letter.objects.count() == 5


def test_a_reloaded_form_page_leads_back_to_the_form(client, db):
    assert client.get(SEND).url == SIGN_IN


def test_a_password_signs_in_and_leads_where_one_was_going(client, kim):
    profile = reverse("people:profile")
    assert client.get(profile).url == f"{SIGN_IN}?next={profile}"
    response = client.post(SIGN_IN, {"email": kim.email.upper(), "password": PASSWORD, "next": profile})
    assert response.url == profile
    assert client.get(profile).status_code == 200
    assert Event.objects.get(what="signed-in").details == {"how": "password"}


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client, kim, wanted):
    response = client.post(SIGN_IN, {"email": kim.email, "password": PASSWORD, "next": wanted})
    assert response.url == reverse("participant:now")


def test_a_wrong_password_and_an_unknown_address_say_the_same(client, kim):
    answers = [
        client.post(SIGN_IN, {"email": email, "password": "guessed-it"}).context["password_form"].errors
        for email in (kim.email, "nobody@alvdala.example")
    ]
    assert answers[0] == answers[1]
    assert "hör inte ihop" in str(answers[0])
    assert "_auth_user_id" not in client.session
    assert "guessed-it" not in str(list(Event.objects.values()))
    assert kim.email not in str(list(Event.objects.values()))


def test_after_ten_wrong_ones_the_right_one_has_to_wait_but_a_link_works(client, kim):
    for _ in range(10):
        client.post(SIGN_IN, {"email": kim.email, "password": "guessed-it"})
    response = client.post(SIGN_IN, {"email": kim.email, "password": PASSWORD})
    assert "Vänta en kvart" in text(response)
    assert client.post(SEND, {"email": kim.email}).url == SENT
    assert Letter.objects.count() == 1


def test_a_typed_password_is_never_sent_back(client, kim):
    assert "hunter-and-more" not in text(client.post(SIGN_IN, {"email": kim.email, "password": "hunter-and-more"}))


def test_who_has_no_password_or_is_forgotten_does_not_come_in(client, kim, member, now):
    lo = member("Lo", "strategist")
    assert client.post(SIGN_IN, {"email": lo.email, "password": ""}).status_code == 200
    assert client.post(SIGN_IN, {"email": lo.email, "password": "x"}).status_code == 200
    pseudonymise(kim, by=None, now=now)
    assert client.post(SIGN_IN, {"email": kim.email, "password": PASSWORD}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_session_ends_when_the_person_is_forgotten(kim, as_, now):
    browser = as_(kim)
    assert browser.get(reverse("people:profile")).status_code == 200
    pseudonymise(kim, by=None, now=now)
    assert browser.get(reverse("people:profile")).status_code == 302


def test_signing_out_is_a_button(kim, as_):
    browser = as_(kim)
    assert browser.get(reverse("people:sign-out")).status_code == 405
    assert browser.post(reverse("people:sign-out")).url == reverse("public:home")
    assert "_auth_user_id" not in browser.session


def test_who_is_in_already_goes_on(kim, as_):
    assert as_(kim).get(SIGN_IN).url == reverse("participant:now")


@pytest.mark.parametrize(
    ("proxy", "headers", "known_as"),
    [
        (None, {"REMOTE_ADDR": "192.0.2.7"}, "192.0.2.7"),
        (None, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "192.0.2.7"),
        (("HTTP_X_FORWARDED_PROTO", "https"), {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 198.51.100.1"}, "198.51.100.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), {"REMOTE_ADDR": "127.0.0.1"}, ""),
    ],
)
def test_where_somebody_comes_from_is_told_by_the_proxy_only_when_there_is_one(rf, settings, proxy, headers, known_as):
    settings.SECURE_PROXY_SSL_HEADER = proxy
    assert client_of(rf.get("/", **headers)) == known_as


def test_guessing_at_many_addresses_from_one_place_has_to_wait(client, kim, monkeypatch):
    monkeypatch.setitem(LIMITS["client"], "password-wrong", (3, QUARTER))
    for n in range(3):
        client.post(SIGN_IN, {"email": f"{n}@alvdala.example", "password": "guessed-it"}, REMOTE_ADDR="192.0.2.7")
    right = {"email": kim.email, "password": PASSWORD}
    assert "Vänta en kvart" in text(client.post(SIGN_IN, right, REMOTE_ADDR="192.0.2.7"))
    assert client.post(SIGN_IN, right, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_the_try_that_reaches_the_limit_while_others_try_is_told_too(client, kim, monkeypatch):
    """Another worker counted the last one between the look and the note."""
    monkeypatch.setattr("spegla.people.signing_in.check_attempts", _full_on_second_look())
    assert "Vänta en kvart" in text(client.post(SIGN_IN, {"email": kim.email, "password": "guessed-it"}))


def _full_on_second_look():
    looks = iter([None, TooOftenError("password-wrong")])

    def look(what, email, **counted):
        if error := next(looks):
            raise error

    return look
