"""The office ticks off its own preparations: one list that all of the office see."""

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.journal.models import Event
from spegla.people.models import Function
from spegla.rounds.actions import close_round
from spegla.rounds.models import Round
from spegla.rounds.standing import standing_of
from spegla.steps.actions import tick_for_office
from spegla.steps.models import OfficeTick
from spegla.steps.queries import office_ticks_of
from tests.world import NOW, make_person

KEY = "startup-prep-invite"


def test_what_one_has_ticked_is_ticked_for_all_and_stays_the_first_ones(world):
    other = make_person("Per Programansvarig", world.office, Function.PROGRAMME_OFFICER)
    for person in (world.officer, other):
        tick_for_office(world.round, KEY, done=True, standing=standing_of(person, now=NOW), now=NOW)
    assert {place: tick.by for place, tick in office_ticks_of([world.round.pk]).items()} == {(world.round.pk, KEY): world.officer}
    for _ in range(2):
        tick_for_office(world.round, KEY, done=False, standing=standing_of(other, now=NOW), now=NOW)
    assert not OfficeTick.objects.exists()
    assert list(Event.objects.filter(thing="round").order_by("pk").values_list("what", "by_id"))[-2:] == [
        ("office-ticked", world.officer.pk), ("office-unticked", other.pk)
    ]  # fmt: skip


@pytest.mark.parametrize(("who", "why"), [("member", Why.NOT_OFFICE), ("closed", Why.CLOSED)])
def test_nobody_else_ticks_and_nobody_in_a_closed_round(world, who, why):
    standing = world.standing("Alvdala") if who == "member" else standing_of(world.officer, now=NOW)
    if who == "closed":
        close_round(world.round, by=world.officer, now=NOW)
    with pytest.raises(RefusedError) as refused:
        tick_for_office(Round.objects.get(), KEY, done=True, standing=standing, now=NOW)
    assert refused.value.verdict.why == why
    assert not OfficeTick.objects.exists()
