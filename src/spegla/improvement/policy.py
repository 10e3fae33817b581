"""Who may read, write and share ideas and improvements. The rule is core.visibility's; here it is told what they are.

Both belong to an organisation and outlive rounds: whoever acts for it writes, also when a participation has ended or a
round is closed. Sharing goes through a place in a round, and follows that place.
"""

from spegla.core.verdict import Verdict, Why, no
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.improvement.models import Idea, Improvement
from spegla.journal.models import Share
from spegla.journal.queries import LEVEL_OF
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id, owner_relation, share_relation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing

Thing = Idea | Improvement


def may_begin(organisation_id: int, standing: Standing) -> Verdict:
    """Note a new idea or start an improvement for this organisation."""
    relation = owner_relation(standing, organisation_id)
    return verdict(Act.WRITE, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=Level.PRIVATE)


def may(act: Act, thing: Thing, standing: Standing) -> Verdict:
    """Read the draft, write it, share it. An idea that is somebody's own draft is hers alone."""
    level = Level(thing.level) if isinstance(thing, Idea) else Level.ORGANISATION
    author = thing.author_id if isinstance(thing, Idea) and level is Level.PRIVATE else None
    relation = owner_relation(standing, thing.organisation_id, author_id=author)
    return verdict(act, relation, level=level, phase=Phase.OPEN, shared=Level.PRIVATE)


def may_share(thing: Thing, audience: str, place: Participation, standing: Standing) -> Verdict:
    """Show it to the cluster or the round of a place that the organisation has."""
    if place.organisation_id != thing.organisation_id:
        return no(Why.NOT_YOURS)
    allowed = may(Act.SHARE, thing, standing) and may_work(place, standing)
    return allowed if not allowed or audience_id(place, audience) else no(Why.NOT_OPEN)


def may_read_shared(share: Share, standing: Standing) -> Verdict:
    """Read what this standing share shows."""
    relation, shared = share_relation(standing, share), LEVEL_OF[Share.Audience(share.audience)]
    return verdict(Act.READ_SHARED, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=shared)
