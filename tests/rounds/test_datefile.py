import datetime as dt

import pytest

from spegla.programme.loader import load_programme
from spegla.rounds.datefile import parse_dates
from spegla.rounds.moves import Pin

CLUSTERS = {"Norra klustret": 7}


def parse(text):
    return parse_dates(text, load_programme("skr-2020"), CLUSTERS)


@pytest.mark.parametrize("text", [
    "Nyckel;Kluster;Datum\nbm1;norra klustret;2027-04-01\nstart;;2027-01-21\nbm2;;\n",
    "key,cluster,date\nbm1,Norra Klustret,2027-04-01\nstart,,2027-01-21\nbm2,,\n",
])  # fmt: skip
def test_days_are_set_for_a_cluster_or_the_round_and_cleared_when_empty(text):
    found = parse(text)
    assert found.problems == ()
    assert found.pins == (
        Pin(7, "bm1", dt.date(2027, 4, 1)), Pin(None, "start", dt.date(2027, 1, 21)), Pin(None, "bm2", None)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "column"),
    [("bm9;;2027-01-01", "key"), ("bm1;Okänt;2027-01-01", "cluster"), ("bm1;;1 april", "date"), ("bm2;;2027-02-30", "date"),
     ("start;;2027-01-22", "key")],
)  # fmt: skip
def test_what_cannot_be_a_date_is_named_by_line_and_column(line, column):
    found = parse(f"key;cluster;date\nstart;;2027-01-21\n{line}\n")
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, column)]


def test_a_file_without_its_headings_says_which():
    assert "Datum" in parse("nyckel;kluster\nbm1;\n").problems[0].message
