"""A standing for each role towards Alvdala, with people who could see something if a rule leaked."""

from spegla.people.models import Organisation
from spegla.rounds.actions import end_participation, take_in
from spegla.rounds.standing import NOBODY, standing_of
from tests.world import NOW, make_person

ROLES = (
    "author", "colleague", "neighbour", "mentor", "other cluster", "office", "ended neighbour", "outsider", "anonymous",
)
OWN = {"author", "colleague"}
CLUSTER = OWN | {"neighbour", "mentor"}
ROUND = CLUSTER | {"other cluster", "office"}


def people_towards_alvdala(world):
    gone = Organisation.objects.create(name="Fors", kind=Organisation.Kind.MUNICIPALITY)
    place = take_in(world.round, gone, cluster=world.clusters[0], by=world.officer, now=NOW)
    end_participation(place, reason="", by=world.officer, now=NOW)
    stranger = Organisation.objects.create(name="Gran", kind=Organisation.Kind.MUNICIPALITY)
    world.places["Fors"] = place
    return {
        "author": world.person("Alvdala"),
        "colleague": world.person("Alvdala", "senior-manager"),
        "neighbour": world.person("Bäckinge"),
        "mentor": world.person("Mellby"),
        "other cluster": world.person("Dalhem"),
        "office": world.officer,
        "ended neighbour": make_person("Fia Fors", gone, "key-person"),
        "outsider": make_person("Gun Gran", stranger, "key-person"),
    }


def readers_of(world):
    people = people_towards_alvdala(world)
    return {role: standing_of(person, now=NOW) for role, person in people.items()} | {"anonymous": NOBODY}
