"""Who may write, share and read a presentation. The rule is core.visibility's; here it is told what a presentation is."""

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.journal.models import Share
from spegla.journal.queries import LEVEL_OF
from spegla.presentations.models import Presentation, Question
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id, owner_relation, share_relation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


def may_write(place: Participation, standing: Standing) -> Verdict:
    """Whoever acts for the organisation, while it takes part and the round is open."""
    return may_work(place, standing)


def may_read_draft(place: Participation, standing: Standing) -> Verdict:
    relation = owner_relation(standing, place.organisation_id)
    return verdict(Act.READ_DRAFT, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=Level.PRIVATE)


def may_share(place: Participation, audience: str, standing: Standing) -> Verdict:
    allowed = may_write(place, standing)
    return allowed if not allowed or audience_id(place, audience) else no(Why.NOT_OPEN)


def may_stop_sharing(place: Participation, standing: Standing) -> Verdict:
    """An organisation may always take back what it has shared, in a closed round and after it has left one too."""
    return may_read_draft(place, standing)


def may_read_shared(share: Share, standing: Standing) -> Verdict:
    """Read what this standing share shows."""
    relation, shared = share_relation(standing, share), LEVEL_OF[Share.Audience(share.audience)]
    return verdict(Act.READ_SHARED, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=shared)


def may_ask(presentation: Presentation, asker: Participation, standing: Standing) -> Verdict:
    """For another organisation of the round, while it takes part. That it may read the presentation is asked before."""
    owner = presentation.participation
    if asker.organisation_id == owner.organisation_id or asker.round_id != owner.round_id:
        return no(Why.NOT_YOURS)
    return may_work(asker, standing)


def may_answer(question: Question, standing: Standing) -> Verdict:
    """Only the organisation that was asked, while it takes part."""
    return may_work(question.presentation.participation, standing) if question.text else no(Why.NOT_YOURS)


def may_take_back(question: Question, standing: Standing) -> Verdict:
    """Who asked, before there is an answer."""
    mine = standing.person is not None and question.author_id == standing.person.pk
    return YES if mine and question.text and not question.answer else no(Why.NOT_YOURS)
