"""The slides, sharing them, reading what others shared, and who has shared."""

import pytest

from spegla.files.models import StoredFile
from spegla.journal.models import Share
from spegla.presentations.models import Presentation
from spegla.rounds.actions import end_participation, place_in_cluster
from tests.web.participant.improvement.conftest import text_of
from tests.web.participant.improvement.test_sharing import said
from tests.web.participant.presentations.test_editing import CHAIN, US, picture
from tests.world import NOW


def test_the_slides_show_what_would_be_shared(anna, at, write):
    write("Det vi visar", US)
    write("", "bm1-slide-weak", act="skip")
    page = text_of(anna.get(at("presentation-slides", "bm1")))
    assert "Det vi visar" in page
    assert "Här är kedjan svag" not in page
    assert "Dela med klustret" in page


def test_shared_then_read_by_the_cluster_as_it_was(anna, at, people, signed_in, write, share):
    write("Det vi visar", US)
    assert said(share()) == ["Delad. De andra ser den som den är nu; det ni ändrar sedan syns när ni delar igen."]
    write("Utkast som kan läcka", US, based_on="1", request_key="b.0")
    place = Presentation.objects.get().participation_id
    for role, sees in (("neighbour", True), ("mentor", True), ("other cluster", False), ("office", False), ("outsider", False)):
        person, through = people[role]
        for name in ("presentation-of", "presentation-slides-of"):
            response = signed_in(person).get(at(name, "bm1", place, place=through))
            assert (response.status_code == 200) is sees, role
            assert ("Det vi visar" in text_of(response)) is sees, role
            assert "Utkast" not in text_of(response), role


def test_what_has_changed_since_it_was_seen_is_not_shared_unseen(anna, at, write):
    seen = anna.get(at("presentation-slides", "bm1")).context["seen"]
    write("Nytt", US)
    response = anna.post(at("presentation-share", "bm1"), {"audience": "cluster", "seen": seen}, follow=True)
    assert said(response) == ["Presentationen har ändrats sedan du såg den. Titta igenom den och dela igen."]
    assert Share.objects.count() == 0


def test_shared_anew_shared_with_the_round_and_taken_back(anna, at, write, share):
    share()
    assert "Dela med klustret" not in text_of(anna.get(at("presentation-slides", "bm1")))
    write("Nytt", US)
    assert "Dela på nytt med klustret" in text_of(anna.get(at("presentation-slides", "bm1")))
    share()
    share("round")
    assert Share.objects.filter(until=None).count() == 2
    share("ingen")
    assert Share.objects.filter(until=None).count() == 0


@pytest.mark.parametrize("audience", ["public", "", "alla"])
def test_there_are_two_audiences(anna, at, audience):
    assert anna.post(at("presentation-share", "bm1"), {"audience": audience}).status_code == 404


@pytest.mark.parametrize(("prepare", "reason"), [("end", "Ert deltagande i omgången är avslutat."), ("unplaced", "Det går inte att göra än.")])
def test_why_it_cannot_be_shared_stands_where_the_button_would(world, place, anna, at, share, prepare, reason):
    if prepare == "end":
        end_participation(place, reason="", by=world.officer, now=NOW)
    else:
        place_in_cluster(place, None, role=place.role, by=world.officer, now=NOW)
    page = text_of(anna.get(at("presentation-slides", "bm1")))
    assert "Dela med klustret" not in page
    assert reason in page
    assert [one.startswith(reason) for one in said(share())] == [True]


def test_a_picture_is_shown_to_those_who_see_the_slide(world, place, signed_in, at, write, share):
    write("", CHAIN, file=picture(), alt="En kedja")
    kept, neighbour = StoredFile.objects.get(), signed_in(world.person("Bäckinge"))
    address = at("presentation-picture-of", "bm1", place.pk, kept.pk, place=world.places["Bäckinge"])
    assert neighbour.get(address).status_code == 404
    share()
    shown = neighbour.get(address)
    assert shown.status_code == 200
    list(shown)  # to its end, which closes the file
    assert neighbour.get(at("presentation-picture", "bm1", kept.pk, place=world.places["Bäckinge"])).status_code == 404


def test_the_board_says_who_has_shared_and_nothing_else(world, place, anna, at, signed_in, write, share):
    neighbour, there = signed_in(world.person("Bäckinge")), at("presentations", place=world.places["Bäckinge"])
    link = at("presentation-of", "bm1", place.pk, place=world.places["Bäckinge"])
    write("Utkast som kan läcka", US)
    page = text_of(neighbour.get(there))
    assert (link in page, "0 av 3 har delat" in page, "påbörjat" in page) == (False, True, False)
    share()
    page = text_of(neighbour.get(there))
    assert (link in page, "1 av 3 har delat" in page) == (True, True)


def test_the_board_costs_the_same_for_one_and_three(world, anna, at, share, queries):
    share()
    one = queries(anna, at("presentations"))
    for step in ("bm2", "bm3"):
        seen = anna.get(at("presentation-slides", step)).context["seen"]
        anna.post(at("presentation-slot", step, f"{step}-slide-needs"), {"text": "Vi"})
        anna.post(at("presentation-share", step), {"audience": "cluster", "seen": seen})
    assert queries(anna, at("presentations")) == one
