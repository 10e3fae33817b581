"""Sentences for what has happened and names of what is shared, as a newcomer's brief tells them."""

from django.utils.translation import gettext_lazy as _

from spegla.reporting.brief import Happened

EVENTS = {
    "joined": _("Organisationen kom med i omgången."),
    "placed": _("Organisationen fick en plats i ett kluster."),
    "appointed": _("Fick en funktion: %(name)s."),
    "handed-over": _("Lämnade över sin funktion: %(name)s."),
    "appointment-ended": _("Avslutade sin funktion: %(name)s."),
    "assignment-confirmed": _("En person bekräftade sitt uppdrag."),
    "host-chosen": _("Organisationen blev värd för en träff."),
    "service-appointed": _("Den utsedda verksamheten beskrevs."),
    "experience-told": _("Erfarenheterna från en tidigare omgång skrevs ner."),
    "assessment-begun": _("Självskattningen påbörjades: %(name)s."),
    "answers-imported": _("Svar lästes in ur en fil."),
    "idea-noted": _("En idé skrevs ner: %(name)s."),
    "idea-set-aside": _("En idé lades åt sidan: %(name)s."),
    "improvement-started": _("En förbättring påbörjades: %(name)s."),
    "improvement-moved": _("En förbättring kom vidare: %(name)s."),
    "shared": _("Delades %(audience)s: %(name)s."),
    "participation-ended": _("Deltagandet avslutades."),
    "participation-resumed": _("Deltagandet återupptogs."),
}

SHARED = {
    "assessment": _("Självskattning"),
    "appointedservice": _("Utsedd verksamhet"),
    "experiencetalk": _("Erfarenheter"),
    "idea": _("Idé"),
    "improvement": _("Förbättring"),
    "finalreport": _("Slutrapport"),
    "storedfile": _("Fil"),
    "presentation": _("Presentation"),
}
OTHERWISE_SHARED = _("Annat material")

AUDIENCES = {
    "cluster": _("med klustret"),
    "round": _("med hela omgången"),
    "public": _("med alla"),
}


def told_of(happened: Happened) -> str:
    """What happened, naming the thing; nothing where the sentence needs a name that cannot be told."""
    event, sentence = happened.event, str(EVENTS[happened.event.what])
    name, audience = happened.name, AUDIENCES.get(event.details.get("audience", ""), "")
    if event.what == "shared":
        name = called(event.thing, name) if event.thing in SHARED else ""
    return sentence % {"name": name, "audience": audience} if name or "%(name)s" not in sentence else ""


def called(thing: str, name: str) -> str:
    """A shared thing: what kind it is, and its own name where it has one."""
    kind = str(SHARED.get(thing, OTHERWISE_SHARED))
    return f"{kind} ({name})" if name else kind
