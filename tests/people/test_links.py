import datetime as dt
import hashlib

import pytest

from spegla.journal.models import Event, Letter
from spegla.people.actions import LinkError, make_link, pseudonymise, use_link
from spegla.people.models import SignInLink
from spegla.people.signing_in import (
    LIMITS,
    TooOftenError,
    address_number,
    check_attempts,
    find_link,
    forget_attempts,
    note_attempt,
    renew_link,
    send_link,
)

MINUTE = dt.timedelta(minutes=1)


def test_only_the_digest_of_a_link_is_kept(key_person, now):
    token = make_link(key_person, "sign-in", now=now)
    link = SignInLink.objects.get()
    assert link.digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(SignInLink.objects.values().get())


@pytest.mark.parametrize(("purpose", "days"), [("invitation", 60), ("sign-in", 1)])
def test_a_link_lasts_its_days_and_not_a_moment_more(key_person, now, purpose, days):
    token = make_link(key_person, purpose, now=now)
    end = now + dt.timedelta(days=days)
    assert find_link(token, now=end - MINUTE).person == key_person
    with pytest.raises(LinkError) as refused:
        use_link(token, now=end)
    assert (refused.value.kind, refused.value.person) == ("expired", key_person)


def test_a_link_works_once_and_looking_does_not_use_it(key_person, now):
    token = make_link(key_person, "sign-in", now=now)
    find_link(token, now=now)
    assert use_link(token, now=now) == key_person
    with pytest.raises(LinkError) as refused:
        use_link(token, now=now)
    assert refused.value.kind == "used"
    assert list(Event.objects.values_list("what", "thing_id", "by_id")) == [("signed-in", key_person.pk, key_person.pk)]


def test_an_invented_link_and_one_of_a_forgotten_person_are_unknown(key_person, now):
    token = make_link(key_person, "sign-in", now=now)
    pseudonymise(key_person, by=None, now=now)
    for wrong in (token, "invented", ""):
        with pytest.raises(LinkError) as refused:
            use_link(wrong, now=now)
        assert (refused.value.kind, refused.value.person) == ("unknown", None)


def test_a_link_is_sent_to_who_has_the_address_and_the_caller_cannot_tell(key_person, now):
    assert send_link("KIM.karlsson@alvdala.example ", now=now) is None
    assert send_link("nobody@alvdala.example", now=now) is None
    assert Letter.objects.get().to == key_person.email


@pytest.mark.parametrize("email", ["kim.karlsson@alvdala.example", "nobody@alvdala.example"])
def test_five_links_in_an_hour_for_known_and_unknown_alike(key_person, now, email):
    for minute in range(5):
        send_link(email, now=now + minute * MINUTE)
    with pytest.raises(TooOftenError):
        send_link(email.upper(), now=now + 59 * MINUTE)
    send_link("somebody.else@alvdala.example", now=now + 59 * MINUTE)
    send_link(email, now=now + 60 * MINUTE)


def test_ten_wrong_passwords_in_a_quarter_of_an_hour(now, db):
    for _ in range(10):
        note_attempt("password-wrong", "a@b.example", now=now)
    with pytest.raises(TooOftenError):
        check_attempts("password-wrong", "A@b.example", now=now + 14 * MINUTE)
    check_attempts("password-wrong", "a@b.example", now=now + 15 * MINUTE)
    check_attempts("link-asked", "a@b.example", now=now)


def test_attempts_hold_no_address_and_go_after_a_day(now, db, settings):
    note_attempt("password-wrong", "secret@b.example", now=now)
    kept = Event.objects.values().get()
    assert "secret" not in str(kept)
    assert kept["thing_id"] == address_number("secret@b.example") < 2**63
    settings.SECRET_KEY = "another"
    assert address_number("secret@b.example") != kept["thing_id"]
    assert forget_attempts(now=now + dt.timedelta(hours=23)) == 0
    assert forget_attempts(now=now + dt.timedelta(hours=25)) == 1


def test_a_used_or_expired_link_brings_a_new_one_to_the_same_address(key_person, now):
    token = make_link(key_person, "invitation", now=now)
    renew_link(token, now=now + dt.timedelta(days=400))
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (key_person.email, "sign-in")
    with pytest.raises(LinkError):
        renew_link("invented", now=now)


@pytest.mark.parametrize("what", ["link-asked", "password-wrong"])
def test_from_one_place_in_the_network_many_addresses_are_tried_only_so_often(db, now, what):
    most = LIMITS["client"][what][0]
    for n in range(most):
        note_attempt(what, f"{n}@b.example", now=now, client="192.0.2.7")
    with pytest.raises(TooOftenError):
        note_attempt(what, "one.more@b.example", now=now, client="192.0.2.7")
    note_attempt(what, "one.more@b.example", now=now, client="192.0.2.8")
    note_attempt(what, "one.more@b.example", now=now)
    assert "192.0.2" not in str(list(Event.objects.values()))
