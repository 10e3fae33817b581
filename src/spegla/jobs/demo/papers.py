"""The demo's acts with papers: files that are uploaded and shared, texts of a final report, the office's own list."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from spegla.core.verdict import require
from spegla.core.visibility import Level
from spegla.files.actions import keep_file, place_of, share_file
from spegla.files.models import StoredFile
from spegla.files.policy import may_share, may_upload
from spegla.jobs.demo.script import Act
from spegla.jobs.demo.stage import Stage, stamp, stands
from spegla.reporting.sending import write_section
from spegla.steps.actions import tick_for_office

WIDTH, HEIGHT, MARGIN, LINE = 595, 842, 72, 18


def file(stage: Stage, act: Act) -> None:
    """The content is the same each time, and so is where it is kept: what an earlier demo left there goes first."""
    organisation, name, token = stage.organisation(act), act.data["name"], act.key("token")
    require(may_upload(organisation.pk, stage.standing(act)))
    text: str = act.data["text"].strip() + "\n"
    content = as_pdf(text.splitlines()) if name.endswith(".pdf") else text.encode()
    default_storage.delete(place_of(token))
    keep_file(ContentFile(content, name), organisation=organisation, level=Level.ORGANISATION, creation_key=act.key(),
              token=token, **stamp(stage, act))


def share_the_file(stage: Stage, act: Act) -> None:
    found = StoredFile.objects.get(organisation=stage.organisation(act), name=act.data["name"])
    place, audience = stage.place(act), act.data["audience"]
    require(may_share(found, audience, place, stage.standing(act)))
    share_file(found, audience, place=place, **stamp(stage, act))


def report_text(stage: Stage, act: Act) -> None:
    changes = {"text": act.data["text"].strip(), "left_out": False}
    write_section(stage.place(act), act.data["heading"], changes, based_on=0, request_key=act.key(), **stands(stage, act))


def office_tick(stage: Stage, act: Act) -> None:
    tick_for_office(stage.round(act), act.data["key"], done=True, **stands(stage, act))


def as_pdf(lines: list[str]) -> bytes:
    """One page with these lines, the first of them larger, in the letters that every reader of PDF has."""
    shown = "".join(
        f"/F1 {18 if number == 0 else 11} Tf ({_escaped(line)}) Tj 0 -{LINE * 2 if number == 0 else LINE} Td\n"
        for number, line in enumerate(lines)
    )
    drawn = f"BT {MARGIN} {HEIGHT - MARGIN} Td\n{shown}ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
