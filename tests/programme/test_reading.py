from pathlib import Path

import pytest

from spegla.programme.reading import Problem, read_file
from spegla.programme.schema import Agenda, Edition, Preparation, StatusRule

POINT = """
key = "read"
text = { sv = "Läs", en = "Read" }
due = "ready"
origin = "ours"
"""


def read(tmp_path: Path, text: str, shape=Preparation):
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    struct, problems = read_file(path, shape)
    assert {problem.file for problem in problems} <= {str(path)}
    return struct, [(problem.key, problem.message) for problem in problems]


def test_a_right_file_gives_its_struct_and_defaults(tmp_path):
    struct, problems = read(tmp_path, POINT)
    assert problems == []
    assert (struct.key, struct.text.en, struct.minutes, struct.audience) == ("read", "Read", 10, ("all",))


def test_all_problems_of_an_entry_are_listed_at_once(tmp_path):
    text = 'key = "read"\ntext = { sv = "Läs" }\ndue = 3\ncolour = "red"\n'
    struct, problems = read(tmp_path, text)
    known = "origin, points, key, text, audience, why, due, minutes, does, page"
    assert struct is None
    assert sorted(problems) == [
        ("read", f"`colour` is not a known key (known are: {known})"),
        ("read", "`due` must be a text in quotes, not 3"),
        ("read", "`origin` is missing"),
        ("read", "`text.en` is missing (English)"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('minutes = "ten"', '`minutes` must be a whole number, not "ten"'),
        ("minutes = true", "`minutes` must be a whole number, not true"),
        ('does = "jump"', '`does` must be one of "tick", "team", "confirmation", "facts", "assessment", "share", '
         '"marks", "presentation", "service", "idea", "improvement", "report", "mentor-decision", not "jump"'),
        ('audience = "all"', '`audience` must be a list, each a text in quotes, not "all"'),
        ('why = "so"', '`why` must be a table, not "so"'),
        ("why = { sv = 1, en = 2020-01-01 }", "`why.en` must be a text in quotes, not 2020-01-01"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_told_in_plain_words(tmp_path, line, message):
    struct, problems = read(tmp_path, POINT + line)
    assert struct is None
    assert ("read", message) in problems


def test_entries_without_a_key_are_counted_from_one(tmp_path):
    text = (
        '[[item]]\nkey = "one"\ntitle = { sv = "a", en = "a" }\nminutes = 1\nform = "talk"\norigin = "ours"\n[[item]]\n'
    )
    struct, problems = read(tmp_path, f'key = "day"\norigin = "ours"\ntitle = {{ sv = "a", en = "a" }}\n{text}', Agenda)
    assert [item.key for item in struct.item] == ["one"]
    assert problems == [
        ("day", f"`item 2.{name}` is missing") for name in ("origin", "key", "title", "minutes", "form")
    ]


@pytest.mark.parametrize(("wrong", "shown"), [('"x"', '"x"'), ("{ a = 1 }", "a table")])
def test_a_list_of_tables_must_be_one(tmp_path, wrong, shown):
    _, problems = read(
        tmp_path, f'key = "day"\nitem = {wrong}\norigin = "ours"\ntitle = {{ sv = "a", en = "a" }}', Agenda
    )
    assert problems == [("day", f"`item` must be a list of tables ([[item]]), not {shown}")]


def test_a_whole_number_is_a_share_too(tmp_path):
    words = 'title = { sv = "a", en = "a" }\ntext = { sv = "a", en = "a" }\norigin = "ours"\nrule = "scores"\n'
    struct, problems = read(tmp_path, f'key = "rule"\n{words}share = 0\nforbidden = [1, 2]', StatusRule)
    assert (problems, struct.share, struct.forbidden) == ([], 0.0, (1, 2))


def test_a_pair_of_numbers_is_named_as_such(tmp_path):
    _, problems = read(tmp_path, "cluster_size = [1]", Edition)
    assert ("", "`cluster_size` must be two whole numbers, not a list") in problems


def test_broken_toml_is_told_with_its_line(tmp_path):
    struct, problems = read(tmp_path, "key = \n")
    assert struct is None
    assert problems == [("", "is not valid TOML: Invalid value (at line 1, column 7)")]


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path):
    (tmp_path / "bytes.toml").write_bytes(b'key = "\xff"')
    _, [undecodable] = read_file(tmp_path / "bytes.toml", Preparation)
    _, [absent] = read_file(tmp_path / "absent.toml", Preparation)
    assert undecodable.message.startswith("is not valid TOML: 'utf-8' codec")
    assert absent == Problem(str(tmp_path / "absent.toml"), "", "cannot be read: No such file or directory")


def test_a_problem_reads_as_one_line():
    assert str(Problem("a.toml", "key", "is missing")) == "a.toml: key: is missing"
    assert str(Problem("a.toml", "", "is missing")) == "a.toml: is missing"
