"""The sharing part of the pages: what is shared is what was read, and what may not be shared says why."""

import pytest

from spegla.improvement.actions import change_idea
from spegla.journal.models import Share
from spegla.rounds.actions import close_round, end_participation, place_in_cluster
from tests.web.participant.improvement.conftest import text_of
from tests.world import NOW


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_share_with_the_cluster_then_stop(anna, at, note):
    idea = note()
    response = anna.post(at("idea-share", idea.pk), {"audience": "cluster", "version": "1"}, follow=True)
    assert said(response) == ["Delat med klustret Norra."]
    share = Share.objects.get()
    anna.post(at("idea-unshare", idea.pk), {"share": share.pk})
    share.refresh_from_db()
    assert share.until is not None


def test_share_an_improvement_with_the_round_then_stop(anna, at, start):
    improvement = start()
    response = anna.post(at("improvement-share", improvement.pk), {"audience": "round", "version": "1"}, follow=True)
    assert said(response) == ["Delat med hela omgången."]
    anna.post(at("improvement-unshare", improvement.pk), {"share": Share.objects.get().pk})
    assert Share.objects.get().until is not None


def test_what_has_changed_since_it_was_read_is_not_shared_unread(world, anna, at, note):
    idea = note()
    change_idea(idea, {"title": "Chefens"}, based_on=1, request_key="b",
                standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    response = anna.post(at("idea-share", idea.pk), {"audience": "cluster", "version": "1"}, follow=True)
    assert (said(response), Share.objects.count()) == (
        ["Texten har ändrats sedan du läste den. Läs igenom den och dela igen."], 0)
    anna.post(at("idea-share", idea.pk), {"audience": "cluster", "version": "2"})
    assert Share.objects.get().version == 2


def test_a_changed_text_can_be_shared_anew(world, anna, at, note):
    idea = note()
    anna.post(at("idea-share", idea.pk), {"audience": "cluster", "version": "1"})
    anna.post(at("idea", idea.pk), {"title": "Nytt", "based_on": "1", "request_key": "r"})
    assert "Dela den nya texten med klustret Norra" in text_of(anna.get(at("idea", idea.pk)))


@pytest.mark.parametrize("audience", ["public", "", "alla"])
def test_there_are_two_audiences(anna, at, note, audience):
    idea = note()
    assert anna.post(at("idea-share", idea.pk), {"audience": audience, "version": "1"}).status_code == 404
    assert anna.post(at("idea-share", idea.pk), {"audience": "round", "version": "1"}).status_code == 302


@pytest.mark.parametrize("share", ["0", "abc", "", "9" * 40])
def test_a_share_of_something_else_is_not_ended(anna, at, note, share):
    idea, other = note(), note()
    anna.post(at("idea-share", other.pk), {"audience": "round", "version": "1"})
    for wrong in (share, Share.objects.get().pk):
        assert anna.post(at("idea-unshare", idea.pk), {"share": wrong}).status_code == 302
    assert Share.objects.get().until is None


REASONS = {
    "ended": "Ert deltagande i omgången är avslutat.",
    "closed": "Omgången är avslutad.",
    "no cluster": "Det går inte att göra än.",
    "rehearsal": "Under en repetition går det bara att läsa.",
}


def make_it(over, world, place, client):
    if over == "ended":
        end_participation(place, reason="", by=world.officer, now=NOW)
    elif over == "closed":
        close_round(place.round, by=world.officer, now=NOW)
    elif over == "no cluster":
        place_in_cluster(place, None, role="participant", by=world.officer, now=NOW)
    else:
        session = client.session
        session["rehearsal"] = "2027-05-01"
        session.save()


@pytest.mark.parametrize("over", ["ended", "closed", "rehearsal"])
def test_the_reason_stands_where_the_button_would_be(world, place, anna, at, note, start, over):
    idea, improvement = note(), start()
    pages = (at("idea", idea.pk), at("improvement", improvement.pk))
    assert not any(REASONS[over] in text_of(anna.get(page)) for page in pages)
    make_it(over, world, place, anna)
    for page in pages:
        assert REASONS[over] in text_of(anna.get(page))
        assert "/dela/" not in text_of(anna.get(page))


@pytest.mark.parametrize("over", ["ended", "closed", "no cluster"])
def test_a_button_pressed_too_late_says_why(world, place, anna, at, note, over):
    idea = note()
    make_it(over, world, place, anna)
    response = anna.post(at("idea-share", idea.pk), {"audience": "cluster", "version": "1"}, follow=True)
    assert said(response)[0].startswith(REASONS[over])
    assert not Share.objects.exists()


def test_the_round_can_be_shared_with_before_there_is_a_cluster(world, place, anna, at, note):
    idea = note()
    make_it("no cluster", world, place, anna)
    page = text_of(anna.get(at("idea", idea.pk)))
    assert ("Dela med hela omgången" in page, "Dela med klustret" in page) == (True, False)


def test_in_a_rehearsal_nothing_is_saved(world, place, anna, at, note):
    idea = note()
    make_it("rehearsal", world, place, anna)
    for name in ("idea-share", "idea-aside", "idea-open", "idea"):
        assert anna.post(at(name, idea.pk), {"title": "X", "audience": "round", "version": "1"}).status_code == 403
    assert anna.post(at("idea-new"), {"title": "X", "level": "1"}).status_code == 403
    idea.refresh_from_db()
    assert (idea.version, Share.objects.count()) == (1, 0)
