"""A small library in which nothing is wrong, as TOML files to be broken one way at a time. Tests live elsewhere."""

from pathlib import Path

FILES = {
    "sources/talk.toml": """
key = "talk"
title = "Samtalet"
publisher = "Exempel"
published = "2024-01-01"
carrier = "small"
[[point]]
n = 1
where = "p. 1"
gist = "people meet"
[[point]]
n = 2
where = "p. 2"
gist = "people agree on what to try"
[[point]]
n = 3
where = "p. 3"
gist = "there is a decision"
""",
    "sources/page.toml": """
key = "page"
title = "Sidan"
publisher = "Exempel"
published = "2024-01-01"
carrier = "method"
[[point]]
n = 1
where = "p. 1"
gist = "why one should meet"
""",
    "method.toml": """
[[section]]
key = "why"
title = { sv = "Varför", en = "Why" }
text = { sv = "Därför.", en = "Because." }
origin = "source"
points = ["page:1"]
""",
    "checklists/plain.toml": """
key = "plain"
title = { sv = "Lista", en = "List" }
summary = { sv = "Kort", en = "Short" }
version = "1"
perspective = "equality"
sum = true
origin = "ours"
[[scale]]
value = 1
title = { sv = "Nej", en = "No" }
meaning = { sv = "Finns inte", en = "Is not there" }
origin = "ours"
[[scale]]
value = 2
title = { sv = "Ja", en = "Yes" }
meaning = { sv = "Finns", en = "Is there" }
origin = "ours"
[[answer_level]]
key = "whole"
title = { sv = "Hela", en = "Whole" }
origin = "ours"
[[group]]
key = "steering"
title = { sv = "Styrning", en = "Steering" }
origin = "ours"
[[item]]
key = "decision"
number = 1
title = { sv = "Beslut", en = "Decision" }
group = "steering"
origin = "source"
points = ["talk:3"]
[[item.statement]]
level = "whole"
text = { sv = "Beslut finns", en = "There is a decision" }
origin = "ours"
[[item.ask]]
audience = "manager"
text = { sv = "Fråga", en = "Ask" }
origin = "ours"
""",
    "checklists/later.toml": """
key = "later"
title = { sv = "Lista", en = "List" }
summary = { sv = "Kort", en = "Short" }
version = "2"
perspective = "equality"
sum = false
origin = "ours"
[[scale]]
value = 1
title = { sv = "Nej", en = "No" }
meaning = { sv = "Finns inte", en = "Is not there" }
origin = "ours"
[[scale]]
value = 2
title = { sv = "Ja", en = "Yes" }
meaning = { sv = "Finns", en = "Is there" }
origin = "ours"
[[answer_level]]
key = "whole"
title = { sv = "Hela", en = "Whole" }
origin = "ours"
[[item]]
key = "mandate"
number = 1
title = { sv = "Uppdrag", en = "Mandate" }
origin = "ours"
[[item.statement]]
level = "whole"
text = { sv = "Uppdrag finns", en = "There is a mandate" }
origin = "ours"
""",
    "mappings/plain--later.toml": """
of = "plain"
to = "later"
[[pair]]
of = ["decision"]
to = ["mandate"]
origin = "ours"
""",
    "editions/small/edition.toml": """
key = "small"
title = { sv = "Liten", en = "Small" }
summary = { sv = "Kort", en = "Short" }
published = "2024-01-01"
sources = ["talk"]
checklists = ["plain"]
perspective = "equality"
meeting_word = { sv = "träff", en = "meeting" }
status_rules = ["model"]
origin = "ours"
[[function]]
key = "manager"
kind = "function"
title = { sv = "Chef", en = "Manager" }
text = { sv = "Leder", en = "Leads" }
origin = "ours"
[[function]]
key = "host"
kind = "role"
title = { sv = "Värd", en = "Host" }
text = { sv = "Bjuder in", en = "Invites" }
acts_as = ["manager"]
stands_in_for = ["clerk"]
origin = "ours"
[[function]]
key = "clerk"
kind = "function"
title = { sv = "Handläggare", en = "Clerk" }
text = { sv = "Handlägger", en = "Handles cases" }
origin = "ours"
[[occasion]]
key = "first"
title = { sv = "Första", en = "First" }
sheet = { sv = "Träff", en = "Meeting" }
opens = "start"
due = "ready"
origin = "ours"
[[status_rule]]
key = "model"
title = { sv = "Modell", en = "Model" }
text = { sv = "Inga ettor", en = "No ones" }
rule = "scores"
forbidden = [1]
level = 2
share = 0.5
origin = "ours"
""",
    "editions/small/calendar.toml": """
[[variant]]
key = "short"
title = { sv = "Kort", en = "Short" }
origin = "ours"
[[variant]]
key = "long"
title = { sv = "Lång", en = "Long" }
origin = "ours"
[[date]]
key = "start"
kind = "meeting"
title = { sv = "Start", en = "Start" }
origin = "ours"
[[date]]
key = "meeting"
kind = "meeting"
title = { sv = "Träff", en = "Meeting" }
anchor = "start"
offset = { short = "10w", long = "4m" }
origin = "ours"
[[date]]
key = "ready"
kind = "deadline"
title = { sv = "Klart", en = "Ready" }
anchor = "meeting"
offset = { "*" = "-7d" }
origin = "ours"
[[date]]
key = "end"
kind = "check"
title = { sv = "Slut", en = "End" }
anchor = "meeting"
offset = { "*" = "2m" }
origin = "ours"
""",
    "editions/small/agendas.toml": """
[[agenda]]
key = "day"
title = { sv = "Dag", en = "Day" }
origin = "ours"
[[agenda.item]]
key = "welcome"
title = { sv = "Välkommen", en = "Welcome" }
minutes = 15
form = "talk"
origin = "ours"
""",
    "editions/small/report.toml": """
[[heading]]
key = "result"
title = { sv = "Resultat", en = "Result" }
help = { sv = "Skriv", en = "Write" }
origin = "ours"
[[heading]]
key = "lessons"
title = { sv = "Lärdomar", en = "Lessons" }
help = { sv = "Skriv", en = "Write" }
origin = "ours"
""",
    "editions/small/steps/01-meet.toml": """
key = "meet"
number = 1
kind = "meeting"
title = { sv = "Träffas", en = "Meet" }
summary = { sv = "Ni ses", en = "You meet" }
opens = "start"
closes = "end"
meeting = "meeting"
occasion = "first"
agenda = "day"
origin = "source"
points = ["talk:1"]
[roles]
organises = "host"
hosts = "host"
leads = "manager"
notes = "manager"
origin = "ours"
[[aim]]
key = "meet-aim"
text = { sv = "Mål", en = "Aim" }
audience = ["manager"]
origin = "ours"
[[preparation]]
key = "meet-read"
text = { sv = "Läs", en = "Read" }
due = "ready"
origin = "ours"
[[task]]
key = "meet-task"
title = { sv = "Uppgift", en = "Task" }
text = { sv = "Gör", en = "Do" }
owners = ["manager"]
origin = "ours"
""",
    "editions/small/steps/02-try.toml": """
key = "try"
number = 2
kind = "home"
title = { sv = "Pröva", en = "Try" }
summary = { sv = "Ni prövar", en = "You try" }
opens = "meeting"
closes = "end"
origin = "source"
points = ["talk:2"]
""",
}


def write_library(root: Path, files: dict[str, str] = FILES) -> Path:
    """Write the files below `root` and give it back."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def change(root: Path, file: str, old: str, new: str) -> None:
    """Put `new` in the place of the first `old` in the file; a test that changes nothing is no test."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def add(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")
