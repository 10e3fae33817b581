"""A slot as the page shows it: a card with its state, its form and what stands in the way of saving."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError
from spegla.reporting.drafting import Draft, Part
from spegla.reporting.offering import Offer
from spegla.web.forms import fresh_key
from spegla.web.participant.presentations.drawing import Drawn, drawn
from spegla.web.participant.presentations.forms import SlotForm
from spegla.web.participant.presentations.places import At
from spegla.web.templatetags.wording import text


@dataclass(slots=True)
class Card:
    """`stale` holds both texts when somebody saved before; `request_key` goes on from the form's own latest save."""

    number: int
    part: Part
    form: SlotForm
    url: str
    picture_url: str = ""
    chart: Drawn | None = None
    stale: dict[str, Any] = field(default_factory=dict)
    refused: Verdict | None = None
    request_key: str = ""
    offers: list["OfferedWords"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.part.slot.key

    @property
    def guidance(self) -> str:
        return text(self.part.slot.guidance)

    @property
    def kind(self) -> str:
        """The shape of its state."""
        part = self.part
        return "stopped" if part.skipped else "waiting" if part.is_weak else "draft" if part.is_own else "done"

    @property
    def state(self) -> str:
        words = {"stopped": _("Överhoppad"), "waiting": _("Tom"), "draft": _("Er egen text"), "done": _("Ifylld av det ni har")}
        return words[self.kind]

    @property
    def refills(self) -> bool:
        """Whether there is something filled in to go back to."""
        filled = self.part.filled
        return self.part.is_own and bool(filled.text or len(filled.rows) > 1)


@dataclass(slots=True)
class OfferedWords:
    """Private words that may be taken into this slot; `error` says why they were not taken, `typed` is what was sent."""

    offer: Offer
    url: str
    request_key: str
    typed: str = ""
    error: str = ""

    @property
    def kind(self) -> str:
        return _("Fungerar inte") if self.offer.words.field == "not_working" else _("Kommentar")


def add_offers(cards: list[Card], at: At, offers: list[Offer]) -> None:
    """Beside the slots that have room for them."""
    for card in cards:
        if card.part.slot.draws_on == "offered":
            address = at.url("offer", card.key)
            card.offers = [OfferedWords(offer, address, fresh_key(), offer.words.text) for offer in offers]


def cards_of(at: At, draft: Draft) -> list[Card]:
    return [card_of(at, part, number) for number, part in enumerate(draft.parts, 1)]


def card_of(at: At, part: Part, number: int, form: SlotForm | None = None) -> Card:
    picture = part.content.picture
    return Card(
        number, part, form or SlotForm(part=part), at.url("slot", part.slot.key), chart=drawn(part.content.chart),
        picture_url=at.url("picture", picture) if picture else "",
    )


def both_texts(card: Card, error: StaleError, saved: Part) -> None:
    """Show what was typed beside what is saved; the form goes on from the saved version."""
    current, form = error.current, card.form
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["based_on"] = str(current.version)
    form.data = data
    card.stale = {
        "yours": _said(form.cleaned_data.get("text", ""), form.sent),
        "saved": _said(saved.content.text, saved.content.rows[1:]),
        "saved_by": current.changed_by.name if current.changed_by else "", "saved_at": current.changed_at,
    }


def _said(words: str, rows: Any) -> str:
    return "\n".join([*filter(None, [words]), *(" | ".join(row) for row in rows if any(row))])
