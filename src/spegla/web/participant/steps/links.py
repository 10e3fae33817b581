"""Where each thing to do, and each material, leads in the product; and what its link says."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.programme.schema import Material, Preparation, SharedTask, Step
from spegla.rounds.models import Participation


@dataclass(frozen=True, slots=True)
class Way:
    url: str
    label: str


def way_to(place: Participation, step: Step, does: str, key: str) -> Way:
    """Straight to where the thing is done; what people tick off themselves stands on the step's page."""
    if does == "task":
        return Way(reverse("participant:task", args=[place.pk, key]), _("Öppna uppgiften"))
    if does == "team":
        return Way(reverse("people:team", args=[place.organisation_id]), _("Visa teamet"))
    if does == "presentation":
        return Way(reverse("participant:presentation", args=[place.pk, step.key]), _("Öppna presentationen"))
    if does in ("assessment", "marks", "share"):
        return _to_occasion(place, step, does)
    labels = {
        "confirmation": ("confirm", _("Läs och bekräfta")),
        "service": ("service", _("Utse verksamheten")),
        "idea": ("ideas", _("Visa idéerna")),
        "improvement": ("improvements", _("Visa förbättringarna")),
        "report": ("report", _("Öppna slutrapporten")),
        "mentor-decision": ("mentor-decision", _("Ta beslutet")),
    }
    if does in labels:
        name, label = labels[does]
        return Way(reverse(f"participant:{name}", args=[place.pk]), label)
    return Way(reverse("participant:step", args=[place.pk, step.key]) + f"#{key}", _("Visa och bocka av"))


def _to_occasion(place: Participation, step: Step, does: str) -> Way:
    labels = {
        "assessment": ("assessment", _("Till självskattningen")),
        "marks": ("marks", _("Välj vad ni visar och vill lära")),
        "share": ("share", _("Dela med klustret")),
    }
    if not step.occasion:
        return Way(reverse("participant:assessments", args=[place.pk]), _("Till självskattningen"))
    name, label = labels[does]
    return Way(reverse(f"participant:{name}", args=[place.pk, step.occasion]), label)


def way_to_page(place: Participation, step: Step, entry: Preparation | SharedTask) -> Way | None:
    """The page that a preparation names as the place to do it; None when it names none the step has."""
    if not isinstance(entry, Preparation) or not entry.page:
        return None
    if entry.page in ("shift", "comparison"):
        label = _("Se vad som har flyttat") if entry.page == "shift" else _("Öppna jämförelsen")
        return Way(reverse(f"participant:{entry.page}", args=[place.pk, step.occasion]), label) if step.occasion else None
    if entry.page == "invitation":
        return Way(reverse("participant:meeting-invitation", args=[place.pk, step.key]), _("Öppna inbjudan"))
    labels = {
        "service": _("Utse verksamheten"),
        "improvements": _("Visa förbättringarna"),
        "guidance": _("Läs vägledningen"),
        "presentations": _("Läs presentationerna"),
    }
    return Way(reverse(f"participant:{entry.page}", args=[place.pk]), labels[entry.page])


def way_to_material(place: Participation, step: Step, material: Material, *, occasion: str) -> Way | None:
    """The product's own page for a material; None when it lies with the programme office."""
    at_step = step.occasion or occasion
    found = {
        "assessment": (reverse("participant:assessment", args=[place.pk, at_step]), _("Öppna självskattningen")),
        "comparison": (reverse("participant:comparison", args=[place.pk, at_step]), _("Öppna jämförelsen")),
        "guidance": (reverse("participant:guidance", args=[place.pk]), _("Läs vägledningen")),
        "report": (reverse("participant:report", args=[place.pk]), _("Öppna slutrapporten")),
        "presentation": (reverse("participant:presentation", args=[place.pk, step.key]), _("Öppna presentationen")),
        "agenda": ("#dagordning", _("Visa dagordningen")),
        "method": (reverse("public:method"), _("Läs om metoden")),
    }.get(material.page)
    return Way(*found) if found else None
