"""The page of files: upload, fetch, share, remove; what is fetched is never shown as a page of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spegla.core.visibility import Level
from spegla.files.actions import keep_file, share_file
from spegla.files.models import StoredFile
from spegla.journal.models import Share
from tests.files.samples import PDF, office
from tests.web.participant.improvement.conftest import text_of
from tests.web.participant.improvement.test_sharing import REASONS, make_it, said
from tests.world import NOW


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def keep(world):
    keys = iter(range(1000))

    def upload(*, name="Alvdala", level=Level.ORGANISATION, called="beslut.pdf"):
        return keep_file(SimpleUploadedFile(called, PDF), organisation=world.places[name].organisation, level=level,
                         creation_key=f"f{next(keys)}", by=world.person(name), now=NOW)

    return upload


def send(client, url, content=PDF, name="beslut.pdf", key="k"):
    return client.post(url, {"file": SimpleUploadedFile(name, content), "request_key": key})


def fetched(client, url):
    response = client.get(url)
    return response, b"".join(response.streaming_content) if response.streaming else b""


def test_an_empty_page_teaches(anna, at):
    assert "Här kommer era filer att stå" in text_of(anna.get(at("files")))


def test_upload_and_fetch(anna, at):
    assert send(anna, at("files"), office("docx"), "Rutin för återremiss.docx").status_code == 302
    file = StoredFile.objects.get()
    assert "Rutin för återremiss.docx" in text_of(anna.get(at("files")))
    response, content = fetched(anna, at("file", file.pk))
    assert content == office("docx")
    assert response["Content-Type"] == file.media_type
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Rutin%20f%C3%B6r")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox")


def test_the_same_form_twice_is_one_file(anna, at):
    send(anna, at("files"))
    send(anna, at("files"))
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(("content", "name", "says"), [
    (b"<h1>Hej</h1>", "sida.html", "Den här filen är av ett annat slag"),
    (b"", "tom.pdf", "Filen är tom"),
    (b"%PDF-" + b"x" * 20 * 1024 * 1024, "stor.pdf", "större än 20 MB"),
])
def test_what_is_not_taken_is_told(anna, at, content, name, says):
    response = send(anna, at("files"), content, name)
    assert (response.status_code, StoredFile.objects.count()) == (422, 0)
    assert says in text_of(response)


def test_nothing_chosen(anna, at):
    response = anna.post(at("files"), {"request_key": "k"})
    assert (response.status_code, "Välj en fil först" in text_of(response)) == (422, True)


def test_share_stop_and_remove(world, anna, at, keep, signed_in):
    file, theirs = keep(), world.places["Bäckinge"]
    neighbour = signed_in(world.person("Bäckinge"))
    assert neighbour.get(at("file", file.pk, place=theirs)).status_code == 404
    anna.post(at("file-share", file.pk), {"audience": "cluster"})
    assert "beslut.pdf" in text_of(neighbour.get(at("files", place=theirs)))
    assert fetched(neighbour, at("file", file.pk, place=theirs))[1] == PDF
    anna.post(at("file-unshare", file.pk), {"share": Share.objects.get().pk})
    assert neighbour.get(at("file", file.pk, place=theirs)).status_code == 404
    anna.post(at("file-remove", file.pk))
    assert anna.get(at("file", file.pk)).status_code == 404
    assert "beslut.pdf" not in text_of(anna.get(at("files")))


def test_a_file_is_shared_with_the_whole_round_and_then_not_offered_again(world, place, anna, at, keep, signed_in):
    file, theirs = keep(), world.places["Dalhem"]
    far = signed_in(world.person("Dalhem"))
    assert far.get(at("file", file.pk, place=theirs)).status_code == 404
    anna.post(at("file-share", file.pk), {"audience": "round"})
    assert fetched(far, at("file", file.pk, place=theirs))[1] == PDF
    page = text_of(anna.get(at("files")))
    assert ('value="cluster"' in page, 'value="round"' in page) == (True, False)


def test_no_other_audience_is_taken(anna, at, keep):
    assert anna.post(at("file-share", keep().pk), {"audience": "public"}).status_code == 404
    assert not Share.objects.exists()


def test_a_share_of_another_file_is_not_ended(world, place, anna, at, keep):
    mine, other = keep(), keep()
    share = share_file(other, "cluster", place=place, by=world.person("Alvdala"), now=NOW)
    anna.post(at("file-unshare", mine.pk), {"share": share.pk})
    share.refresh_from_db()
    assert share.until is None


READS = {
    "private": {"author"},
    "organisation": {"author", "colleague"},
    "cluster": {"author", "colleague", "neighbour", "mentor"},
    "round": {"author", "colleague", "neighbour", "mentor", "other cluster"},
}


@pytest.mark.parametrize("reach", READS)
def test_who_fetches(world, place, people, signed_in, at, keep, reach):
    file = keep(level=Level.PRIVATE if reach == "private" else Level.ORGANISATION)
    if reach in ("cluster", "round"):
        share_file(file, reach, place=place, by=world.person("Alvdala"), now=NOW)
    codes = {}
    for role, (person, through) in people.items():
        codes[role], _ = fetched(signed_in(person), at("file", file.pk, place=through))
    found = {role: response.status_code for role, response in codes.items()}
    assert {role for role, code in found.items() if code == 200} == READS[reach]
    assert found["anonymous"] == 302
    assert {code for role, code in found.items() if role not in READS[reach] | {"anonymous"}} <= {404}


@pytest.mark.parametrize("act", ["file-remove", "file-share", "file-unshare"])
def test_only_ones_own_organisation_acts_on_a_file(world, place, people, signed_in, at, keep, act):
    file = keep()
    share = share_file(file, "round", place=place, by=world.person("Alvdala"), now=NOW)
    for role, (person, through) in people.items():
        if role not in ("author", "colleague"):
            code = signed_in(person).post(at(act, file.pk, place=through), {"share": share.pk}).status_code
            assert code == (302 if person is None else 404), role
    share.refresh_from_db()
    file.refresh_from_db()
    assert (share.until, file.removed_at, Share.objects.count()) == (None, None, 1)
    assert signed_in(people["colleague"][0]).post(at(act, file.pk), {"share": share.pk, "audience": "cluster"}).status_code == 302


def test_without_a_cluster_only_the_round_is_offered(world, place, anna, at, keep):
    file = keep()
    make_it("no cluster", world, place, anna)
    page = text_of(anna.get(at("files")))
    assert ('value="cluster"' in page, 'value="round"' in page) == (False, True)
    assert said(anna.post(at("file-share", file.pk), {"audience": "cluster"}, follow=True)) == [REASONS["no cluster"]]
    assert not Share.objects.exists()


@pytest.mark.parametrize("over", ["ended", "closed"])
def test_why_a_file_cannot_be_shared(world, place, anna, at, keep, over):
    file = keep()
    make_it(over, world, place, anna)
    assert REASONS[over] in text_of(anna.get(at("files")))
    assert said(anna.post(at("file-share", file.pk), {"audience": "cluster"}, follow=True))[0].startswith(REASONS[over])
    assert not Share.objects.exists()


def test_as_many_queries_for_three_as_for_one(world, place, anna, at, keep, queries):
    counts = []
    for n in (1, 2):
        for _ in range(n):
            share_file(keep(), "cluster", place=place, by=world.person("Alvdala"), now=NOW)
            share_file(keep(name="Bäckinge"), "cluster", place=world.places["Bäckinge"], by=world.person("Bäckinge"), now=NOW)
        counts.append(queries(anna, at("files")))
    assert counts[0] == counts[1] <= 12
