"""What a roster says, line by line. No database."""

from pathlib import Path

import pytest

from spegla.rounds.csvfile import MOST_BYTES, UnreadableError, decoded
from spegla.rounds.roster import parse_roster

ROSTER = Path(__file__).parents[1] / "data/roster-2019.csv"


def entries(text):
    roster = parse_roster(text)
    assert roster.problems == ()
    return [(e.line, e.name, e.kind, e.parent, e.cluster, e.role) for e in roster.entries]


def problems(text):
    return [(problem.line, problem.column) for problem in parse_roster(text).problems]


def people(text):
    return [(one.function, one.name, one.email) for entry in parse_roster(text).entries for one in entry.people]


def test_swedish_headings_and_semicolons():
    text = "Organisation;Typ;Överordnad;Kluster;Roll\nAlvdala;Kommun;;Norra;Stödmentor\nSkola;förvaltning;Alvdala;;\n"
    assert entries(text) == [
        (2, "Alvdala", "municipality", "", "Norra", "supporting-mentor"), (3, "Skola", "administration", "Alvdala", "", "")
    ]  # fmt: skip


def test_english_headings_and_commas():
    text = 'Organization,Type,Cluster,Role in the cluster\n"Dalhem, Norra",municipal association,North,participant\n'
    assert entries(text) == [(2, "Dalhem, Norra", "municipal-association", "", "North", "participant")]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheets_save_is_read_alike(encoding, ends):
    text = "\n\nOrganisation\tKluster\n\nÖstra Åby\tÄng \n".replace("\n", ends)
    assert entries(decoded(text.encode(encoding))) == [(5, "Östra Åby", "", "", "Äng", "")]


def test_people_stand_in_a_line_each_or_in_a_column_for_each_function():
    lines = "Organisation;Funktion;Namn;E-post\nAlvdala;Politiker;Anna Ek;ANNA@ek.example\nAlvdala;chef;Bo Ek;\n"
    columns = (
        "Organisation;Förtroendevald;Förtroendevald e-post;Hög chef;Nyckelperson\n"
        'Alvdala;Anna Ek;anna@ek.example;Bo Ek;"Cia Ek <cia@ek.example>"\n'
    )
    assert people(lines) == [("elected-official", "Anna Ek", "anna@ek.example"), ("senior-manager", "Bo Ek", "")]
    assert people(columns) == [*people(lines), ("key-person", "Cia Ek", "cia@ek.example")]


def test_lines_about_the_same_organisation_are_put_together():
    text = "Organisation;Typ;Kluster;Strateg;Strateg mejl\nAlvdala;kommun;;A;a@x.example\nALVDALA;;Norra;A;a@x.example\n"
    assert entries(text) == [(2, "Alvdala", "municipality", "", "Norra", "")]
    assert people(text) == [("strategist", "A", "a@x.example")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";kommun;N;deltagare;;;", "Organisation"),
        ("x" * 121 + ";kommun;N;deltagare;;;", "Organisation"),
        ("A;klubb;N;deltagare;;;", "Typ"),
        ("A;kommun;N;chef;;;", "Roll"),
        ("A;kommun;" + "n" * 81 + ";deltagare;;;", "Kluster"),
        ("A;kommun;N;deltagare;kung;Anna;a@x.example", "Funktion"),
        ("A;kommun;N;deltagare;;Anna;a@x.example", "Funktion"),
        ("A;kommun;N;deltagare;strateg;Anna;a@x", "E-post"),
        ("A;kommun;N;deltagare;strateg;;a@x.example", "Namn"),
        ("A;kommun;N;deltagare;strateg;=HYPERLINK(1);", "Namn"),
        ("A;kommun;N;deltagare;strateg;Anna\x07;", "Namn"),
        ("A;kommun;N;deltagare;;;;mer", ""),
        ("A;kommun;N;deltagare;programansvarig;Anna;a@x.example", "Funktion"),
    ],
)
def test_what_has_to_be_mended_is_named_by_line_and_column(line, column):
    assert problems(f"Organisation;Typ;Kluster;Roll;Funktion;Namn;E-post\nB;kommun;N;mentor;;;\n{line}\n") == [(3, column)]


def test_two_lines_that_say_different_things_of_one_organisation():
    text = "Organisation;Kluster;Roll\nA;N;mentor\nB;N;\nA;S;mentor\n"
    assert problems(text) == [(4, "Kluster")]
    assert "rad 2" in parse_roster(text).problems[0].message


def test_columns_that_are_not_known_are_named_and_left_aside():
    roster = parse_roster("Organisation;Telefon;Kluster\nA;+46 70;N\n")
    assert (roster.unknown, roster.problems, roster.entries[0].cluster) == (("Telefon",), (), "N")


def test_a_dash_means_nothing():
    assert entries("Organisation;Kluster;Roll\nA;-;–\n") == [(2, "A", "", "", "", "")]


@pytest.mark.parametrize(
    "text", ["Kluster;Roll\nNorra;mentor\n", "Organisation;Kluster\n", "Organisation\n;\n", "Förtroendevald\nAnna\n"]
)
def test_a_file_without_organisations_says_so(text):
    roster = parse_roster(text)
    assert (roster.entries, len(roster.problems)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "inget att läsa"),
        ("\n \n", "inget att läsa"),
        ("Organisation;Kommun\nA;B\n", "två gånger"),
        ('Organisation;Kluster\nA;N\nB;"S\n', "Rad 3"),
        ("Organisation\n" + "A\n" * 2001, "för många rader"),
        ("x" * (MOST_BYTES + 1), "för lång"),
    ],
)
def test_what_is_no_table_is_refused_whole(text, part):
    with pytest.raises(UnreadableError) as error:
        parse_roster(text)
    assert part in error.value.problem.message


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"%PDF-1.7", b"a\0b", b"\xff\xfea", b"Organisation\n\x81\x8d", b"x" * (MOST_BYTES + 1)]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableError):
        decoded(data)


def test_the_round_of_2019_as_it_is_recorded():
    roster = parse_roster(decoded(ROSTER.read_bytes()))
    clusters: dict[str, list[str]] = {}
    for entry in roster.entries:
        clusters.setdefault(entry.cluster, []).append(entry.role)
    assert roster.problems == ()
    assert [roles.count("participant") for roles in clusters.values()] == [2, 2, 3, 3, 2, 1]
    assert [len(roles) - roles.count("participant") for roles in clusters.values()] == [1, 1, 2, 2, 1, 3]
    assert [e.name for e in roster.entries if e.kind != "municipality"] == ["Norrbottens kommuner"]
    assert not any(entry.people for entry in roster.entries)
