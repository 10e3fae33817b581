"""Examples of what stands in an address: taken from the demo, or made here where the demo lacks it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
from django.core.files.base import ContentFile

from spegla.assessments.actions import Paper
from spegla.assessments.importing import Target, keep_reading
from spegla.assessments.live import open_live
from spegla.assessments.models import MentorNote
from spegla.assessments.outside import consent
from spegla.assessments.own import own_sheet
from spegla.conference.actions import add_session, contribute, gathering_at, place_contribution, publish
from spegla.config.clock import read_clock
from spegla.core.visibility import Level
from spegla.documents.reading.shapes import How, Line, Notice, NotUnderstood, Reading, Tab, Told, Where, Why
from spegla.files.actions import keep_file, share_file
from spegla.files.models import StoredFile
from spegla.jobs.demo.stage import Stage
from spegla.journal.actions import share, write_letter
from spegla.journal.models import Letter, Share
from spegla.library.actions import add_material
from spegla.library.models import Holding
from spegla.meetings.actions import arrange, meeting_at
from spegla.meetings.announcing import told_of
from spegla.meetings.feeds import new_address
from spegla.meetings.links import feed_token_of, token_of
from spegla.meetings.models import DatePoll, Invitee, Meeting
from spegla.meetings.polls import Proposal, open_poll
from spegla.meetings.queries import day_of
from spegla.people.actions import add_organisation
from spegla.people.signing_in import make_link
from spegla.people.wishes import stop_address
from spegla.presentations.models import Question, SharedSlide
from spegla.programme.content import content_of
from spegla.reporting.invitations import send_announcement
from spegla.reporting.reports import report_of
from spegla.reporting.sending import send_report
from spegla.rounds.content import checklists_of, programme_of, store
from spegla.rounds.standing import standing_of
from tests.demo import KEY_PERSON, MENTOR, NEIGHBOUR, OFFICER

Keys = dict[str, Any]
Example = Callable[[Stage], Keys]


def nothing(stage: Stage) -> Keys:
    return {}


def at(organisation: str = "granasa", round_: str = "one", **more: Any) -> Example:
    """An organisation's place, and what else stands in the address: a value, or something found in the demo."""

    def keys(stage: Stage) -> Keys:
        found = {name: value(stage) if callable(value) else value for name, value in more.items()}
        return {"place": stage.places[round_, organisation].pk, **found}

    return keys


def pk(find: Callable[[Stage], Any], name: str = "pk") -> Example:
    return lambda stage: {name: find(stage).pk}


def idea(key: str) -> Callable[[Stage], int]:
    return lambda stage: stage.ideas[key].pk


def improvement(key: str) -> Callable[[Stage], int]:
    return lambda stage: stage.improvements[key].pk


def place(organisation: str) -> Callable[[Stage], int]:
    return lambda stage: stage.places["one", organisation].pk


def appointment(name: str, organisation: str, function: str) -> Callable[[Stage], Any]:
    return lambda stage: stage.appointments[name, organisation, function]


def token(stage: Stage) -> Keys:
    return {"token": make_link(stage.people[KEY_PERSON], "sign-in", now=read_clock())}


def round_(stage: Stage) -> int:
    return stage.rounds["one"].pk


def share_of_first_occasion(stage: Stage) -> int:
    owner = stage.organisations["granasa"]
    return Share.objects.get(thing="assessment", organisation_id=owner.pk, until=None).pk


def a_mentors_question(stage: Stage) -> int:
    return MentorNote.objects.get(participation=stage.places["one", "granasa"], item="decision-papers").pk


def scored_outside(stage: Stage) -> int:
    """Granåsa's place, in a round where its mentor may score what it has shared: both have asked for it."""
    asked, mentor, now = stage.places["one", "granasa"], stage.places["one", "kvarnsala"], read_clock()
    programme = programme_of(asked.round)
    edition = msgspec.structs.replace(programme.edition, outside_scoring=True)
    stored = store(content_of(msgspec.structs.replace(programme, edition=edition)), now=now)
    asked.round.programme = mentor.round.programme = stored
    asked.round.save()
    for side, person in (("asked", KEY_PERSON), ("mentor", MENTOR)):
        consent(side, asked, mentor, standing=standing_of(stage.people[person], now=now), now=now)
    return asked.pk


def a_file(stage: Stage) -> int:
    content = ContentFile(b"%PDF-1.7\n%made up\n", name="underlag.pdf")
    return keep_file(
        content, organisation=stage.organisations["granasa"], level=Level.ORGANISATION, creation_key="a-file",
        by=stage.people[KEY_PERSON], now=read_clock(),
    ).pk


def file_that_was_read(stage: Stage) -> Keys:
    """A place where the reader has a file to look through, with everything in it that may need a choice."""
    mine = stage.places["one", "granasa"]
    lines = (
        Line(5, "Politiken frågar efter resultat", "results-asked-for", How.ALIKE, "3", "D", "scored", 3, {"comment": "Ur filen"}),
        Line(6, "Något eget", "", How.NOT, "grön", "D", ""),
    )
    reading = Reading("workbook", (Tab("BM 2", "bm2", lines), Tab("Start", "", lines)),
                      (NotUnderstood(Where("BM 2", 9, "D"), "2026-03-02", Why.BAD_VALUE),), (Notice(Told.HIDDEN, ("Gammalt",)),), place="0")
    checklist = checklists_of(mine.round)[0]
    target = Target(mine, mine.organisation_id, checklist, {})
    keep_reading(target, msgspec.json.encode(reading).decode(), file_name="skattning.xlsx", by=stage.people[KEY_PERSON], now=read_clock())
    return {"place": mine.pk}


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000" "3a7e9b550000000a49444154789c63600000000200014883"
    "a0d40000000049454e44ae426082"
)


def a_picture(stage: Stage, organisation: str = "granasa", name: str = KEY_PERSON) -> int:
    return keep_file(
        ContentFile(PNG, name="kedjan.png"), organisation=stage.organisations[organisation], level=Level.ORGANISATION,
        creation_key="a-picture", by=stage.people[name], now=read_clock(),
    ).pk


def a_question(stage: Stage) -> int:
    """Asked by Granåsa about what Vikarholm has shared."""
    return Question.objects.filter(asker=stage.places["one", "granasa"], presentation__step="bm2").latest("pk").pk


def a_shared_picture(stage: Stage) -> int:
    """On a slide of what Vikarholm has shared with its cluster before the second meeting."""
    pk, owner = a_picture(stage, "vikarholm", NEIGHBOUR), stage.places["one", "vikarholm"]
    SharedSlide.objects.filter(presentation__participation=owner, presentation__step="bm2", position=0).update(picture=pk)
    return pk


def a_sent_report(stage: Stage) -> int:
    now, sender = read_clock(), stage.people[KEY_PERSON]
    mine = stage.places["one", "granasa"]
    send_report(mine, report_of(mine, now=now), standing=standing_of(sender, now=now), now=now)
    return mine.pk


def shown_to_the_round(stage: Stage) -> int:
    """The place of a mentor organisation whose experience talk the whole round may read."""
    mine, now = stage.places["one", "kvarnsala"], read_clock()
    share(
        mine.experience_talk, audience="round", audience_id=mine.round_id, organisation_id=mine.organisation_id,
        version=mine.experience_talk.version, by=stage.people[MENTOR], now=now,
    )
    return mine.pk


def a_file_of_the_round(stage: Stage) -> int:
    pk, mine, now = a_file(stage), stage.places["one", "granasa"], read_clock()
    share_file(StoredFile.objects.get(pk=pk), "round", place=mine, by=stage.people[KEY_PERSON], now=now)
    return pk


def a_live(stage: Stage) -> Any:
    """Opened in Granåsa by the key person, who has come in with her phone too."""
    place_, by = stage.places["one", "granasa"], stage.people[KEY_PERSON]
    paper = Paper(place_, place_.organisation_id, checklists_of(place_.round)[0], "bm2")
    own_sheet(paper, by, function="key-person")
    return open_live(paper, by=by, now=read_clock())


def in_the_room(**more: Any) -> Example:
    return lambda stage: {"live": a_live(stage).pk, **more}


def a_part(stage: Stage) -> int:
    """Of the organisation that runs a round inside itself; not in the round yet."""
    whole = stage.organisations["vikarholm"]
    return add_organisation("Kulturförvaltningen", "administration", parent=whole, by=None, now=read_clock()).pk


def several(parts: dict[str, Callable[[Stage], Any]]) -> Example:
    return lambda stage: {name: find(stage) for name, find in parts.items()}


def a_stuck_letter(stage: Stage) -> int:
    """A letter to a key person that was cut off on its way."""
    person, now = stage.people[KEY_PERSON], read_clock()
    letter = write_letter(to=person, kind="invitation", once="stuck", subject="Hej", body="Hej", now=now)
    Letter.objects.filter(pk=letter.pk).update(claimed_at=now, attempts=1, last_error="SMTPServerDisconnected")
    return letter.pk


def an_open_poll(stage: Stage) -> DatePoll:
    """Granåsa, who hosts the next meeting, asks its cluster when it suits."""
    now, by = read_clock(), stage.people[KEY_PERSON]
    meeting = meeting_at(stage.rounds["one"], stage.clusters["one", "ridge"], "bm2", by=by, now=now)
    days = [now.date() + dt.timedelta(days=more) for more in (20, 21)]
    times = [Proposal(day, dt.time(9), dt.time(15)) for day in days]
    return open_poll(meeting, times, answer_by=now.date(), message="", standing=standing_of(by, now=now), now=now)


def a_time_for_all(stage: Stage) -> int:
    """The office asks the whole round when the results conference suits."""
    now, by = read_clock(), stage.people[OFFICER]
    meeting = meeting_at(stage.rounds["one"], None, "conference", by=by, now=now)
    times = [Proposal(now.date() + dt.timedelta(days=more), dt.time(9), dt.time(15)) for more in (200, 201)]
    poll = open_poll(meeting, times, answer_by=now.date(), message="", standing=standing_of(by, now=now), now=now)
    return poll.times.first().pk


def a_poll_link(stage: Stage) -> Keys:
    return {"token": token_of(Invitee.objects.get(meeting=an_open_poll(stage).meeting, person=stage.people[MENTOR]))}


def a_proposed_time(stage: Stage) -> int:
    return an_open_poll(stage).times.first().pk


def a_link_of_the_office(stage: Stage) -> Holding:
    """Beside the films of the first meeting."""
    return add_material(stage.rounds["one"], step="bm1", key="", title="Mer att läsa", url="https://www.exempel.example/",
                        creation_key="example", by=stage.people[OFFICER], now=read_clock())


def a_file_of_the_office(stage: Stage) -> Holding:
    officer, now, round_ = stage.people[OFFICER], read_clock(), stage.rounds["one"]
    file = keep_file(ContentFile(b"%PDF-1.7 ", name="mer.pdf"), organisation=round_.office, level=Level.ORGANISATION,
                     creation_key="example", by=officer, now=now)
    return add_material(round_, step="bm1", key="", title="Mer att läsa", file=file, creation_key="file", by=officer, now=now)


def end_of_letters(stage: Stage) -> Keys:
    """The address in a letter where its reader ends letters of that kind."""
    return {"token": stop_address(stage.people[KEY_PERSON].pk, "digest").rstrip("/").rsplit("/", 2)[1]}


def a_session(stage: Stage) -> int:
    """In the results conference, where Granåsa shows something; the office has opened the page for all."""
    officer, now, mine = standing_of(stage.people[OFFICER], now=read_clock()), read_clock(), stage.places["one", "granasa"]
    day = gathering_at(stage.rounds["one"], "conference", by=stage.people[OFFICER], now=now)
    given = {"starts": dt.time(9), "ends": dt.time(10), "title": "Välkomna", "text": "", "where": "Aulan"}
    own = contribute(day, mine, {"title": "Tre frågor", "text": "", "public": True}, based_on=0, request_key="x",
                     standing=standing_of(stage.people[KEY_PERSON], now=now), now=now)
    made = add_session(day, given, request_key="x", standing=officer, now=now)
    place_contribution(own, made, standing=officer, now=now)
    publish(day, True, standing=officer, now=now)
    return made.pk


def a_contribution(stage: Stage) -> str:
    """The step of the meeting that Granåsa contributes to."""
    a_session(stage)
    return "conference"


def an_invitation(stage: Stage) -> Meeting:
    """Granåsa has invited its cluster to the next meeting, with a guest."""
    now, by = read_clock(), stage.people[KEY_PERSON]
    how: Keys = {"standing": standing_of(by, now=now), "now": now}
    meeting = meeting_at(stage.rounds["one"], stage.clusters["one", "ridge"], "bm2", by=by, now=now)
    if told_of(meeting).stands is None:
        times = {"starts": dt.time(9), "ends": dt.time(15)}
        meeting = arrange(meeting, times, based_on=meeting.version, request_key="times", **how)
        send_announcement(meeting, day_of(meeting), seen=told_of(meeting).sequence, message="", **how)
    return meeting


def an_invitation_link(stage: Stage) -> Keys:
    return {"token": token_of(Invitee.objects.get(meeting=an_invitation(stage), person=stage.people[MENTOR]))}


def a_feed(stage: Stage) -> Keys:
    return {"token": feed_token_of(new_address(stage.people[KEY_PERSON], now=read_clock()))}
