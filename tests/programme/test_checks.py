"""Each thing that may be wrong in a library, alone: one change, and exactly the problems that it makes."""

import pytest

from spegla.programme.checks import check_folder
from tests.programme.small_library import FILES, add, change

EDITION = "editions/small/edition.toml"
CALENDAR = "editions/small/calendar.toml"
REPORT = "editions/small/report.toml"
AGENDAS = "editions/small/agendas.toml"
MEET = "editions/small/steps/01-meet.toml"
TRY = "editions/small/steps/02-try.toml"
PLAIN = "checklists/plain.toml"
MAPPING = "mappings/plain--later.toml"
TALK = "sources/talk.toml"
METHOD = "method.toml"


def found(root):
    return [tuple(problem) for problem in check_folder(root)]


def test_nothing_is_wrong_in_the_library_that_the_tests_break(library):
    assert found(library) == []
    assert found(library / "editions/small") == []


BREAKS = {
    # texts, marks and keys
    "empty-language": (MEET, '"Aim"', '" "', "meet-aim", "`text` the English text is empty"),
    "key-not-kebab": (MEET, '"meet-aim"', '"Meet_aim"', "Meet_aim",
                      'the key "Meet_aim" is not lower-kebab (a-z, 0-9 and single hyphens)'),
    "source-without-points": (TRY, 'points = ["talk:2"]', "", "try", 'has origin "source" but names no points'),
    "ours-with-points": (TRY, '"source"', '"ours"', "try",
                         'has origin "ours" but names points; only what comes from a source has them'),
    "unknown-point": (TRY, '["talk:2"]', '["talk:2", "talk:9"]', "try", 'the point "talk:9" is in no source file'),
    "unknown-source": (TRY, '["talk:2"]', '["song:1"]', "try", 'the point "song:1" is in no source file'),
    "badly-written-point": (TRY, '["talk:2"]', '["Talk 2"]', "try", 'the point "Talk 2" is not written as "source:number"'),
    "point-twice": (TRY, '["talk:2"]', '["talk:2", "talk:2"]', "try", 'the point "talk:2" is named twice'),
    "ask-without-language": (PLAIN, '"Ask"', '""', "decision", "`ask 1.text` the English text is empty"),
    # references
    "audience": (MEET, '["manager"]', '["boss"]', "meet-aim",
                 '`audience` names "boss", which is no function or role of this edition'),
    "role": (MEET, 'leads = "manager"', 'leads = "boss"', "meet",
             '`roles.leads` names "boss", which is no function or role of this edition'),
    "owner": (MEET, 'owners = ["manager"]', 'owners = ["boss"]', "meet-task",
              '`owners` names "boss", which is no function or role of this edition'),
    "acts-as": (EDITION, 'acts_as = ["manager"]', 'acts_as = ["boss"]', "host",
                '`acts_as` names "boss", which is no function or role of this edition'),
    "stands-in-for": (EDITION, 'stands_in_for = ["clerk"]', 'stands_in_for = ["boss"]', "host",
                      '`stands_in_for` names "boss", which is no function or role of this edition'),
    "opens": (TRY, 'opens = "meeting"', 'opens = "bm9"', "try",
              '`opens` names "bm9", which is no date of the calendar of this edition'),
    "empty-closes": (TRY, 'closes = "end"', 'closes = ""', "try",
                     '`closes` names "", which is no date of the calendar of this edition'),
    "meeting": (MEET, 'meeting = "meeting"', 'meeting = "bm9"', "meet",
                '`meeting` names "bm9", which is no date of the calendar of this edition'),
    "preparation-due": (MEET, 'due = "ready"', 'due = "bm9"', "meet-read",
                        '`due` names "bm9", which is no date of the calendar of this edition'),
    "occasion-due": (EDITION, 'due = "ready"', 'due = "bm9"', "first",
                     '`due` names "bm9", which is no date of the calendar of this edition'),
    "occasion": (MEET, 'occasion = "first"', 'occasion = "last"', "meet",
                 '`occasion` names "last", which is no occasion of this edition'),
    "agenda": (MEET, 'agenda = "day"', 'agenda = "night"', "meet", '`agenda` names "night", which is no agenda of this edition'),
    "status-rules": (EDITION, '["model"]', '["other"]', "small",
                     '`status_rules` names "other", which is no status rule of this edition'),
    "checklist": (EDITION, '["plain"]', '["plain", "fancy"]', "small", '`checklists` names "fancy", which is not in the library'),
    "edition-source": (EDITION, '["talk"]', '["song"]', "small", '`sources` names "song", which is not in the library'),
    "carrier": (TALK, '"small"', '"large"', "talk", '`carrier` names "large", which is no edition in the library'),
    # keys and numbers
    "entry-key-twice": (AGENDAS, '"welcome"', '"meet-aim"', "meet-aim", "this key is used twice (also in 01-meet.toml)"),
    "heading-key-twice": (REPORT, '"lessons"', '"result"', "result", "this key is used twice (also in report.toml)"),
    "heading-title-twice": (REPORT, '"Lärdomar"', '"Resultat"', "lessons",
                            'the heading "Resultat" stands twice in the report of a municipality', 2),
    "outside-without-mentor": (EDITION, "sources =", "outside_scoring = true\nsources =", "small",
                               "`outside_scoring` is true, but no function here is `mentor`"),
    "cluster-size": (EDITION, "sources =", "cluster_size = [4, 2]\nsources =", "small",
                     "`cluster_size` 4–2 is not a least and a most"),
    "meeting-step-without-meeting": (MEET, 'meeting = "meeting"\n', "", "meet",
                                     'is of the kind "meeting" but names no `meeting`'),
    "home-step-with-meeting": (TRY, 'closes = "end"', 'closes = "end"\nmeeting = "end"', "try",
                               'is of the kind "home" but names a `meeting`'),
    "folder-name": (EDITION, 'key = "small"', 'key = "tiny"', "tiny", 'is named "small" but holds "tiny"'),
    "step-file-name": (TRY, 'key = "try"', 'key = "test"', "test", 'is named "02-try" but holds "02-test"'),
    "source-numbers": (TALK, "n = 3", "n = 4", "talk", "the points are not numbered 1, 2, 3 … in order", 2),
    "empty-gist": (TALK, '"people meet"', '""', "talk", "point 1 has an empty `where` or `gist`"),
    # status rules
    "share": (EDITION, "share = 0.5", "share = 1.0", "model", "`share` is 1.0, but must be at least 0 and below 1"),
    "forbidden": (EDITION, "forbidden = [1]", "forbidden = [0]", "model",
                  '`level` or `forbidden` holds 0, which is not on the scale of "plain"'),
    "level": (EDITION, "level = 2", "level = 7", "model",
              '`level` or `forbidden` holds 7, which is not on the scale of "plain"'),
    # checklists
    "scale-gap": (PLAIN, "value = 2", "value = 3", "plain", "the values of the scale (1, 3) do not follow each other", 2),
    "item-number": (PLAIN, "number = 1", "number = 2", "decision", "has number 2 where 1 comes next"),
    "group": (PLAIN, 'group = "steering"', 'group = "other"', "decision", '`group` names "other", which is no group here'),
    "ask-audience": (PLAIN, '"manager"', '"boss"', "decision",
                     '`audience` names "boss", which is no function of an edition with this checklist'),
    "group-key": (PLAIN, 'key = "steering"', 'key = "Steering"', "Steering",
                  'the key "Steering" is not lower-kebab (a-z, 0-9 and single hyphens)', 2),
    "derived-from-nothing": (PLAIN, 'version = "1"', 'version = "1"\nderived_from = "made-up"', "plain",
                             '`derived_from` names "made-up", which is no checklist of its own in the library'),
    "derived-from-itself": (PLAIN, 'version = "1"', 'version = "1"\nderived_from = "plain"', "plain",
                            '`derived_from` names "plain", which is no checklist of its own in the library'),
    "mapped-checklist": (MAPPING, 'to = "later"', 'to = "latest"', "latest",
                         '`to` names "latest", which is no checklist in the library', 2),
    "mapped-item": (MAPPING, '["mandate"]', '["order"]', "order", '`to` of pair 1 is no item of the checklist "later"'),
    # calendar
    "bad-offset": (CALENDAR, '"-7d"', '"a week"', "ready",
                   '"a week" is not an offset such as "10w", "-14d" or "4m"'),
    "variant-without-offset": (CALENDAR, ', long = "4m"', "", "meeting", 'has no offset for the variant "long"'),
    "offset-for-no-variant": (CALENDAR, 'short = "10w"', 'short = "10w", brief = "1w"', "meeting",
                              '`offset` names "brief", which is no variant'),
    "anchor": (CALENDAR, 'anchor = "start"', 'anchor = "begin"', "meeting",
               'is counted from "begin", which is not a date of the calendar'),
    "circle": (CALENDAR, 'anchor = "start"', 'anchor = "ready"', "meeting",
               "is counted from itself: meeting → ready → meeting"),
    "second-root": (CALENDAR, 'anchor = "start"\n', "", "meeting", 'has no anchor; only "start" may lack one'),
    "start-with-offset": (CALENDAR, 'kind = "meeting"', 'offset = { "*" = "1d" }\nkind = "meeting"', "start",
                          "has an offset but no anchor to count it from"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_one_break_is_told_with_file_key_and_words(library, name):
    file, old, new, key, message, *more = BREAKS[name]
    change(library, file, old, new)
    problems = found(library)
    assert (file, key, message) in problems
    assert len(problems) == (more[0] if more else 1), problems


def test_a_shape_problem_and_a_text_problem_are_listed_together(library):
    change(library, MEET, 'kind = "meeting"', 'kind = "party"')
    change(library, TRY, '"Try"', '""')
    change(library, PLAIN, "sum = true", "")
    kinds = '"startup", "meeting", "home", "conference", "strategists", "preparation"'
    assert found(library) == [
        (PLAIN, "plain", "`sum` is missing"),
        (MEET, "meet", f'`kind` must be one of {kinds}, not "party"'),
        (TRY, "try", "`title` the English text is empty"),
    ]


def test_a_level_without_meaning_is_named_as_such(library):
    change(library, PLAIN, '"Is there"', '""')
    assert found(library) == [
        (PLAIN, "plain", "`scale 2.meaning` the English text is empty"),
        (PLAIN, "plain", "level 2 of the scale has no meaning"),
    ]


def test_a_scale_of_one_level_is_no_scale(library):
    scale = FILES[PLAIN].split("[[scale]]")
    change(library, PLAIN, "[[scale]]" + scale[2].split("[[answer_level]]")[0], "")
    assert (PLAIN, "plain", "the scale has fewer than two levels") in found(library)


LEVEL = '[[answer_level]]\nkey = "board"\ntitle = { sv = "Nämnd", en = "Board" }\norigin = "ours"\n'
STATEMENT = '[[item.statement]]\nlevel = "{}"\ntext = {{ sv = "Finns", en = "Is" }}\norigin = "ours"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LEVEL, 'has no statement for the answer level "board"'),
        (STATEMENT.format("club"), 'has a statement for "club", which is no answer level here'),
        (STATEMENT.format("whole"), 'has several statements for the answer level "whole"'),
    ],
)
def test_an_item_says_one_thing_on_each_answer_level(library, text, message):
    add(library, PLAIN, text)
    assert found(library) == [(PLAIN, "decision", message)]


def test_an_item_key_is_used_once(library):
    item = "[[item]]" + FILES[PLAIN].split("[[item]]")[1]
    add(library, PLAIN, item.replace("number = 1", "number = 2"))
    assert found(library) == [(PLAIN, "decision", "this key is used twice")]


def test_a_pair_of_nothing_is_named(library):
    add(library, MAPPING, '[[pair]]\nof = []\nto = []\norigin = "ours"\n')
    assert found(library) == [(MAPPING, "", "pair 2 names no item at all")]


def test_steps_are_numbered_without_gaps(library):
    text = (library / TRY).read_text(encoding="utf-8").replace("number = 2", "number = 3")
    (library / TRY).unlink()
    add(library, "editions/small/steps/03-try.toml", text)
    assert found(library) == [("editions/small/steps/03-try.toml", "try", "has number 3 where 2 comes next")]


def test_a_calendar_without_start_or_variant(library):
    change(library, CALENDAR, 'key = "start"', 'key = "begin"')
    change(library, CALENDAR, 'anchor = "start"', 'anchor = "begin"')
    problems = found(library)
    assert (CALENDAR, "begin", 'has no anchor; only "start" may lack one') in problems
    assert (CALENDAR, "start", 'there is no date "start" without anchor') in problems
    (library / CALENDAR).write_text(
        "variant = []\n" + "[[date]]" + FILES[CALENDAR].split("[[date]]", 1)[1], encoding="utf-8"
    )
    assert (CALENDAR, "", "there is no variant") in found(library)


def both(message):
    return [f"{message} (variant {variant})" for variant in ("long", "short")]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "messages"),
    [
        (TRY, 'closes = "end"', 'closes = "start"', "try", both("closes (start) before it opens (meeting)")),
        (MEET, 'opens = "start"', 'opens = "end"', "try", both('opens before the step before it, "meet", opens')),
        (MEET, 'due = "ready"', 'due = "end"', "meet-read", both("is due (end) after the meeting it prepares (meeting)")),
        (EDITION, 'due = "ready"', 'due = "end"', "first", both("is due (end) after the meeting it prepares (meeting)")),
        (CALENDAR, '{ "*" = "-7d" }', '{ short = "-7d", long = "1d" }', "meet-read",
         ["is due (ready) after the meeting it prepares (meeting) (variant long)"]),
    ],
)  # fmt: skip
def test_the_order_of_time_is_looked_at_for_every_variant(library, file, old, new, key, messages):
    change(library, file, old, new)
    told = {(problem[1], problem[2]) for problem in found(library)}
    assert {(key, message) for message in messages} <= told
    assert len([message for other, message in told if other == key]) == len(messages)


def test_an_order_that_fails_only_in_short_months_is_found(library):
    """Four weeks are a month in February of a common year and less than one otherwise."""
    change(library, CALENDAR, '{ "*" = "2m" }', '{ "*" = "4w" }')
    change(library, CALENDAR, '{ "*" = "-7d" }', '{ "*" = "1m" }')
    change(library, TRY, 'opens = "meeting"', 'opens = "ready"')
    told = [message for _, key, message in found(library) if key == "try"]
    assert told == both("closes (end) before it opens (ready)")


def test_a_file_that_no_edition_has_is_named(library):
    add(library, "editions/small/extra.toml", "a = 1")
    assert found(library) == [("editions/small/extra.toml", "", "is not a file that an edition has")]


def test_an_edition_needs_its_calendar_and_may_leave_out_agendas_and_report(library):
    change(library, MEET, 'agenda = "day"\n', "")
    for name in (AGENDAS, REPORT):
        (library / name).unlink()
    assert found(library) == []
    (library / CALENDAR).unlink()
    assert found(library) == [(CALENDAR, "", "cannot be read: No such file or directory")]


def test_points_of_a_source_that_cannot_be_read_are_not_judged(library):
    change(library, TALK, '"people meet"', "3")
    assert found(library) == [(TALK, "talk", "`point 1.gist` must be a text in quotes, not 3")]


def test_items_of_a_checklist_that_cannot_be_read_are_not_missed_in_mappings(library):
    change(library, "checklists/later.toml", "number = 1", 'number = "one"')
    assert found(library) == [("checklists/later.toml", "mandate", '`number` must be a whole number, not "one"')]


def test_a_section_of_the_method_is_there_once(library):
    add(library, METHOD, "[[section]]" + FILES[METHOD].split("[[section]]")[1])
    assert found(library) == [(METHOD, "why", "this key is used twice on the page on the method")]


def test_a_date_that_leads_outside_the_calendar_is_named(library):
    change(library, CALENDAR, '{ short = "10w", long = "4m" }', '{ "*" = "-9999m" }')
    change(library, CALENDAR, '{ "*" = "-7d" }', '{ "*" = "-9999m" }')
    change(
        library,
        CALENDAR,
        'anchor = "meeting"\noffset = { "*" = "2m" }',
        'anchor = "ready"\noffset = { "*" = "-9999m" }',
    )
    assert found(library) == [(CALENDAR, "end", 'the offset "-9999m" leads outside the calendar')]
