"""An uploaded presentation as pages show it: how much it is, its headings, and what not everybody can see in it."""

from dataclasses import dataclass

from spegla.presentations.models import Upload
from spegla.web.participant.presentations.words import flaws_in_words


@dataclass(frozen=True, slots=True)
class ShownUpload:
    upload: Upload
    titles: list[tuple[int, str]]
    flaws: list[str]


def shown_upload(upload: Upload | None) -> ShownUpload | None:
    if upload is None:
        return None
    titles = [(one.number, one.text) for one in upload.titles.all() if one.text]
    return ShownUpload(upload, titles, flaws_in_words([(one.flaw, one.slide) for one in upload.flaws.all()]))
