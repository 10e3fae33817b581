import pytest
from django.core.exceptions import ValidationError

from spegla.journal.models import Event
from spegla.rounds import actions
from spegla.rounds.clusters import Remark, own_meetings, remarks_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Participation
from spegla.rounds.placing import PlacedMeanwhileError, Placement, Seat
from spegla.steps.actions import write_together
from tests.world import NOW, make_world

MENTOR, PARTICIPANT = Participation.Role.MENTOR, Participation.Role.PARTICIPANT


def seat(place):
    place = Participation.objects.get(pk=place.pk)
    return Seat(place.cluster_id, place.role)


def arrange(world, **moves):
    """Each organisation to the seat given, as seen now."""
    placements = [Placement(world.places[name].pk, seat(world.places[name]), to) for name, to in moves.items()]
    return actions.arrange(world.round, placements, by=world.officer, now=NOW)


def test_organisations_move_and_change_roles_together(world):
    south = world.clusters[1].pk
    moved = arrange(world, Alvdala=Seat(south, PARTICIPANT), Mellby=Seat(None, "supporting-mentor"))
    assert len(moved) == 2
    assert seat(world.places["Alvdala"]) == Seat(south, PARTICIPANT)
    assert seat(world.places["Mellby"]) == Seat(None, "supporting-mentor")
    events = Event.objects.filter(what="placed").values_list("organisation_id", "details__cluster", "details__role")
    assert set(events) == {
        (world.places["Alvdala"].organisation_id, "Södra", PARTICIPANT),
        (world.places["Mellby"].organisation_id, "", "supporting-mentor"),
    }


def test_who_sits_there_already_is_left_alone(world):
    assert arrange(world, Alvdala=seat(world.places["Alvdala"])) == []
    assert not Event.objects.filter(what="placed").exists()


def test_nobody_moves_when_somebody_else_moved_one_of_them(world):
    north, south = (cluster.pk for cluster in world.clusters)
    was = seat(world.places["Alvdala"])
    arrange(world, Alvdala=Seat(None, PARTICIPANT))
    stale = [
        Placement(world.places["Alvdala"].pk, was, Seat(south, PARTICIPANT)),
        Placement(world.places["Dalhem"].pk, Seat(south, PARTICIPANT), Seat(north, PARTICIPANT)),
    ]
    with pytest.raises(PlacedMeanwhileError) as error:
        actions.arrange(world.round, stale, by=world.officer, now=NOW)
    assert error.value.seats == {world.places["Alvdala"].pk: Seat(None, PARTICIPANT)}
    assert seat(world.places["Dalhem"]) == Seat(south, PARTICIPANT)


def test_only_this_rounds_clusters_and_standing_participations_are_moved(world):
    other = Cluster.objects.create(
        round=actions.open_round(
            name="Annan", office=world.office, start_on=world.round.start_on, variant=world.round.variant,
            programme=_content(world), checklists=(), by=world.officer, now=NOW,
        ),
        name="Främmande",
    )
    actions.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)
    before = seat(world.places["Bäckinge"])
    arrange(world, Alvdala=Seat(other.pk, PARTICIPANT), Bäckinge=Seat(None, PARTICIPANT))
    assert seat(world.places["Alvdala"]).cluster == world.clusters[0].pk
    assert seat(world.places["Bäckinge"]) == before


def _content(world):
    from spegla.programme.content import content_of

    return content_of(programme_of(world.round))


def test_a_cluster_is_formed_once_and_renamed(world):
    first = actions.form_cluster(world.round, " Mellersta  klustret ", theme="Barn", by=world.officer, now=NOW)
    assert (first.name, first.theme) == ("Mellersta klustret", "Barn")
    assert actions.form_cluster(world.round, "Mellersta klustret", theme="Barn", by=world.officer, now=NOW) == first
    actions.rename_cluster(first, "Mitt", theme="", by=world.officer, now=NOW)
    first.refresh_from_db()
    assert (first.name, first.theme) == ("Mitt", "")
    assert Event.objects.get(what="cluster-renamed").details == {"was": "Mellersta klustret", "name": "Mitt"}


@pytest.mark.parametrize("name", ["", "  ", "södra", "x" * 81])
def test_a_cluster_needs_a_name_of_its_own(world, name):
    with pytest.raises(ValidationError) as formed:
        actions.form_cluster(world.round, name, theme="Annat", by=world.officer, now=NOW)
    with pytest.raises(ValidationError) as renamed:
        actions.rename_cluster(world.clusters[0], name, by=world.officer, now=NOW)
    assert set(formed.value.message_dict) == set(renamed.value.message_dict) == {"name"}
    assert set(Cluster.objects.values_list("name", flat=True)) == {"Norra", "Södra"}


def test_an_empty_cluster_may_go_and_one_with_people_or_texts_stays(world):
    empty, written = (actions.form_cluster(world.round, name, by=world.officer, now=NOW) for name in ("Tom", "Skriven"))
    actions.pin_date(world.round, "bm1", world.round.start_on, cluster=empty, by=world.officer, now=NOW)
    actions.place_in_cluster(world.places["Alvdala"], written, role=PARTICIPANT, by=world.officer, now=NOW)
    write_together(written, "task", {"text": "Vi ses"}, based_on=0, request_key="", standing=world.standing("Alvdala"), now=NOW)
    assert not actions.dissolve_cluster(written, by=world.officer, now=NOW)
    actions.place_in_cluster(world.places["Alvdala"], None, role=PARTICIPANT, by=world.officer, now=NOW)
    assert not actions.dissolve_cluster(written, by=world.officer, now=NOW)
    assert actions.dissolve_cluster(empty, by=world.officer, now=NOW)
    assert set(Cluster.objects.values_list("name", flat=True)) == {"Norra", "Södra", "Skriven"}


def test_an_organisation_takes_part_once(world):
    place = world.places["Alvdala"]
    again = actions.take_in(world.round, place.organisation, role=MENTOR, by=world.officer, now=NOW)
    assert (again, seat(again)) == (place, seat(place))
    assert Event.objects.filter(what="joined", organisation_id=place.organisation_id).count() == 1


def test_an_ended_participation_keeps_its_first_reason_and_may_be_resumed(world):
    place = world.places["Alvdala"]
    actions.end_participation(place, reason="Ny organisation", by=world.officer, now=NOW)
    ended = actions.end_participation(place, reason="Något annat", by=world.officer, now=NOW)
    assert (ended.ended_reason, ended.ended_at, ended.ended_by) == ("Ny organisation", NOW, world.officer)
    assert actions.resume_participation(place, by=world.officer, now=NOW).has_ended is False
    place.refresh_from_db()
    assert (place.ended_at, place.ended_by, place.ended_reason) == (None, None, "")
    assert Event.objects.get(what="participation-resumed").details["reason"] == "Ny organisation"
    actions.resume_participation(place, by=world.officer, now=NOW)
    assert Event.objects.filter(what="participation-resumed").count() == 1


@pytest.mark.parametrize(
    ("participants", "mentors", "found"),
    [
        (0, 1, [Remark.EMPTY]), (1, 1, [Remark.FEW]), (2, 1, []), (4, 2, []), (5, 1, [Remark.MANY]),
        (3, 0, [Remark.NO_MENTOR]), (5, 0, [Remark.MANY, Remark.NO_MENTOR]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_cluster(participants, mentors, found):
    places = [Participation(role=PARTICIPANT)] * participants + [Participation(role="supporting-mentor")] * mentors
    assert remarks_of([*places, Participation(role=PARTICIPANT, ended_at=NOW)], (2, 4)) == found


@pytest.mark.django_db
def test_a_cluster_sets_the_days_of_the_meetings_that_it_arranges():
    assert own_meetings(programme_of(make_world().round)) == ("bm1", "bm2", "bm3")
