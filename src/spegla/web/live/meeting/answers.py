"""What is answered to a form in a meeting's room: its page again, with what could not be saved and why."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from spegla.core.verdict import Verdict
from spegla.journal.versions import StaleError
from spegla.web.live.meeting.room import Here
from spegla.web.live.meeting.steering import PAGES


@dataclass(frozen=True, slots=True)
class Said:
    """A form that came back: which one, as it was filled in; and what is wrong with it."""

    what: str = ""
    form: Any = None
    stale: StaleError | None = None
    refused: Verdict | None = None
    problem: str = ""

    @property
    def texts(self) -> dict[str, Any] | None:
        """The text as it was typed and as somebody else saved it."""
        if self.stale is None:
            return None
        current, wanted = self.stale.current, self.stale.wanted
        by = getattr(current, "changed_by", None)
        return {
            "yours": "\n".join(str(value) for value in wanted.values() if value),
            "saved": "\n".join(str(getattr(current, name)) for name in wanted if getattr(current, name)),
            "saved_by": by.name if by else "", "saved_at": getattr(current, "changed_at", None), "based_on": current.version,
        }

    @property
    def errors(self) -> list[str]:
        """Every sentence on what was wrong."""
        return [str(sentence) for found in self.form.errors.values() for sentence in found] if self.form is not None else []


NOTHING = Said()


def saved(here: Here, said: Said = NOTHING, *, status: int = 302) -> HttpResponse:
    """To the page that the form stands on; as it is now, or with what was said."""
    on = here.request.POST.get("on", "phone")
    if status == 302:
        return redirect(PAGES[on], here.room.pk) if on in PAGES and here.holds else redirect("live:meeting", here.room.pk)
    from spegla.web.live.meeting import desk, phone  # their forms are answered here

    page = desk if on == "desk" and here.holds else phone
    return render(here.request, page.PAGE, page.context_of(here, said), status=status)
