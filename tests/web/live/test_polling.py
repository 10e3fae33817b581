"""The question every device asks about once a second: one query, no session, no user, and 304 when nothing is new."""

import pytest
from django.urls import reverse

from spegla.assessments.live import look_at
from spegla.assessments.models import LiveAssessment
from spegla.assessments.screens import tell_screens
from spegla.web.live.tokens import PHONES, SCREENS, poll_token
from tests.assessments.papers import BM1, items_of


def address(live, kind=PHONES):
    return reverse("live:version", args=[poll_token(live, kind)])


def ask(client, live, kind=PHONES, known=None):
    headers = {"If-None-Match": f'"{known}"'} if known is not None else {}
    return client.get(address(live, kind), headers=headers)


def test_the_same_is_304_and_news_is_the_number(client, live, paper):
    assert (ask(client, live).content, ask(client, live).headers["ETag"]) == (b"0", '"0"')
    assert ask(client, live).headers["Content-Length"] == "1"  # nothing after this adds it, and the connection goes on
    assert (ask(client, live, known=0).status_code, ask(client, live, known=0).content) == (304, b"")
    look_at(live, items_of(paper)[0])
    assert (ask(client, live, known=0).status_code, ask(client, live, known=0).content) == (200, b"1")


def test_phones_are_not_woken_by_what_only_screens_show(client, live, paper):
    tell_screens(**paper.keys)
    assert ask(client, live, PHONES, known=0).status_code == 304
    assert ask(client, live, SCREENS, known=0).content == b"1"


def test_it_reads_one_row_and_neither_session_nor_user(leader, live, django_assert_num_queries):
    """Also when the browser sends its session: this address is the same for everybody who holds it."""
    ask(leader, live)
    for known in (None, 0):
        with django_assert_num_queries(1) as asked:
            response = ask(leader, live, known=known)
        assert "assessments_liveassessment" in asked.captured_queries[0]["sql"]
        assert not hasattr(response.wsgi_request, "session")
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_beside_it_still_reads_both(leader, live, at):
    response = leader.get(at("screen"))
    assert response.wsgi_request.session.accessed
    assert response.headers["Cache-Control"] == "private, no-store"


def test_it_says_that_it_is_over_by_itself(client, live, door):
    door["now"] = BM1 + LiveAssessment.LASTS
    assert ask(client, live, known=0).content == b"over"
    assert ask(client, live, known="over").status_code == 304


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: t.replace(".p:", ".s:"),
                                    lambda t: "9" + t, lambda t: t.partition(":")[0], lambda t: "x"])
def test_a_token_that_we_have_not_signed_says_nothing(client, live, change):
    token = poll_token(live, PHONES)
    assert client.get(reverse("live:version", args=[token])).status_code == 200
    assert client.get(reverse("live:version", args=[change(token)])).status_code == 404
