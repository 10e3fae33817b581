"""Coming in and answering, as a guest and as one of the organisation: what the phone says, and what it never says."""

import re

from django.test import Client
from django.urls import reverse

from spegla.assessments import live as lives
from spegla.assessments.live_queries import device_hash
from spegla.assessments.models import OwnAnswer, OwnSheet
from spegla.assessments.own import guest_sheet, save_own_answer
from spegla.assessments.showing import show_answers
from spegla.people import room_codes
from spegla.web.live.tokens import way_in
from tests.assessments.papers import BM1, answer_all, items_of, paper_of
from tests.web.live.conftest import guest_in

SECRET = "Nämnden får underlagen för sent."


def page(client, url, **sent):
    answer = client.post(url, sent, follow=True) if sent else client.get(url, follow=True)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def answered(live, item, score=2, **more):
    """Somebody else's device answers."""
    sheet = guest_sheet(live, device_hash(f"{OwnSheet.objects.count()}"), function="")
    given = {"state": "scored", "score": score, "comment": "", "not_working": ""} | more
    save_own_answer(sheet, item, given, based_on=0, request_key="")


def test_with_the_code_one_reads_the_promise_and_comes_in(client, live):
    said = page(client, reverse("live:enter"), code=f"{live.code[:3].lower()}-{live.code[3:]}")
    assert "Ingen ser ditt svar innan svaren visas för alla." in said
    assert "Något namn sparas inte." in said
    assert not OwnSheet.objects.exists()
    said = page(client, reverse("live:way-in", args=[way_in(live)]), function="elected-official")
    assert "Du är inne. Titta upp." in said
    assert OwnSheet.objects.values_list("live", "person", "function").get() == (live.pk, None, "elected-official")


def test_a_wrong_code_and_a_closed_room_say_the_same(client, live, world):
    wrong = page(client, reverse("live:enter"), code="222222")
    lives.close_live(live, by=world.person("Alvdala"), now=BM1)
    assert page(client, reverse("live:enter"), code=live.code).replace(live.code, "222222") == wrong
    assert "Det finns inget öppet rum med den koden." in wrong


def test_too_many_wrong_codes_stop_codes_from_there_but_not_from_elsewhere_nor_the_qr_code(client, live, monkeypatch):
    monkeypatch.setattr(room_codes, "FROM_ONE_PLACE", 2)
    for _ in range(2):
        page(client, reverse("live:enter"), code="222222")
    assert "Vänta en minut" in page(client, reverse("live:enter"), code=live.code)
    elsewhere = Client(REMOTE_ADDR="198.51.100.20")
    assert "Det här lovar vi" in page(elsewhere, reverse("live:enter"), code=live.code)
    assert client.get(reverse("live:way-in", args=[way_in(live)])).status_code == 200


def test_a_full_room_says_so(client, live, monkeypatch):
    monkeypatch.setattr(lives, "GUESTS_AT_MOST", 0)
    answer = client.post(reverse("live:way-in", args=[way_in(live)]), {"function": ""})
    assert (answer.status_code, "Rummet är fullt" in answer.content.decode()) == (409, True)
    assert not OwnSheet.objects.exists()


def test_a_function_that_nobody_has_is_refused(client, live):
    assert client.post(reverse("live:way-in", args=[way_in(live)]), {"function": "boss"}).status_code == 200
    assert not OwnSheet.objects.exists()


def test_who_comes_again_on_the_same_device_has_the_same_seat(guest, live, at):
    assert guest.get(reverse("live:way-in", args=[way_in(live)])).url == at("room")
    assert OwnSheet.objects.count() == 1


def test_one_of_us_reads_the_promise_too_with_her_function_proposed(leader, world, live, at):
    said = leader.get(at("room")).content.decode()
    assert "Ingen ser ditt svar innan svaren visas för alla." in said
    assert re.search(r'value="key-person"[^>]*checked', said)
    leader.post(at("room"), {"function": "key-person"})
    assert OwnSheet.objects.values_list("person", "live").get() == (world.person("Alvdala").pk, None)


def test_an_answer_is_saved_and_can_be_changed_until_it_is_shown(guest, at, item):
    assert "Vad tycker du?" in page(guest, at("room"))
    said = page(guest, at("answer", item), choice="2", not_working=SECRET, based_on="0", request_key="a")
    assert "Tack, svaret är sparat. Titta upp." in said
    page(guest, at("answer", item), choice="cannot-judge", based_on="1", request_key="b")
    assert OwnAnswer.objects.values_list("state", "score", "not_working", "version").get() == ("cannot-judge", None, "", 2)


def test_a_repeat_does_nothing(guest, at, item):
    for _ in range(2):
        page(guest, at("answer", item), choice="2", based_on="0", request_key="a.1")
    assert OwnAnswer.objects.values_list("score", "version").get() == (2, 1)


def test_what_is_not_on_the_scale_is_refused_and_what_was_typed_stays(guest, at, item):
    for choice in ("9", "not-agreed", "x"):
        answer = guest.post(at("answer", item), {"choice": choice, "comment": SECRET, "based_on": "0"})
        assert answer.status_code == 422
        assert SECRET in answer.content.decode()
    assert not OwnAnswer.objects.exists()


def test_from_her_other_device_both_answers_are_shown(colleague, at, item):
    page(colleague, at("answer", item), choice="1", based_on="0", request_key="a")
    answer = colleague.post(at("answer", item), {"choice": "3", "comment": SECRET, "based_on": "0", "request_key": "b"})
    assert answer.status_code == 409
    assert "1 – Inte påbörjat" in answer.content.decode()
    assert OwnAnswer.objects.values_list("score", flat=True).get() == 1


def test_an_answer_that_comes_after_they_were_shown_is_not_taken(guest, live, paper, at, item, world):
    for score in (1, 2, 3):
        answered(live, item, score)
    show_answers(paper, [item], by=world.person("Alvdala"), now=BM1)
    answer = guest.post(at("answer", item), {"choice": "2", "based_on": "0"})
    assert answer.status_code == 409
    assert "Svaren visades innan ditt svar kom fram." in answer.content.decode()
    assert not OwnAnswer.objects.exists()


def test_before_they_are_shown_a_guest_sees_nothing_of_others_and_after_without_names(guest, live, paper, at, item, world):
    answer_all(paper, by=world.person("Alvdala"), score=3, reason="Vårt beslut är från i fjol.")
    for score in (1, 1, 3):
        answered(live, item, score, comment=SECRET)
    before = page(guest, at("room"))
    assert SECRET not in before
    assert "har svarat" not in before
    show_answers(paper, [item], by=world.person("Alvdala"), now=BM1)
    after = page(guest, at("room"))
    assert "Så olika svarade vi" in after
    assert "Vårt beslut är från i fjol." not in before + after  # the joint answer is the organisation's own


def test_a_guest_sees_no_way_to_the_screen(guest, colleague, at, item):
    assert at("screen") not in guest.get(at("room")).content.decode()
    assert at("screen") in colleague.get(at("room")).content.decode()


def test_leaving_takes_the_cookie_away_and_the_answer_stays(guest, at, item, live):
    page(guest, at("answer", item), choice="2", based_on="0")
    guest.post(at("leave"))
    assert guest.get(at("room")).url == reverse("live:enter")
    assert OwnAnswer.objects.count() == 1


def test_an_item_that_the_list_does_not_have_is_not_found(guest, leader, at, item):
    assert guest.post(at("answer", "made-up"), {"choice": "2"}).status_code == 404
    assert leader.post(at("look"), {"item": "made-up"}).status_code == 404


def test_the_phone_asks_as_much_with_three_answers_as_with_one(guest, live, at, item, django_assert_num_queries):
    answered(live, item)
    guest.get(at("room"))
    with django_assert_num_queries(5):
        guest.get(at("room"))
    answered(live, item)
    answered(live, item)
    with django_assert_num_queries(5):
        guest.get(at("room"))


def test_an_answer_to_an_item_that_the_room_has_left_is_taken(guest, live, paper, at, item):
    """A phone that was without a net sends what it kept."""
    lives.look_at(live, items_of(paper)[1])
    assert guest.post(at("answer", item), {"choice": "2", "based_on": "0"}).status_code == 302
    assert OwnAnswer.objects.values_list("item", flat=True).get() == item


def test_what_is_kept_in_a_telephone_is_one_seats(guest, colleague, live, at, item):
    """Who comes after somebody on the same device, without her signing out, neither reads nor sends what she wrote."""
    stores = [re.findall(r'data-store="([^"]*)"', client.get(at("room")).content.decode()) for client in (guest, colleague)]
    sheets = [OwnSheet.objects.get(person=None), OwnSheet.objects.get(person__isnull=False)]
    assert stores == [[f"{live.pk}.{sheet.pk}"] for sheet in sheets]


def test_two_rooms_on_one_device(world, live):
    other = lives.open_live(paper_of(world, "Bäckinge"), by=world.person("Bäckinge"), now=BM1)
    client = guest_in(live)
    client.post(reverse("live:way-in", args=[way_in(other)]), {"function": ""})
    assert [client.get(reverse("live:room", args=[pk])).status_code for pk in (live.pk, other.pk)] == [200, 200]
    assert Client().get(reverse("live:room", args=[live.pk])).status_code == 302
