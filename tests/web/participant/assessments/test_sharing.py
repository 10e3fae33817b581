"""Sharing: what will be seen, by whom by name, what was shared before, and the end of it."""

import pytest

from spegla.assessments.models import SharedAnswer
from spegla.assessments.queries import shared_answers_visible_to
from spegla.assessments.sharing import share_assessment
from spegla.journal.models import Share
from spegla.rounds.actions import close_round, place_in_cluster
from tests.assessments.papers import BM1, BM2, answer, paper_of
from tests.web.participant.assessments.reading import text_of
from tests.web.reading import press


@pytest.fixture
def paper(world):
    paper = paper_of(world)
    answer(paper, 0, by=world.person("Alvdala"), score=2, reason="Så gör vi.", comment="Internt.", not_working="Inget.")
    return paper


@pytest.fixture
def shared(world, paper):
    return share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                            by=world.person("Alvdala"), now=BM1)


def seen_by(world, name):
    return list(shared_answers_visible_to(world.standing(name)).values_list("reason", "comment", "not_working"))


def test_the_page_says_what_is_shared_and_who_reads_it(anna, url, paper):
    words = text_of(anna.get(url("share")).content.decode())
    assert "De som får läsa: Bäckinge, Mellby (mentor)." in words
    assert "Så gör vi." in words
    assert "Fungerar inte (om ni kryssar i): Inget." in words
    assert "Kommentar (om ni kryssar i): Internt." in words


def test_nothing_to_share_teaches_and_shares_nothing(anna, url):
    assert "Det finns inget att dela än" in anna.get(url("share")).content.decode()
    response = anna.post(url("share"), {"audience": "cluster"})
    assert response.status_code == 409
    assert "Det finns inget att dela än" in response.content.decode()
    assert not Share.objects.exists()


@pytest.mark.parametrize(
    ("sent", "seen"),
    [({}, ("Så gör vi.", "", "")), ({"with_comments": "on"}, ("Så gör vi.", "Internt.", "")),
     ({"with_not_working": "on"}, ("Så gör vi.", "", "Inget."))],
)
def test_comments_and_not_working_only_when_they_are_chosen(anna, url, world, paper, sent, seen):
    assert press(anna, url("share"), "seen", audience="cluster", **sent).url == url("share")
    assert seen_by(world, "Bäckinge") == [seen]
    assert seen_by(world, "Dalhem") == []


def test_the_round_reads_what_is_shared_with_the_round(anna, url, world, paper):
    press(anna, url("share"), "seen", audience="round")
    assert len(seen_by(world, "Dalhem")) == 1


def test_what_has_changed_since_is_counted(anna, url, world, paper, shared):
    assert "Inget har ändrats sedan dess." in anna.get(url("share")).content.decode()
    answer(paper, 0, by=world.person("Alvdala"), based_on=1, score=3, reason="Så gör vi nu.")
    answer(paper, 1, by=world.person("Alvdala"), score=1)
    assert "2 svar har ändrats sedan dess." in anna.get(url("share")).content.decode()
    press(anna, url("share"), "seen", audience="cluster")
    assert sorted(seen_by(world, "Bäckinge")) == [("", "", ""), ("Så gör vi nu.", "", "")]


def test_a_double_submit_shares_once(anna, url, paper):
    for _ in range(2):
        press(anna, url("share"), "seen", audience="cluster")
    assert Share.objects.count() == 1


def test_ending_takes_it_back_and_says_so_afterwards(anna, url, world, shared, door):
    door["now"] = BM2
    assert anna.post(url("end-share", shared.pk)).url == url("share")
    assert seen_by(world, "Bäckinge") == []
    words = text_of(anna.get(url("share")).content.decode())
    assert "10 mars 2027: Alvdala key-person delade med klustret. Gällde till 1 juli 2027 (Alvdala key-person)." in words
    assert SharedAnswer.objects.exists()


def test_a_share_of_a_cluster_one_has_left_can_still_be_ended(anna, url, world, shared, paper):
    place_in_cluster(paper.place, world.clusters[1], role="participant", by=world.officer, now=BM2)
    page = anna.get(url("share")).content.decode()
    assert "ett kluster som ni var med i tidigare" in page
    assert url("end-share", shared.pk) in page
    anna.post(url("end-share", shared.pk))
    assert seen_by(world, "Bäckinge") == []


def test_in_a_closed_round_one_may_take_back_but_not_share(anna, url, world, shared):
    close_round(world.round, by=world.officer, now=BM2)
    response = anna.post(url("share"), {"audience": "round"})
    assert response.status_code == 403
    assert "Omgången är avslutad." in response.content.decode()
    assert Share.objects.filter(audience="round").count() == 0
    anna.post(url("end-share", shared.pk))
    assert seen_by(world, "Bäckinge") == []


@pytest.mark.parametrize("sent", [{}, {"audience": "public"}, {"audience": "everybody"}])
def test_an_audience_that_is_not_there_is_a_404(anna, url, paper, sent):
    assert anna.post(url("share"), sent).status_code == 404
    assert not Share.objects.exists()


def test_without_a_cluster_only_the_round_is_offered(anna, url, world, paper):
    place_in_cluster(paper.place, None, role="participant", by=world.officer, now=BM1)
    page = anna.get(url("share")).content.decode()
    assert 'value="cluster"' not in page
    assert 'value="round"' in page
    assert press(anna, url("share"), "seen", audience="cluster").status_code == 409


def test_nobody_ends_somebody_elses_share(browser_of, url, world, shared):
    bo = browser_of("Bäckinge")
    assert bo.post(url("end-share", shared.pk)).status_code == 404
    assert bo.post(url("end-share", shared.pk, place="Bäckinge")).status_code == 404
    assert len(seen_by(world, "Mellby")) == 1


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "x"}])
def test_what_one_has_not_said_one_has_read_is_not_shared(anna, url, world, paper, sent):
    response = anna.post(url("share"), {"audience": "cluster"} | sent, follow=True)
    assert "Läs igenom den och dela igen" in response.content.decode()
    assert not Share.objects.exists()
