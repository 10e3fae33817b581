"""What the lists of files give equals what the rule says, in every cell of roles × levels × shares."""

from itertools import product

import pytest

from spegla.core.verdict import Why
from spegla.core.visibility import Act, Level
from spegla.files.actions import remove_file
from spegla.files.policy import may, may_read_shared, may_share, may_upload
from spegla.files.queries import file_shares, files_visible_to, shared_files_visible_to
from spegla.journal.actions import share as share_row
from spegla.rounds.actions import close_round, end_participation
from spegla.rounds.models import Participation
from tests.improvement.readers import CLUSTER, OWN, ROLES, ROUND
from tests.world import NOW

SHARES = (Level.PRIVATE, Level.CLUSTER, Level.ROUND, Level.PUBLIC)
READS_SHARED = {Level.PRIVATE: set(), Level.CLUSTER: CLUSTER, Level.ROUND: ROUND, Level.PUBLIC: set(ROLES)}


def share_at(level, file, place, by):
    if level is not Level.PRIVATE:
        name = level.name.lower()
        meant = {"cluster": place.cluster_id, "round": place.round_id, "public": None}[name]
        share_row(file, audience=name, audience_id=meant, organisation_id=file.organisation_id, version=1, by=by, now=NOW)


@pytest.mark.parametrize(
    ("level", "shared", "removed"), list(product((Level.PRIVATE, Level.ORGANISATION), SHARES, (False, True)))
)
def test_as_the_rule_says_in_every_cell(world, place, readers, keep, level, shared, removed):
    file = keep(level=level)
    if removed:
        remove_file(file, by=world.officer, now=NOW)
        file.refresh_from_db()
    share_at(shared, file, place, world.officer)
    for role in ROLES:
        standing, cell = readers[role], (role, level, shared, removed)
        draft = files_visible_to(standing).filter(pk=file.pk).exists()
        assert draft == bool(may(Act.READ_DRAFT, file, standing)), cell
        seen = shared_files_visible_to(standing).filter(pk=file.pk).exists()
        assert seen == any(may_read_shared(file, share, standing) for share in file_shares([file])[file.pk]), cell


@pytest.mark.parametrize("shared", SHARES)
def test_who_reads_what_is_shared(world, place, readers, keep, shared):
    share_at(shared, keep(), place, world.officer)
    assert {role for role in ROLES if shared_files_visible_to(readers[role]).exists()} == READS_SHARED[shared]


def test_who_reads_removes_and_uploads(place, readers, keep):
    private, common = keep(level=Level.PRIVATE), keep()
    for act in (Act.READ_DRAFT, Act.WRITE):
        assert {role for role in ROLES if may(act, private, readers[role])} == {"author"}
        assert {role for role in ROLES if may(act, common, readers[role])} == OWN
    assert {role for role in ROLES if may_upload(place.organisation_id, readers[role])} == OWN


def test_why_a_file_is_not_shared(world, place, readers, keep):
    file, anna = keep(), readers["author"]
    assert may_share(file, "cluster", place, anna)
    assert may_share(file, "cluster", place, readers["neighbour"]).why == Why.NOT_YOURS
    assert may_share(keep(level=Level.PRIVATE), "cluster", place, anna).why == Why.NOT_YOURS
    assert may_share(file, "cluster", world.places["Bäckinge"], anna).why == Why.NOT_YOURS
    place.cluster = None
    assert may_share(file, "cluster", place, anna).why == Why.NOT_OPEN


@pytest.mark.parametrize(("over", "why"), [("ended", Why.ENDED), ("closed", Why.CLOSED)])
def test_a_file_is_not_shared_when_it_is_over(world, place, readers, keep, over, why):
    file = keep()
    if over == "ended":
        end_participation(place, reason="", by=world.officer, now=NOW)
    else:
        close_round(place.round, by=world.officer, now=NOW)
    there = Participation.objects.select_related("round", "cluster").get(pk=place.pk)
    assert may_share(file, "cluster", there, readers["author"]).why == why
