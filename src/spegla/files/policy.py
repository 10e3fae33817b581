"""Who may upload, read, remove and share files. The rule is core.visibility's; here it is told what a file is."""

from spegla.core.verdict import Verdict, Why, no
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.files.models import StoredFile
from spegla.journal.models import Share
from spegla.journal.queries import LEVEL_OF
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id, owner_relation, share_relation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


def may_upload(organisation_id: int, standing: Standing) -> Verdict:
    relation = owner_relation(standing, organisation_id)
    return verdict(Act.WRITE, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=Level.PRIVATE)


def may(act: Act, file: StoredFile, standing: Standing) -> Verdict:
    """Read or remove it as one of the house. A file outlives rounds; a removed one is nobody's."""
    if file.removed_at:
        return no(Why.NOT_SHARED)
    level = Level(file.level)
    author = file.uploaded_by_id if level is Level.PRIVATE else None
    relation = owner_relation(standing, file.organisation_id, author_id=author)
    return verdict(act, relation, level=level, phase=Phase.OPEN, shared=Level.PRIVATE)


def may_share(file: StoredFile, audience: str, place: Participation, standing: Standing) -> Verdict:
    if place.organisation_id != file.organisation_id or file.level == Level.PRIVATE:
        return no(Why.NOT_YOURS)
    allowed = may(Act.SHARE, file, standing) and may_work(place, standing)
    return allowed if not allowed or audience_id(place, audience) else no(Why.NOT_OPEN)


def may_read_shared(file: StoredFile, share: Share, standing: Standing) -> Verdict:
    if file.removed_at:
        return no(Why.NOT_SHARED)
    relation, shared = share_relation(standing, share), LEVEL_OF[Share.Audience(share.audience)]
    return verdict(Act.READ_SHARED, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=shared)
