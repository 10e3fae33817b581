"""Running the room from the wall or the desk, and what wall, desk and phones then show."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from spegla.minutes.agenda import agenda_of
from spegla.minutes.models import MeetingRoom
from spegla.minutes.rooms import room_at
from spegla.web.live.meeting.steering import LONGEST_WAIT
from tests.minutes.conftest import DAY
from tests.web.live.meeting.conftest import FIRST, SECOND, page


def test_the_next_item_is_one_button_away_on_wall_and_desk(host, at, room, guest):
    assert "Snart börjar vi" in page(guest, at())
    for name in ("wall", "desk"):
        said = page(host, at(name))
        assert f'name="item" value="{FIRST}"' in said
    said = page(host, at("go"), item=FIRST, on="wall")
    assert "Välkomna och vad träffen ska ge" in said
    assert "Det här ska träffen ge" in said
    assert f'name="item" value="{SECOND}"' in said
    assert "Välkomna och vad träffen ska ge" in page(guest, at())


def test_the_clock_says_when_the_item_ends(host, at, room, door):
    page(host, at("go"), item=SECOND, on="wall")
    door["now"] = DAY + dt.timedelta(minutes=5)
    said = page(host, at("wall"))
    ends = (DAY + dt.timedelta(minutes=20)).astimezone().isoformat()
    found = re.search(r'data-ends="([^"]*)"', said)[1]
    assert dt.datetime.fromisoformat(found) == dt.datetime.fromisoformat(ends)


@pytest.mark.parametrize(("waited", "minutes"), [("600", 10), ("", 0), ("-5", 0), ("mycket", 0), ("9" * 8, 0)])
def test_a_button_pressed_without_a_net_counts_from_when_it_was_pressed(host, at, room, door, waited, minutes):
    door["now"] = DAY + dt.timedelta(minutes=30)
    page(host, at("go"), item=SECOND, on="wall", waited=waited)
    since = room_at(room.pk).item_since
    assert since == (door["now"] - dt.timedelta(minutes=minutes) if waited != "9" * 8 else DAY)
    assert LONGEST_WAIT == 12 * 60 * 60


def test_the_wall_shows_what_is_chosen(host, at, room):
    page(host, at("note"), text="Fråga i kön", kind="idea", request_key="a", on="desk")
    page(host, at("note"), text="Vem betalar?", kind="question", request_key="b", on="desk")
    assert "Fråga i kön" in page(host, at("look"), scene="ideas", on="wall")
    assert "Vem betalar?" in page(host, at("look"), scene="questions", on="wall")
    assert room.code[:3] in page(host, at("look"), scene="way-in", on="wall")


def test_what_the_wall_cannot_show_is_not_found(host, at, world):
    assert host.post(at("look"), {"scene": "made-up"}).status_code == 404
    assert host.post(at("look"), {"scene": "picture", "picture": world.places["Dalhem"].pk}).status_code == 404
    assert host.post(at("go"), {"item": "made-up"}).status_code == 404


def test_the_others_look_at_the_wall_and_run_nothing(member, at, room):
    said = page(member, at("wall"))
    assert "Nästa punkt" not in said
    assert "Anteckna" not in said
    assert member.get(at("desk")).status_code == 404
    assert member.post(at("go"), {"item": FIRST}).status_code == 404
    assert MeetingRoom.objects.get().item == ""


def test_the_mentor_leads_from_her_own_machine(world, at, client, room):
    client.force_login(world.person("Mellby"))
    assert "Nästa punkt" in page(client, at("go"), item=FIRST, on="wall")


def test_an_item_that_was_left_out_meanwhile_is_no_longer_on(host, at, room, meeting):
    page(host, at("go"), item=FIRST, on="desk")
    items = agenda_of(meeting)
    form = {f"minutes-{item.key}": item.minutes for item in items} | {f"left-{FIRST}": "on", "request_key": "x"}
    host.post(reverse("participant:agenda", args=[meeting.cluster.participations.get(organisation__name="Alvdala").pk, "bm1"]), form)
    assert f'name="item" value="{SECOND}"' in page(host, at("desk"))


def test_closing_ends_it_for_everybody(host, at, guest):
    assert "Rummet är stängt" in page(host, at("close"), on="desk")
    assert "Träffen är slut" in page(guest, at())
    assert host.post(at("go"), {"item": FIRST}).status_code == 302


def test_the_questions_of_a_talk_are_those_of_her_function(host, guest, member, at, meeting):
    talk = next(item for item in agenda_of(meeting) if item.groups == "functions")
    page(host, at("go"), item=talk.key, on="desk")
    by_function = {point.audience[0]: escape(point.text.sv) for point in talk.questions}
    wall, phone = page(host, at("wall")), page(member, at())
    assert all(question in wall for question in by_function.values())
    assert [function for function, question in by_function.items() if question in phone] == ["key-person"]


def test_pages_ask_as_much_of_three_lines_as_of_one(host, guest, at, django_assert_num_queries):
    def catch(n):
        host.post(at("note"), {"text": f"Rad {n}", "kind": "idea", "request_key": f"k{n}", "on": "desk"})

    catch(1)
    counts = {}
    for client, name in ((guest, ""), (host, "desk"), (host, "wall")):
        client.get(at(name))
        counts[name] = asked(client, at(name))
    catch(2), catch(3)
    for client, name in ((guest, ""), (host, "desk"), (host, "wall")):
        assert asked(client, at(name)) == counts[name]
    assert counts[""] <= 6


def asked(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection, ) as found:
        client.get(address)
    return len(found)
