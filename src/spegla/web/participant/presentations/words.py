"""What is said of presentations and masters that people upload: why one is not taken, what not everybody can see in it."""

from django.utils.translation import gettext_lazy as _

from spegla.documents.deck import Flaw, How, Look, MasterProblem
from spegla.documents.problems import DocumentError, Trouble
from spegla.web.document_words import TROUBLES

HERE = {
    Trouble.TOO_LARGE: _("Filen är större än %(most)s MB. Spara bilderna i den mindre och försök igen."),
    Trouble.UNKNOWN_TYPE: _("Vi tar emot PowerPoint (.pptx) och PDF. Den här filen är av ett annat slag."),
    Trouble.OLD_FORMAT: _("Filen är i ett gammalt format. Öppna den och spara den som .pptx."),
    Trouble.OPEN_DOCUMENT: _("Filen är i OpenDocument-format. Öppna den och spara den som .pptx eller PDF."),
    Trouble.MACROS: _("Filen har makron. Spara den som en presentation utan makron (.pptx) och försök igen."),
    Trouble.STRANGE_PARTS: _("Filen är inte gjord som PowerPoint gör dem. Öppna den och spara den på nytt."),
    Trouble.TOO_MANY_PARTS: _("Filen har för många delar. Ta bort sådant som inte visas, eller spara den som PDF."),
    Trouble.UNPACKS_TOO_LARGE: _("Filen blir större än %(most)s MB när den packas upp. Spara bilderna i den mindre."),
    Trouble.TOO_SLOW: _("Filen tog för lång tid att läsa. Spara bilderna i den mindre, eller dela upp den."),
    Trouble.TOO_MUCH_MEMORY: _("Filen är för stor att läsa. Spara bilderna i den mindre, eller dela upp den."),
}
FLAWS = {
    Flaw.NO_TITLE: _("Utan rubrik"),
    Flaw.NO_ALT: _("Med en bild eller ett diagram som ingen har beskrivit i ord"),
    Flaw.SAME_TITLE: _("Med samma rubrik som en annan"),
    Flaw.NO_LANGUAGE: _("Filen säger inte vilket språk den är på, så en uppläsning kan bli fel."),
    Flaw.NO_FILE_TITLE: _("Filen har ingen titel."),
    Flaw.NOT_TAGGED: _("PDF:en är inte taggad. Den som lyssnar kan inte följa den. Spara den på nytt med taggar."),
    Flaw.PICTURES_ONLY: _("PDF:en är bara bilder, som från en skanner. Ingen text i den går att lyssna på eller söka i."),
}
LOOKS = {
    Look.TITLE: _("Första sidan"), Look.TEXT: _("Text"), Look.BULLETS: _("Punkter"), Look.PICTURE: _("Bild"),
    Look.TABLE: _("Tabell"), Look.CHART: _("Diagram"), Look.BESIDE: _("Text bredvid en bild"),
}
HOWS = {
    How.NAMED: _("egen layout"),
    How.ALIKE: _("en liknande layout"),
    How.PLACED: _("en layout med bara rubrik, resten placeras under den"),
}
PROBLEMS = {
    MasterProblem.SEVERAL_MASTERS: _("Mallen har flera bildbakgrunder. Bara den första används."),
    MasterProblem.NARROW: _("Sidorna har den gamla formen 4:3 och fyller inte en bred duk."),
    MasterProblem.NO_TITLE_PLACE: _("En layout som används har ingen plats för rubriken. Den läggs överst."),
    MasterProblem.NO_BESIDE: _("Ingen layout har text bredvid en bild. De kommer på var sin sida."),
    MasterProblem.LINKED: _("Mallen hämtar en bild någon annanstans ifrån när den öppnas. Den bilden är inte med."),
}


def trouble_in_words(error: DocumentError) -> str:
    return str(HERE.get(error.trouble) or TROUBLES[error.trouble]) % error.details


def flaws_in_words(flaws: list[tuple[str, int | None]]) -> list[str]:
    """A sentence for each flaw of a known kind; those on slides name them all."""
    slides: dict[str, list[str]] = {}
    for flaw, slide in flaws:
        slides.setdefault(flaw, [])
        if slide is not None:
            slides[flaw].append(str(slide))
    return [f"{FLAWS[Flaw(flaw)]}: {', '.join(found)}" if found else str(FLAWS[Flaw(flaw)]) for flaw, found in slides.items()]


def looks_in_words(looks: list[tuple[str, str, str]]) -> list[tuple[str, str, str, bool]]:
    """What is written, in which layout of theirs, how well it fits, and whether that is the best there is."""
    return [(str(LOOKS[Look(look)]), layout, str(HOWS[How(how)]), how == How.NAMED) for look, layout, how in looks]


def problems_in_words(problems: list[str]) -> list[str]:
    return [str(PROBLEMS[MasterProblem(problem)]) for problem in problems]
