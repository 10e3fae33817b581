"""To whom a thing is shown, and to whom it can be: what the sharing part of a page needs. And the acts behind its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from spegla.core.verdict import RefusedError, Verdict, Why, no
from spegla.improvement.policy import Thing, may_share
from spegla.improvement.sharing import share_thing, shares_of, stop_sharing
from spegla.journal.models import Share
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason

Audience = Share.Audience


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing share: with whom, and whether it shows the version that is current."""

    share: Share
    name: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An audience one could share with. `again`: it reads an older version today."""

    audience: str
    name: str
    verdict: Verdict
    again: bool


@dataclass(frozen=True, slots=True)
class Sharing:
    """`thing` is shown to `shown` and may be shown to `offers`."""

    thing: Thing
    shown: list[Shown]
    offers: list[Offer]

    @property
    def refusal(self) -> Verdict | None:
        """Why nothing can be shared from here, when nothing can."""
        if any(offer.verdict for offer in self.offers) or not self.offers:
            return None
        return self.offers[0].verdict


def sharing_of(request: Request, thing: Thing, place: Participation) -> Sharing:
    """One query."""
    shares = list(shares_of(thing))
    shown = [Shown(share, name_of(request, share), share.version < thing.version) for share in shares]
    offers = []
    for audience in (Audience.CLUSTER, Audience.ROUND):
        meant = audience_id(place, audience)
        there = [one for one in shown if one.share.audience == audience and one.share.audience_id == meant]
        if not there or there[0].outdated:
            verdict = no(Why.REHEARSAL) if request.rehearsal else may_share(thing, audience, place, request.standing)
            offers.append(Offer(audience, audience_name(place, audience), verdict, again=bool(there)))
    return Sharing(thing, shown, offers)


def share(request: Request, thing: Thing, place: Participation) -> None:
    """Share the version that she has read; one that has changed since is not shared unread."""
    audience = request.POST.get("audience", "")
    if audience not in (Audience.CLUSTER, Audience.ROUND):
        raise Http404
    if request.POST.get("version") != str(thing.version):
        messages.warning(request, _("Texten har ändrats sedan du läste den. Läs igenom den och dela igen."))
        return
    try:
        share_thing(thing, audience, place=place, standing=request.standing, now=request.now)
    except RefusedError as error:
        messages.error(request, reason(error.verdict.why))
    else:
        messages.success(request, _("Delat med %(whom)s.") % {"whom": audience_name(place, audience)})


def stop(request: Request, thing: Thing) -> None:
    """End one of its shares. Ended already is ended."""
    for share in (one for one in shares_of(thing) if str(one.pk) == request.POST.get("share")):
        stop_sharing(thing, share.audience, share.audience_id, standing=request.standing, now=request.now)
    messages.success(request, _("Det är inte delat längre. Det finns kvar hos er."))


def name_of(request: Request, share: Share) -> str:
    """With whom it is shared, in the words of the organisation's own places. No query."""
    return _name(request.standing.participations, share.audience, share.audience_id)


def audience_name(place: Participation, audience: str) -> str:
    return _name([place], audience, audience_id(place, audience))


def _name(places: Iterable[Participation], audience: str, meant: int | None) -> str:
    for place in places:
        if audience == Audience.CLUSTER and place.cluster is not None and place.cluster_id == meant:
            return _("klustret %(name)s") % {"name": place.cluster.name}
        if audience == Audience.ROUND and place.round_id == meant:
            return _("hela omgången")
    return _("ett tidigare kluster") if audience == Audience.CLUSTER else _("en tidigare omgång")
