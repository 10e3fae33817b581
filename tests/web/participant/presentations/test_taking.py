"""Documents to take along: one's own draft, another's as it was shared; nobody else gets any, and the journal notes it."""

import io

import pytest
from pptx import Presentation as Opened

from spegla.journal.models import Event
from tests.web.participant.presentations.test_editing import US


def texts_of(response):
    made = Opened(io.BytesIO(response.content))
    return " ".join(shape.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)


def test_one_takes_the_draft_along_as_it_stands(place, anna, at, write):
    write("Vi är Alvdala", US)
    response = anna.get(at("presentation-download", "bm1", "powerpoint"))
    assert response["Content-Disposition"] == 'attachment; filename="presentation-alvdala-bm1.pptx"'
    assert "Vi är Alvdala" in texts_of(response)
    event = Event.objects.get(what="exported")
    assert (event.thing_id, event.details["document"], event.details["of"]) == (place.pk, "powerpoint", "Alvdala")


def test_others_take_along_what_was_shared(world, place, people, signed_in, at, write, share):
    write("Det vi visar", US)
    share()
    write("Utkast som kan läcka", US, based_on="1", request_key="b.0")
    for role, sees in (("neighbour", True), ("mentor", True), ("other cluster", False), ("office", False), ("outsider", False)):
        person, through = people[role]
        response = signed_in(person).get(at("presentation-download-of", "bm1", place.pk, "powerpoint", place=through))
        assert (response.status_code == 200) is sees, role
        if sees:
            assert ("Det vi visar" in texts_of(response), "Utkast" in texts_of(response)) == (True, False), role


@pytest.mark.parametrize("document", ["word", "fil"])
def test_there_are_no_other_documents(anna, at, document):
    assert anna.get(at("presentation-download", "bm1", document)).status_code == 404
