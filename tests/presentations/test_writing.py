"""Slots are written together: nothing is overwritten unseen, versions are kept, tables keep their cells."""

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.journal.versions import StaleError
from spegla.presentations.models import Cell, Presentation, SlotText
from spegla.presentations.queries import slots_of, tables_of
from spegla.rounds import actions as rounds
from tests.world import NOW

ROWS = (("Andel som får hjälp", "31", "44"), ("Timmar", "2", "3"))


def test_the_first_that_is_written_begins_the_presentation(place, write):
    write("Vi är Alvdala")
    presentation = Presentation.objects.get(participation=place, step="bm1")
    assert [(slot, row.text, row.version) for slot, row in slots_of(presentation).items()] == [("bm1-slide-us", "Vi är Alvdala", 1)]


def test_a_repeat_saves_once_and_a_stale_save_loses_nothing(world, write):
    write("Först", key="a.0")
    write("Först", key="a.0")
    write("Chefens", key="b.0", based_on=1, standing=world.standing("Alvdala", "senior-manager"))
    with pytest.raises(StaleError) as stale:
        write("Mitt", key="a.1", based_on=1)
    assert (stale.value.current.text, stale.value.wanted["text"]) == ("Chefens", "Mitt")
    assert list(SlotText.history.filter(version__gt=0).order_by("version").values_list("text", flat=True)) == ["Först", "Chefens"]


def test_a_table_keeps_the_cells_of_each_version(write):
    row = write("", rows=ROWS, key="a.0")
    assert tables_of([row]) == {row.pk: ROWS}
    row = write("", rows=ROWS[:1], based_on=1, key="a.1")
    assert tables_of([row]) == {row.pk: ROWS[:1]}
    assert Cell.objects.filter(slot=row, version=1).count() == 6


def test_the_same_rows_again_make_no_new_cells(write):
    row = write("", rows=ROWS, key="a.0")
    assert write("", rows=ROWS, key="a.1", based_on=row.version).version == 1
    assert Cell.objects.count() == 6


@pytest.mark.parametrize(("prepare", "why"), [(None, None), ("end", Why.ENDED), ("close", Why.CLOSED), ("stranger", Why.NOT_YOURS)])
def test_only_the_organisation_writes_and_only_while_it_works(world, place, write, prepare, why):
    standing = world.standing("Bäckinge" if prepare == "stranger" else "Alvdala")
    if prepare == "end":
        rounds.end_participation(place, reason="", by=world.officer, now=NOW)
        place.refresh_from_db()
    if prepare == "close":
        rounds.close_round(world.round, by=world.officer, now=NOW)
        place.round.refresh_from_db()
    if why is None:
        write(standing=standing)
    else:
        with pytest.raises(RefusedError) as refused:
            write(standing=standing)
        assert refused.value.verdict.why is why
    assert Presentation.objects.exists() is (why is None)
