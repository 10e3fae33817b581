"""The screen on the wall: how many and never who, what is shown when, and what the one who leads saves."""

import re

import pytest
from django.urls import reverse

from spegla.assessments.live import look_at
from spegla.assessments.models import Answer, ShownItem
from spegla.improvement.models import AimedItem, Improvement
from tests.assessments.papers import BM1, BM2, answer, items_of, paper_of
from tests.web.live.test_room import SECRET, answered


def screen(client, at):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(at("screen")).content.decode()).split())


def shown(leader, at, live, item, scores=(1, 1, 3)):
    for score in scores:
        answered(live, item, score, not_working=SECRET)
    leader.post(at("show", item))


def test_before_the_first_item_it_says_how_to_come_in(leader, live, at, guest):
    said = screen(leader, at)
    assert f"{live.code[:3]} {live.code[3:]}" in said
    assert "1 är med" in said
    assert "<svg" in leader.get(at("screen")).content.decode()


def test_how_many_have_answered_and_nothing_of_what(leader, live, at, item):
    answered(live, item, 1, comment=SECRET)
    said = screen(leader, at)
    assert "1 har svarat, 1 är med" in said
    assert SECRET not in said
    assert "Så olika svarade vi" not in said


def test_with_two_answers_nothing_is_shown(leader, live, at, item):
    answered(live, item)
    answered(live, item)
    response = leader.post(at("show", item))
    assert (response.status_code, "Minst tre behöver ha svarat" in response.content.decode()) == (409, True)
    assert not ShownItem.objects.exists()


def test_when_shown_the_levels_the_words_and_who_speaks_first(leader, live, at, item):
    shown(leader, at, live, item)
    said = screen(leader, at)
    assert "De som sticker ut börjar: vad ser ni som inte vi ser?" in said
    assert said.count(SECRET) == 3
    cells = re.findall(r'spread__count">(\d+)<', leader.get(at("screen")).content.decode())
    assert cells == ["1", "0", "2", "0"]


def test_when_all_answered_alike_nobody_sticks_out(leader, live, at, item):
    shown(leader, at, live, item, (2, 2, 2))
    assert "De som sticker ut börjar" not in screen(leader, at)


def test_by_function_only_where_that_may_be_told(leader, live, at, item):
    shown(leader, at, live, item)
    assert "spread__groups" not in leader.get(at("screen")).content.decode()


def test_last_time_and_what_was_done_since_stand_beside_when_the_answers_are_shown(leader, world, live, at, item, door):
    """Not before: nobody's answer should lean on it."""
    anna = world.person("Alvdala")
    later = paper_of(world, occasion="bm2")
    answer(paper_of(world), item, by=anna, score=1, reason="Beslutet var gammalt.")
    door["now"] = BM2
    leader.post(reverse("participant:in-room", args=[later.place.pk, "bm2"]))
    second = live.__class__.objects.get(occasion="bm2")
    look_at(second, item)
    answer(later, item, by=anna, now=BM2, state="unanswered", done_since="Nytt beslut i maj.")
    improvement = Improvement.objects.create(
        organisation=later.place.organisation, track="service", title="Ny mall för beslut", started_at=BM1,
        creation_key="k", aims_version=1,
    )
    AimedItem.objects.create(improvement=improvement, version=1, item=item)
    wall = reverse("live:screen", args=[second.pk])
    scene = lambda: leader.get(wall).content.decode().partition('id="styr"')[0]  # noqa: E731
    assert "Beslutet var gammalt." not in scene()
    for score in (1, 2, 3):
        answered(second, item, score)
    leader.post(reverse("live:show", args=[second.pk, item]))
    for words in ("Beslutet var gammalt.", "Nytt beslut i maj.", "Ny mall för beslut (planerad)"):
        assert words in scene()


def test_what_was_agreed_is_saved_and_the_next_item_comes(leader, live, paper, at, item, world):
    second = items_of(paper)[1]
    sent = {"choice": "2", "reason": "Beslutet gäller.", "not_working": "Bolagen är inte med.", "evidence": "§ 87",
            "based_on": "0", "request_key": "k", "next": second}
    assert leader.post(at("agree", item), sent).status_code == 302
    saved = Answer.objects.get()
    assert (saved.item, saved.score, saved.reason, saved.not_working, saved.evidence, saved.changed_by) == (
        item, 2, "Beslutet gäller.", "Bolagen är inte med.", "§ 87", world.person("Alvdala"),
    )
    live.refresh_from_db()
    assert live.item == second


def test_not_agreed_keeps_both_views(leader, at, item):
    leader.post(at("agree", item), {"choice": "not-agreed", "reason": "Det följs.", "other_view": "Det följs inte."})
    assert Answer.objects.values_list("state", "reason", "other_view").get() == ("not-agreed", "Det följs.", "Det följs inte.")


def test_going_on_without_having_said_anything_saves_nothing(leader, live, paper, at, item):
    second = items_of(paper)[1]
    leader.post(at("agree", item), {"based_on": "0", "request_key": "k", "next": second})
    live.refresh_from_db()
    assert (live.item, Answer.objects.count(), paper.assessments.count()) == (second, 0, 0)


def test_when_somebody_else_saved_meanwhile_both_texts_are_shown(leader, live, paper, at, item, world):
    answer(paper, item, by=world.person("Alvdala", "senior-manager"), score=1, reason="Chefens ord.")
    sent = {"choice": "3", "reason": "Rummets ord.", "based_on": "0", "request_key": "k", "next": items_of(paper)[1]}
    response = leader.post(at("agree", item), sent)
    assert response.status_code == 409
    assert all(words in response.content.decode() for words in ("Chefens ord.", "Rummets ord."))
    live.refresh_from_db()
    assert (live.item, Answer.objects.get().reason) == (item, "Chefens ord.")


def test_a_colleague_sees_the_screen_without_the_controls_until_she_takes_over(colleague, leader, at, item):
    assert "Någon annan leder samtalet." in screen(colleague, at)
    assert "enas" not in colleague.get(at("screen")).content.decode()
    colleague.post(at("take-over"))
    assert 'id="enas"' in colleague.get(at("screen")).content.decode()
    assert "Någon annan leder samtalet." in screen(leader, at)


def test_when_closed_it_says_how_far_they_came(leader, at, item):
    leader.post(at("agree", item), {"choice": "2"})
    leader.post(at("close"))
    assert "1 av 10 frågor har ett gemensamt svar." in screen(leader, at)


def test_under_a_rehearsal_nothing_opens(leader, world, paper):
    session = leader.session
    session["rehearsal"] = "2027-03-11"
    session.save()
    assert leader.post(reverse("participant:in-room", args=[paper.place.pk, "bm1"])).status_code == 403
    assert not paper.place.live_assessments.exists()


@pytest.mark.parametrize("name", ["Bäckinge", "Mellby"])
def test_only_the_organisation_itself_opens_its_room(world, paper, client, name):
    client.force_login(world.person(name))
    assert client.post(reverse("participant:in-room", args=[paper.place.pk, "bm1"])).status_code == 404


def test_before_the_occasion_opens_no_room_opens(world, client):
    client.force_login(world.person("Alvdala"))
    place = world.places["Alvdala"]
    assert client.post(reverse("participant:in-room", args=[place.pk, "bm3"])).status_code == 403
    assert not place.live_assessments.exists()


def test_the_screen_asks_as_much_with_three_answers_as_with_one(leader, live, at, item, django_assert_max_num_queries):
    answered(live, item)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(30) as asked:
            leader.get(at("screen"))
        counts.append(len(asked))
        answered(live, item)
        answered(live, item)
    assert counts[0] == counts[1]
