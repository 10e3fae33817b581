import pytest

from spegla.journal.models import Event, Letter
from spegla.people.models import Appointment, Function, Organisation, Person
from spegla.rounds import actions
from spegla.rounds.import_plan import plan_import
from spegla.rounds.importing import ImportedMeanwhileError, import_roster, read_known
from spegla.rounds.models import Cluster, Participation
from spegla.rounds.roster import parse_roster
from tests.world import NOW, make_person

HEADINGS = "Organisation;Typ;Överordnad;Kluster;Roll;Nyckelperson;Nyckelperson e-post\n"


def plan(world, lines):
    roster = parse_roster(HEADINGS + lines)
    return plan_import(roster, read_known(world.round, roster, now=NOW), world.round.inside), roster


def run(world, lines, **more):
    planned, roster = plan(world, lines)
    return import_roster(world.round, roster, **{"seen": planned.fingerprint, **more}, by=world.officer, now=NOW)


def counts():
    return [model.objects.count() for model in (Organisation, Cluster, Participation, Appointment, Person, Letter, Event)]


def seats(world):
    rows = Participation.objects.filter(round=world.round).values_list("organisation__name", "cluster__name", "role")
    return {name: (cluster, role) for name, cluster, role in rows}


NEW = (
    "Fjällby;kommun;;Västra;;Fia Fors;fia@fjallby.example\n"
    "Skolan;förvaltning;Fjällby;Västra;deltagare;;\n"
    "Alvdala;;;;;Alva Alm;alva@alvdala.example\n"
    "Mellby;;;Södra;stödmentor;Utan Adress;\n"
)


def test_everything_that_is_new_is_made_and_the_rest_is_left(world):
    before = seats(world)
    planned, _ = plan(world, NEW)
    assert (planned.clusters, planned.letters, planned.problems) == (("Västra",), 2, ())
    assert [(p.organisation is None, p.joins, p.moves) for p in planned.places] == [
        (True, True, False), (True, True, False), (False, False, False), (False, False, True)
    ]  # fmt: skip
    run(world, NEW)
    assert seats(world) == before | {
        "Fjällby": ("Västra", "participant"), "Skolan": ("Västra", "participant"), "Mellby": ("Södra", "supporting-mentor")
    }  # fmt: skip
    assert Organisation.objects.get(name="Skolan").parent.name == "Fjällby"
    made = Appointment.objects.get(person__email="fia@fjallby.example")
    assert (made.organisation.name, made.function, made.since, made.appointed_by) == (
        "Fjällby", Function.KEY_PERSON, NOW, world.officer
    )
    assert set(Letter.objects.values_list("to", flat=True)) == {"fia@fjallby.example", "alva@alvdala.example"}
    assert not Person.objects.filter(name="Utan Adress").exists()


def test_running_it_twice_does_nothing_twice(world):
    planned, _ = plan(world, NEW)
    run(world, NEW)
    after = counts()
    assert not plan(world, NEW)[0].changes
    run(world, NEW)
    run(world, NEW, seen=planned.fingerprint)
    assert counts() == after


def test_no_letters_when_they_are_to_wait(world):
    run(world, NEW, invite=False)
    assert (Letter.objects.count(), Appointment.objects.filter(person__email="fia@fjallby.example").count()) == (0, 1)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Nyby;;;;;;", "vilken typ"),
        ("Nyby;förvaltning;Ingenstans;;;;", "Ingenstans"),
        ("Nyby;kommun;Nyby;;;;", "sig själv"),
        ("Dubbelby;;;;;;", "flera organisationer"),
        ("Bäckinge;;;;;;", "avslutat"),
    ],
)
def test_nothing_is_saved_while_something_has_to_be_mended(world, line, part):
    for parent in ("Alvdala", "Dalhem"):
        Organisation.objects.create(
            name="Dubbelby", kind="administration", parent=Organisation.objects.get(name=parent)
        )
    actions.end_participation(world.places["Bäckinge"], reason="", by=world.officer, now=NOW)
    planned, _ = plan(world, f"{NEW}{line}\n")
    assert [(problem.line, part in problem.message) for problem in planned.problems] == [(6, True)]
    before = counts()
    with pytest.raises(ValueError):
        run(world, f"{NEW}{line}\n")
    assert counts() == before


def test_a_preview_of_another_round_saves_nothing(world):
    planned, _ = plan(world, NEW)
    actions.place_in_cluster(world.places["Mellby"], None, role="mentor", by=world.officer, now=NOW)
    before = counts()
    with pytest.raises(ImportedMeanwhileError):
        run(world, NEW, seen=planned.fingerprint)
    assert counts() == before


def test_what_an_organisation_and_a_person_are_called_and_are_here_stays(world):
    known = make_person("Karin Olsson", world.places["Dalhem"].organisation, Function.KEY_PERSON)
    planned, _ = plan(world, f"Dalhem;region;;;;Annat Namn;{known.email}\n")
    (place,) = planned.places
    assert (place.other_kind, place.changes, place.people[0].known_as, place.people[0].has_it) == (
        True, False, "Karin Olsson", True
    )
    run(world, f"Ekfors;region;;;;Annat Namn;{known.email}\n")
    assert Organisation.objects.get(name="Ekfors").kind == "municipality"
    assert set(known.appointments.values_list("organisation__name", flat=True)) == {"Dalhem", "Ekfors"}
    known.refresh_from_db()
    assert known.name == "Karin Olsson"


def test_in_an_internal_round_only_its_own_parts_take_part(world):
    whole = Organisation.objects.get(name="Alvdala")
    world.round.inside = whole
    world.round.save()
    run(world, "Skolan;förvaltning;;Norra;;;\nOmsorgen;förvaltning;alvdala;Norra;;;\n")
    assert set(Organisation.objects.filter(parent=whole).values_list("name", flat=True)) == {"Skolan", "Omsorgen"}
    planned, _ = plan(world, "Skolan;förvaltning;Dalhem;;;;\n")
    assert [(problem.line, "intern" in problem.message) for problem in planned.problems] == [(2, True)]


def test_an_organisation_told_in_two_ways_is_named(world):
    planned, _ = plan(world, "Skolan;förvaltning;;;;;\nSkolan;förvaltning;Alvdala;;;;\n")
    assert planned.problems == ()
    world.round.inside = Organisation.objects.get(name="Alvdala")
    planned, _ = plan(world, "Skolan;förvaltning;;;;;\nSkolan;förvaltning;Alvdala;;;;\n")
    assert [problem.line for problem in planned.problems] == [3]


def test_the_plan_takes_as_many_queries_for_a_long_roster(world, django_assert_num_queries):
    for lines in (1, 30):
        roster = parse_roster(HEADINGS + "".join(f"Ny {n};kommun;;K{n};;N{n};n{n}@x.example\n" for n in range(lines)))
        with django_assert_num_queries(5):
            plan_import(roster, read_known(world.round, roster, now=NOW))
