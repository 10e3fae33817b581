"""`spegla rounds`: shows what it would do, and does it with --yes."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spegla.journal.models import Letter
from spegla.people.models import Function, Organisation
from spegla.rounds.models import Participation, PinnedDate, Round
from tests.world import NOW, make_person, make_world


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr("spegla.jobs.management.commands.rounds.read_clock", lambda: NOW + dt.timedelta(hours=1))
    return make_world()


@pytest.fixture
def file(tmp_path):
    def make(text):
        path = tmp_path / "file.csv"
        path.write_bytes(text.encode("utf-8-sig"))
        return path

    return make


def run(*words, **options):
    out, err = StringIO(), StringIO()
    call_command("rounds", *map(str, words), stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


ROSTER = "Organisation;Typ;Kluster;Nyckelperson;Nyckelperson e-post\nFjällby;kommun;Västra;Fia Fors;fia@fjallby.example\n"


def test_the_rounds_are_listed(world):
    assert run("list") == f"{world.round.pk}  Omgång ett, Programkontoret, starts 2027-01-14\n"


def test_a_round_is_shown_and_then_opened(world):
    words = ["open", "Omgång två", "--edition", "skr-2020", "--checklist", "c-2023", "--variant", "two-year",
             "--start", "2028-01-13", "--office", "programkontoret"]
    shown = run(*words)
    assert ("2030-01-13  conference, a weekend\n" in shown, "Nothing is saved" in shown, Round.objects.count()) == (True, True, 1)
    run(*words, "--yes")
    made = Round.objects.get(name="Omgång två")
    assert (made.variant, made.opened_by, [one.key for one in made.checklists.all()]) == ("two-year", world.officer, ["c-2023"])
    with pytest.raises(CommandError, match="Omgång två"):
        run(*words, "--yes")


def test_a_roster_is_shown_and_then_read_once(world, file):
    words = ["import", file(ROSTER), "--round", world.round.pk]
    shown = run(*words)
    assert "line 2: Fjällby, new, participant, Västra, key-person fia@fjallby.example" in shown
    assert ("Nothing is saved" in shown, Participation.objects.count()) == (True, 6)
    assert "Done." in run(*words, "--yes")
    assert (Participation.objects.count(), Letter.objects.count()) == (7, 1)
    assert "0 of 1 organisations change" in run(*words, "--yes")


def test_letters_may_wait(world, file):
    run("import", file(ROSTER), "--round", world.round.pk, "--without-letters", "--yes")
    assert (Participation.objects.count(), Letter.objects.count()) == (7, 0)


def test_real_dates_are_shown_and_then_set(world, file):
    words = ["dates", file("key;cluster;date\nbm2;Norra;2027-08-20\nstart;;2027-01-21\n"), "--round", world.round.pk]
    shown = run(*words)
    assert "bm2: 2027-07-15 -> 2027-08-20 (Norra)" in shown
    assert "bm2: 2027-07-15 -> 2027-07-22, in high summer (the round, Södra)" in shown
    assert "conference: 2028-01-13 -> 2028-01-20 (all)" in shown
    assert PinnedDate.objects.count() == 0
    run(*words, "--yes")
    assert list(PinnedDate.objects.values_list("cluster__name", "key")) == [("Norra", "bm2")]
    assert "as in the file already" in run(*words, "--yes")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "FILE", "--round", "999"], "no round 999"),
        (["import", "/nowhere.csv", "--round", "ROUND"], "cannot be read"),
        (["import", "FILE", "--round", "ROUND", "--by", "nobody@x.example"], "Nobody has the address"),
        (["import", "FILE", "--round", "ROUND", "--by", "MEMBER"], "not-office"),
        (["open", "X", "--edition", "none", "--start", "2027-01-01", "--office", "Programkontoret"], "no such edition"),
        (["open", "X", "--edition", "skr-2020", "--variant", "long", "--start", "2027-01-01", "--office", "Programkontoret"],
         "has no variant long"),
        (["open", "X", "--edition", "skr-2020", "--start", "2027-01-01", "--office", "Ingen"], "no organisation called"),
        (["open", "X", "--edition", "skr-2020", "--start", "2027-01-01", "--office", "Alvdala", "--by", "OFFICER"], "not-office"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(world, file, words, said):
    known = {"FILE": file(ROSTER), "ROUND": world.round.pk, "MEMBER": world.person("Alvdala").email, "OFFICER": world.officer.email}
    with pytest.raises(CommandError, match=said):
        run(*(known.get(word, word) for word in words), "--yes")
    assert (Round.objects.count(), Participation.objects.count()) == (1, 6)


def test_lines_to_mend_are_named_and_nothing_is_saved(world, file):
    err = StringIO()
    with pytest.raises(CommandError, match="2 things to mend"):
        call_command("rounds", "import", str(file(ROSTER + "Nyby;klubb;;;\nAlvdala;;;;x@\n")), "--round", str(world.round.pk),
                     "--yes", stderr=err)
    assert [line.split(":")[0] for line in err.getvalue().splitlines()] == ["line 3, Typ", "line 4, Nyckelperson e-post"]
    assert not Organisation.objects.filter(name="Fjällby").exists()


def test_of_several_officers_one_has_to_be_named(world, file):
    other = make_person("Otto Other", world.office, Function.PROGRAMME_OFFICER)
    with pytest.raises(CommandError, match="2 programme officers"):
        run("import", file(ROSTER), "--round", world.round.pk, "--yes")
    run("import", file(ROSTER), "--round", world.round.pk, "--by", other.email, "--yes")
    assert Participation.objects.count() == 7
