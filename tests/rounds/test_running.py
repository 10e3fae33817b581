import pytest
from django.core.exceptions import ValidationError

from spegla.core.verdict import Why
from spegla.journal.models import Event
from spegla.rounds import actions
from spegla.rounds.models import Round
from spegla.rounds.policy import may_run
from spegla.rounds.standing import standing_of
from tests.world import NOW, START, contents


def open_round(world, name, **more):
    programme, checklists = contents("skr-2020")
    return actions.open_round(
        name=name, office=world.office, start_on=START, variant="two-year", programme=programme, checklists=checklists,
        by=world.officer, now=NOW, **more,
    )


def test_a_round_is_opened_once_with_one_key(world):
    first = open_round(world, "  Omgång  två ", creation_key="k1")
    assert (first.name, open_round(world, "Omgång två", creation_key="k1")) == ("Omgång två", first)
    assert Round.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Omgång ett"])
def test_a_round_needs_a_name_that_the_office_has_not_used(world, name):
    with pytest.raises(ValidationError) as error:
        open_round(world, name)
    assert set(error.value.message_dict) == {"name"}
    assert Round.objects.count() == 1


def test_a_closed_round_is_run_no_more_until_it_is_opened_again(world):
    standing = standing_of(world.officer, now=NOW)
    assert may_run(world.round, standing)
    actions.close_round(world.round, by=world.officer, now=NOW)
    assert may_run(world.round, standing).why is Why.CLOSED
    actions.close_round(world.round, by=world.officer, now=NOW)
    actions.reopen_round(world.round, by=world.officer, now=NOW)
    assert may_run(Round.objects.get(), standing)
    actions.reopen_round(world.round, by=world.officer, now=NOW)
    assert list(Event.objects.filter(thing="round").order_by("id").values_list("what", flat=True)) == [
        "round-opened", "round-closed", "round-reopened"
    ]


@pytest.mark.parametrize("organisation", ["Alvdala", "Mellby"])
def test_who_takes_part_does_not_run_the_round(world, organisation):
    assert may_run(world.round, world.standing(organisation)).why is Why.NOT_OFFICE
