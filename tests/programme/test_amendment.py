"""Finished steps keep what they were; the rest follows the new edition."""

import pytest
from msgspec.structs import replace

from spegla.programme.amendment import AmendmentError, amended
from spegla.programme.loader import load_programme
from spegla.programme.lookup import date_by_key, occasion_by_key, step_by_key
from spegla.programme.schema import Date, Point, Text


@pytest.fixture
def old(library):
    return load_programme("small", (library,))


@pytest.fixture
def new(old):
    """Everything is worded and counted anew, and a step has come between the two."""

    def later(day: Date) -> Date:
        return replace(day, offset={"*": "20w"}) if day.anchor else day

    renamed = tuple(replace(step, title=words(f"New {step.key}")) for step in old.step)
    between = replace(renamed[1], key="between", title=words("New between"), number=2)
    return replace(
        old,
        edition=replace(
            old.edition,
            key="smaller",
            occasion=tuple(replace(occasion, title=words("New")) for occasion in old.edition.occasion),
        ),
        step=(renamed[0], between, replace(renamed[1], number=3)),
        date=tuple(map(later, old.date)),
        agenda=tuple(replace(agenda, title=words("New")) for agenda in old.agenda),
    )


def words(text):
    return Text(sv=text, en=text)


def conflicts(old, new, finished):
    with pytest.raises(AmendmentError) as error:
        amended(old, new, finished)
    return [str(conflict) for conflict in error.value.conflicts]


def test_finished_steps_are_old_and_remaining_ones_new(old, new):
    joined = amended(old, new, {"meet"})
    assert [(step.number, step.key, step.title.en) for step in joined.step] == [
        (1, "meet", "Meet"), (2, "between", "New between"), (3, "try", "New try")
    ]  # fmt: skip
    assert joined.edition.key == "smaller"


def test_a_finished_step_keeps_its_dates_with_what_they_are_counted_from(old, new):
    joined = amended(old, new, {"meet"})
    kept = {day.key: day.offset for day in joined.date}
    assert kept == {day.key: day.offset for day in old.date}


def test_dates_that_no_finished_step_uses_follow_the_new_edition(old, new):
    joined = amended(old, new, {"try"})
    assert date_by_key(joined, "end").offset == {"*": "2m"}
    assert date_by_key(joined, "meeting").offset == {"short": "10w", "long": "4m"}
    assert date_by_key(joined, "ready").offset == {"*": "20w"}


def test_occasion_and_agenda_of_a_finished_step_are_kept(old, new):
    with_meeting, without = amended(old, new, {"meet"}), amended(old, new, {"try"})
    assert (with_meeting.edition.occasion, with_meeting.agenda) == (old.edition.occasion, old.agenda)
    assert (without.edition.occasion, without.agenda) == (new.edition.occasion, new.agenda)


def test_the_new_agenda_and_occasion_of_a_finished_step_do_not_come_along(old, new):
    """Under another key they would stand beside the old ones, with the same entries and nobody to use them."""
    agenda = replace(new.agenda[0], key="new-day")
    again = replace(new.edition.occasion[0], key="again")
    free = replace(again, key="a-year-later")
    meet = replace(new.step[0], agenda="new-day", occasion="again")
    renamed = replace(
        new,
        edition=replace(new.edition, occasion=(again, free)),
        agenda=(agenda,),
        step=(meet, *new.step[1:]),
    )
    joined = amended(old, renamed, {"meet"})
    assert [found.key for found in joined.agenda] == ["day"]
    assert [found.key for found in joined.edition.occasion] == ["first", "a-year-later"]
    assert amended(old, renamed, set()) == renamed


def test_a_new_date_that_only_the_new_form_of_a_finished_step_names_does_not_come_along(old, new):
    """It would be an invitation to a meeting that has been held."""
    meeting = date_by_key(new, "meeting")
    invitation = replace(meeting, key="invitation", anchor="counted", kind="deadline")
    counted, alone = replace(meeting, key="counted", kind="deadline"), replace(meeting, key="alone", kind="check")
    meet = replace(new.step[0], closes="invitation")
    changed = replace(new, step=(meet, *new.step[1:]), date=(*new.date, counted, invitation, alone))
    keys = [day.key for day in new.date]
    assert [day.key for day in amended(old, changed, {"meet"}).date] == [*keys, "counted", "alone"]
    assert amended(old, changed, set()) == changed


def test_what_the_new_edition_has_dropped_stays_for_a_finished_step(old, new):
    step = replace(new.step[1], opens="start", closes="meeting")
    edition = replace(new.edition, occasion=())
    bare = replace(new, edition=edition, agenda=(), step=(step,), date=new.date[:2])
    joined = amended(old, bare, {"meet"})
    assert occasion_by_key(joined, "first").title.en == "First"
    assert {day.key for day in joined.date} == {"start", "meeting", "ready", "end"}
    assert step_by_key(joined, "between").number == 2


def test_with_nothing_finished_the_new_edition_holds(old, new):
    assert amended(old, new, set()) == new


def test_with_everything_finished_the_steps_are_the_old_ones(old, new):
    joined = amended(old, replace(new, step=new.step[:1]), {"meet", "try"})
    assert joined.step == old.step


def test_an_unknown_finished_step_is_named(old, new):
    assert conflicts(old, new, {"fly"}) == ['"fly" is not a step of the old edition']


def test_an_occasion_that_a_finished_step_has_but_no_edition_is_named(old, new):
    broken = replace(old, edition=replace(old.edition, occasion=()))
    new = replace(new, edition=replace(new.edition, occasion=()), step=new.step[1:])
    assert conflicts(broken, new, {"meet"}) == ['meet: `occasion` names "first", which is no occasion of this edition']


def test_a_function_that_a_finished_step_speaks_to_must_be_in_the_new_edition(old, new):
    functions = tuple(function for function in new.edition.function if function.key != "host")
    new = replace(new, edition=replace(new.edition, function=functions), step=new.step[1:])
    assert conflicts(old, new, {"meet"}) == [
        f'meet: `roles.{name}` names "host", which is no function or role of this edition'
        for name in ("organises", "hosts")
    ]


def test_a_key_of_a_finished_step_may_not_come_back_in_another(old, new):
    aim = Point(key="meet-aim", text=words("Other"), origin="ours")
    new = replace(new, step=(*new.step[:2], replace(new.step[2], aim=(aim,))))
    assert conflicts(old, new, {"meet"}) == [
        "meet-aim: this key would stand both in a finished step and in a remaining one"
    ]


def test_the_variants_of_the_old_edition_must_still_work_out(old, new):
    gone = replace(new, variant=new.variant[:1])
    assert conflicts(old, gone, {"meet"}) == ['long: the variant "long" of the old edition is missing in the new one']
    end = replace(new.date[3], offset={"short": "1w"})
    lacking = replace(new, date=(*new.date[:3], end), step=new.step)
    assert conflicts(old, lacking, set()) == ['end: has no offset for the variant "long"']


def test_a_round_asks_only_for_its_own_variant(old, new):
    gone = replace(new, variant=new.variant[:1])
    assert amended(old, gone, {"meet"}, variant="short").variant == new.variant[:1]
    with pytest.raises(AmendmentError, match='the variant "long" of the old edition is missing'):
        amended(old, gone, {"meet"}, variant="long")


def test_the_checklists_stay_those_that_were_bound(old, new):
    new = replace(new, edition=replace(new.edition, checklists=("later",)))
    assert amended(old, new, {"meet"}).edition.checklists == old.edition.checklists == ("plain",)


def test_a_conflict_says_what_kind_it_is(old, new):
    with pytest.raises(AmendmentError) as error:
        amended(old, replace(new, variant=new.variant[:1]), {"meet"}, "long")
    assert [(one.kind, one.key) for one in error.value.conflicts] == [("variant", "long")]
