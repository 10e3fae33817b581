"""The list of those who organise a meeting: one for the library, or an edition's own."""

import pytest

from spegla.programme.checks import check_folder
from spegla.programme.loader import load_programme

CHORE = """
[[chore]]
key = "{key}"
phase = "{phase}"
when = "{when}"
text = {{ sv = "Boka", en = "Book" }}
origin = "ours"
"""


def write(folder, *chores):
    said = "".join(CHORE.format(**{"key": "room", "phase": "before", "when": "-8w", **chore}) for chore in chores)
    (folder / "organising.toml").write_text(said)


def test_every_edition_has_ours_unless_it_or_its_library_has_its_own(library):
    assert [chore.key for chore in load_programme("small", (library,)).chore][:2] == ["chore-day", "chore-room"]
    write(library, {"key": "theirs"})
    assert [chore.key for chore in load_programme("small", (library,)).chore] == ["theirs"]
    write(library / "editions" / "small", {"key": "own"})
    assert [chore.key for chore in load_programme("small", (library,)).chore] == ["own"]
    assert check_folder(library) == []


@pytest.mark.parametrize(
    ("chores", "message"),
    [
        ([{"when": "a month"}], '"a month" is not an offset such as "10w", "-14d" or "4m"'),
        ([{"when": "3d"}], '`when` is "3d", which is not before the meeting'),
        ([{"phase": "during"}], '`when` is "-8w", which is not during the meeting'),
        ([{"phase": "after", "when": "0d"}], '`when` is "0d", which is not after the meeting'),
        ([{"key": "Room"}], 'the key "Room" is not lower-kebab (a-z, 0-9 and single hyphens)'),
    ],
)
@pytest.mark.parametrize("where", ["", "editions/small"])
def test_what_is_wrong_in_it_is_told(library, chores, message, where):
    write(library / where, *chores)
    assert [problem.message for problem in check_folder(library)] == [message]


@pytest.mark.parametrize(("where", "more"), [("", ""), ("editions/small", " (also in organising.toml)")])
def test_a_key_is_used_once(library, where, more):
    write(library / where, {}, {})
    assert [problem.message for problem in check_folder(library)] == [f"this key is used twice{more}"]
