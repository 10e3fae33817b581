"""Every address of the product: who may go there, with which example, who is refused, and what a form there sends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.urls import get_resolver

from spegla.jobs.demo.stage import Stage
from spegla.web.live.meeting.tokens import way_in as way_into_meeting
from spegla.web.live.tokens import polls_of, way_in
from tests.demo import INNER_OFFICER, KEY_PERSON, MANAGER, MENTOR, NEIGHBOUR, NEWCOMER, OFFICER, STRANGER
from tests.house.examples import (
    Example,
    Keys,
    a_contribution,
    a_feed,
    a_file,
    a_file_of_the_office,
    a_file_of_the_round,
    a_link_of_the_office,
    a_live,
    a_mentors_question,
    a_part,
    a_picture,
    a_poll_link,
    a_proposed_time,
    a_question,
    a_sent_report,
    a_session,
    a_shared_picture,
    a_stuck_letter,
    a_time_for_all,
    an_invitation_link,
    appointment,
    at,
    end_of_letters,
    file_that_was_read,
    idea,
    improvement,
    in_the_room,
    nothing,
    pk,
    place,
    round_,
    scored_outside,
    several,
    share_of_first_occasion,
    shown_to_the_round,
    token,
)
from tests.house.meeting_examples import (
    a_line_of_ours,
    a_plan_of_ours,
    a_room,
    at_noted,
    at_noted_file,
    at_the_meeting,
    office_noted_file,
)

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Route:
    """`reader` may go there ("" is anybody); `refused` get a 404 at the same address, `elsewhere` at an address of their own."""

    reader: str
    refused: tuple[str, ...]
    example: Example
    methods: tuple[str, ...] = GET
    sent: Keys = field(default_factory=dict)
    faces: tuple[str, ...] = ("",)  # the query strings under which the page looks different
    answer: int = 200  # to a GET
    file: bool = False  # what answers is to keep, or for a script: not a page to look at
    demo: bool = False  # only in a demo installation
    door: str = "people:sign-in"  # where who is not signed in is sent
    lenient: tuple[str, ...] = ()  # parts of the address that may name what is gone already
    elsewhere: tuple[tuple[str, Example], ...] = ()

    @property
    def is_page(self) -> bool:
        return "GET" in self.methods and self.answer == 200 and not self.file

    def keys(self, stage: Stage) -> Keys:
        return self.example(stage)


anybody = partial(Route, "", ())
signed_in = partial(Route, KEY_PERSON, ())
member = partial(Route, KEY_PERSON, (NEIGHBOUR, MENTOR, OFFICER))
mentoring = partial(Route, MENTOR, (KEY_PERSON, STRANGER, OFFICER))
team = partial(Route, KEY_PERSON, (NEIGHBOUR, MENTOR))
office = partial(Route, OFFICER, (INNER_OFFICER, KEY_PERSON, MENTOR))
any_office = partial(Route, OFFICER, (KEY_PERSON, MENTOR))

BM1, BM2 = {"occasion": "bm1"}, {"occasion": "bm2"}
GRANASA = pk(lambda stage: stage.organisations["granasa"])
COLLEAGUE = pk(appointment(MANAGER, "granasa", "senior-manager"))
SAMIRA = appointment("Samira Nasser", "storsunda", "key-person")
SECOND_OFFICER = appointment("Jonas Wiklander", "programkontoret", "programme-officer")
ROUND = pk(lambda stage: stage.rounds["one"], "round")

PUBLIC = {
    "public:home": anybody(nothing),
    "public:method": anybody(nothing),
    "public:programmes": anybody(nothing),
    "public:programme": anybody(lambda stage: {"edition": "skr-2020"}),
    "public:contact": anybody(nothing),
    "public:accessibility": anybody(nothing),
    "public:language": anybody(nothing, POST, {"language": "en"}),
    "public:page-answer": anybody(nothing, POST, {"page": "metoden", "helped": "yes"}),
    "public:thanks": anybody(nothing),
}

ACCOUNT = {
    "people:sign-in": anybody(nothing, BOTH),
    "people:send-link": anybody(nothing, BOTH, answer=302),
    "people:link-sent": anybody(nothing),
    "people:sign-out": anybody(nothing, POST),
    "people:link": anybody(token, BOTH),
    "people:link-renew": anybody(token, BOTH, answer=302),
    "people:profile": signed_in(nothing, BOTH),
    "people:password": signed_in(nothing, BOTH),
    "people:letters-wanted": signed_in(nothing, POST),
    "people:letters-stop": anybody(end_of_letters, BOTH),
    "people:team": team(GRANASA),
    "people:invite": team(GRANASA, BOTH, answer=302),
    "people:invite-again": team(COLLEAGUE, POST),
    "people:hand-over": team(COLLEAGUE, BOTH),
    "people:end-appointment": team(COLLEAGUE, BOTH),
    "people:demo-letters": anybody(nothing, demo=True),
    "people:demo-sign-in": anybody(pk(lambda stage: stage.people[KEY_PERSON]), POST, demo=True),
}

STEPS = {
    "participant:now": signed_in(nothing),
    "participant:round": member(at()),
    "participant:confirm": member(at(), BOTH),
    "participant:material": member(at()),
    "participant:reflect": member(at(key="bm1-material-film-chain"), POST, {"text": "En tanke"}),
    "participant:material-file": member(at(pk=lambda stage: a_file_of_the_office(stage).pk), file=True),
    "participant:guidance": member(at(), faces=("", "?visa=alla")),
    "participant:step": member(at(step="bm2"), faces=("", "?visa=alla")),
    "participant:tick": member(at(step="bm2"), POST, {"key": "bm2-prep-needs", "done": "1"}),
    "participant:host": member(at(step="bm2"), POST, {"host": ""}),
    "participant:task": member(at(key="bm2-task-plan"), BOTH),
    "participant:service": member(at(), BOTH),
    "participant:service-share": member(at(), POST, {"audience": "cluster"}),
    "participant:service-of": Route(
        MENTOR, (KEY_PERSON, OFFICER), at("kvarnsala", owner=place("granasa")),
        elsewhere=((STRANGER, at("sundmark", owner=place("granasa"))),),
    ),
    "participant:experience": mentoring(at("kvarnsala"), BOTH, elsewhere=((KEY_PERSON, at()),)),
    "participant:experience-share": mentoring(at("kvarnsala"), POST, {"audience": "cluster"}, elsewhere=((KEY_PERSON, at()),)),
    "participant:experience-of": member(
        at(owner=place("kvarnsala")),
        elsewhere=((NEWCOMER, at("myrbacka", "two", owner=place("kvarnsala"))), (KEY_PERSON, at(owner=place("fagerlid")))),
    ),
    "participant:round-shared": member(at()),
    "participant:round-shared-one": Route(
        STRANGER, (KEY_PERSON, OFFICER), at("sundmark", kind="erfarenheter", pk=shown_to_the_round),
        elsewhere=((NEWCOMER, at("myrbacka", "two", kind="erfarenheter", pk=place("kvarnsala"))),),
    ),
    "participant:progress": member(at()),
    "participant:timeline": member(at()),
    "participant:brief": Route(
        "Samira Nasser", ("Charlotta Wennerby", KEY_PERSON, OFFICER),
        at("storsunda", appointment=lambda stage: SAMIRA(stage).pk), BOTH,
    ),
    "participant:office-brief": Route("Jonas Wiklander", (OFFICER, KEY_PERSON), pk(SECOND_OFFICER, "appointment"), BOTH),
    "participant:cluster-dates": member(at(), BOTH),
    "mentor:cluster": mentoring(at("kvarnsala"), elsewhere=((KEY_PERSON, at()),)),
}

ASSESSMENTS = {
    "participant:assessments": member(at()),
    "participant:assessment": member(at(**BM2), faces=("", "?punkt=political-decision")),
    "participant:alone": member(at(**BM2), BOTH, {"function": "key-person"}),
    "participant:own-questions": member(at(**BM2)),
    "participant:own-answer": member(
        at(**BM2, item="decision-papers"), BOTH, {"choice": "2", "based_on": "99", "request_key": "x"}
    ),
    "participant:take-back-own": member(at(**BM2), POST),
    "participant:show-answers": member(at(**BM2), BOTH, {"item": "decision-papers"}),
    "participant:took-part": member(at(**BM2), BOTH, {"key-person": "1"}),
    "participant:marks": member(at(**BM2), BOTH, {"item": "competence", "mark": ""}),
    "participant:shift": member(at(**BM2)),
    "participant:import-file": member(at(), BOTH),
    "participant:import-preview": member(file_that_was_read, BOTH),
    "participant:downloads": member(at(**BM2)),
    "participant:download": member(at(document="excel", **BM2), file=True),
    "participant:reflections": member(at(**BM2), POST, {"lessons": "", "needs": "", "based_on": "0"}),
    "participant:why-moved": member(at(**BM2, item="political-decision"), POST, {"why_moved": "acted", "based_on": "99"}),
    "participant:share": member(at(**BM2), BOTH, {"audience": "cluster"}),
    "participant:end-share": member(at(**BM1, share=share_of_first_occasion), POST),
    "participant:answer": member(
        at(**BM2, item="political-decision"), BOTH, {"choice": "2", "based_on": "99", "request_key": "x"}, answer=302
    ),
    "participant:earlier-answers": member(at(**BM2, item="political-decision")),
    "participant:evidence": member(at(**BM2, item="political-decision"), BOTH, {"file": ""}),
    "participant:comparison": member(at(**BM1)),
    "participant:mentor-note": mentoring(
        at("kvarnsala", **BM1, asked=place("granasa"), item="decision-papers"), BOTH, {"kind": "question", "text": "?"},
        elsewhere=((KEY_PERSON, at(**BM1, asked=place("vikarholm"), item="decision-papers")),),
    ),
    "participant:outside": member(lambda stage: {"place": scored_outside(stage)}),
    "participant:outside-ask": member(
        lambda stage: {"place": scored_outside(stage), "other": stage.places["one", "kvarnsala"].pk}, POST, {"ask": "1"},
    ),
    "participant:mentor-score": mentoring(
        at("kvarnsala", **BM1, asked=scored_outside, item="decision-papers"), POST, {"choice": "2"},
        elsewhere=((KEY_PERSON, at(**BM1, asked=place("vikarholm"), item="decision-papers")),),
    ),
    "participant:mentor-reply": member(at(**BM1, note=a_mentors_question), POST, {"reply": "Ja.", "based_on": "99"}),
}

in_room = partial(Route, KEY_PERSON, (NEIGHBOUR, MENTOR, OFFICER), door="live:enter")
ITEM = {"item": "political-decision"}

LIVE = {
    "participant:in-room": member(at(**BM2), BOTH),
    "live:enter": anybody(nothing, BOTH),
    "live:way-in": anybody(lambda stage: {"token": way_in(a_live(stage))}, BOTH),
    "live:version": anybody(lambda stage: {"token": polls_of(a_live(stage), "phone")}, file=True),
    "live:room": in_room(in_the_room(), BOTH),
    "live:answer": in_room(in_the_room(**ITEM), POST, {"choice": "2"}),
    "live:leave": in_room(in_the_room(), POST),
    "live:screen": in_room(in_the_room()),
    "live:look": in_room(in_the_room(), POST, ITEM),
    "live:show": in_room(in_the_room(**ITEM), POST),
    "live:agree": in_room(in_the_room(**ITEM), POST, {"choice": "2"}),
    "live:change-code": in_room(in_the_room(), POST),
    "live:present": in_room(in_the_room(), POST, {"present": "12"}),
    "live:take-over": in_room(in_the_room(), POST),
    "live:close": in_room(in_the_room(), POST),
}

UNSHARED_IDEA, UNSHARED = at("vikarholm", pk=idea("question-first")), at("vikarholm", pk=improvement("template"))

IMPROVEMENT = {
    "participant:ideas": member(at()),
    "participant:idea-new": member(at(), BOTH, faces=("", "?moment=competence&steg=bm2")),
    "participant:idea": member(at(pk=idea("question-first")), BOTH, elsewhere=((NEIGHBOUR, UNSHARED_IDEA),)),
    "participant:idea-aside": member(at(pk=idea("question-first")), POST, {"aside": "1"}, elsewhere=((NEIGHBOUR, UNSHARED_IDEA),)),
    "participant:idea-open": Route(KEY_PERSON, (MANAGER, NEIGHBOUR), at(pk=idea("companies")), POST),
    "participant:idea-share": member(at(pk=idea("question-first")), POST, {"audience": "cluster"}, elsewhere=((NEIGHBOUR, UNSHARED_IDEA),)),
    "participant:idea-unshare": member(at(pk=idea("question-first")), POST, elsewhere=((NEIGHBOUR, UNSHARED_IDEA),)),
    "participant:improvements": member(at()),
    "participant:improvement-new": member(at(), BOTH, faces=("", "?spar=service", "?spar=steering")),
    "participant:improvement": member(at(pk=improvement("template")), BOTH, elsewhere=((NEIGHBOUR, UNSHARED),)),
    "participant:improvement-share": member(at(pk=improvement("template")), POST, {"audience": "cluster"}, elsewhere=((NEIGHBOUR, UNSHARED),)),
    "participant:improvement-unshare": member(at(pk=improvement("template")), POST, elsewhere=((NEIGHBOUR, UNSHARED),)),
    "participant:files": member(at(), BOTH),
    "participant:file": member(at(pk=a_file), elsewhere=((NEIGHBOUR, at("vikarholm", pk=a_file)),), file=True),
    "participant:file-remove": member(at(pk=a_file), POST, elsewhere=((NEIGHBOUR, at("vikarholm", pk=a_file)),)),
    "participant:file-share": member(at(pk=a_file), POST, {"audience": "cluster"}, elsewhere=((NEIGHBOUR, at("vikarholm", pk=a_file)),)),
    "participant:file-unshare": member(at(pk=a_file), POST, elsewhere=((NEIGHBOUR, at("vikarholm", pk=a_file)),)),
}

MEETINGS = {
    "participant:meetings": member(at()),
    "participant:meeting": member(at(step="bm2"), BOTH, elsewhere=((KEY_PERSON, at(step="home1")),)),
    "participant:meeting-arrange": member(at(step="bm2"), BOTH),
    "participant:meeting-chores": member(at(step="bm2"), BOTH, {"key": "chore-room", "done": "1"}),
    "participant:meeting-days": member(at(step="bm2"), BOTH),
    "participant:meeting-propose": member(at(step="bm2"), BOTH),
    "participant:meeting-choose": member(at(step="bm2", time=a_proposed_time), BOTH),
    "participant:meeting-end": member(at(step="bm2"), BOTH, answer=302),
    "participant:meeting-invitation": member(at(step="bm2"), BOTH, {"act": "see"}),
    "participant:meeting-guest": member(at(step="bm2"), BOTH, answer=302),
    "participant:meeting-answer": member(at(step="bm2"), BOTH, {"comes": "yes"}, answer=302),
    "participant:meeting-attendance": member(at(step="bm2"), BOTH),
    "asked:poll": anybody(a_poll_link, BOTH),
    "asked:reply": anybody(an_invitation_link, BOTH),
    "asked:calendar": signed_in(nothing, BOTH),
    "asked:feed": anybody(a_feed, file=True),
    "participant:meeting-host": member(at(step="bm2"), BOTH, {"host": ""}, answer=302),
}

A_SESSION = several({"round": round_, "step": lambda stage: "conference", "session": a_session})
CONFERENCES = {
    "participant:meeting-gathering": member(at(step=a_contribution), BOTH),
    "participant:meeting-gathering-register": member(at(step=a_contribution), BOTH, answer=302),
    "participant:meeting-gathering-contribute": member(at(step=a_contribution), BOTH),
    "participant:meeting-gathering-withdraw": member(at(step=a_contribution), BOTH, answer=302),
    "office:meeting-gathering": office(several({"round": round_, "step": a_contribution}), BOTH),
    "office:meeting-gathering-register": office(several({"round": round_, "step": a_contribution}), BOTH, answer=302),
    "office:meeting-gathering-plan": office(several({"round": round_, "step": a_contribution}), BOTH),
    "office:meeting-gathering-publish": office(several({"round": round_, "step": a_contribution}), BOTH, answer=302),
    "office:meeting-gathering-place": office(several({"round": round_, "step": a_contribution}), BOTH, answer=302),
    "office:meeting-gathering-session": office(several({"round": round_, "step": a_contribution}), BOTH),
    "office:meeting-gathering-change": office(A_SESSION, BOTH),
    "office:meeting-gathering-remove": office(A_SESSION, BOTH, answer=302),
    "public:gathering": anybody(several({"round": round_, "step": a_contribution}), BOTH),
}

A_PLAN = {"what": "Fråga i kön", "request_key": "x"}
A_LINE = {"text": "En rad", "kind": "idea", "request_key": "x"}
at_meeting = partial(Route, KEY_PERSON, (STRANGER, NEWCOMER), door="live:enter")
holding = partial(Route, KEY_PERSON, (NEIGHBOUR, STRANGER, OFFICER), door="live:enter")

MINUTES = {
    "participant:agenda": member(at(step="bm2"), BOTH),
    "participant:notes": Route(KEY_PERSON, (STRANGER, OFFICER), at_noted, BOTH, {"draft": "1"}),
    "participant:notes-file": Route(KEY_PERSON, (STRANGER, OFFICER), at_noted_file, BOTH, file=True),
    "participant:morning": Route(KEY_PERSON, (NEIGHBOUR, OFFICER), at_noted, BOTH),
    "office:cluster-feedback": office(
        several({"round": round_, "cluster": lambda stage: stage.clusters["one", "ridge"].pk, "step": lambda stage: "bm2"}), BOTH,
    ),
    "office:notes": office(several({"round": round_, "step": lambda stage: "conference"}), BOTH, {"draft": "1"}),
    "office:notes-file": office(office_noted_file, BOTH, file=True),
    "participant:open-room": member(at(step="bm2"), BOTH, answer=302),
    "office:open-room": office(several({"round": round_, "step": lambda stage: "conference"}), BOTH, answer=302),
    "live:meeting-way-in": anybody(lambda stage: {"token": way_into_meeting(a_room(stage))}, BOTH),
    "live:meeting": at_meeting(at_the_meeting(), BOTH),
    "live:meeting-leave": at_meeting(at_the_meeting(), POST),
    "live:meeting-wall": at_meeting(at_the_meeting()),
    "live:meeting-desk": holding(at_the_meeting()),
    "live:meeting-go": holding(at_the_meeting(), POST, {"item": "bm2-agenda-since"}),
    "live:meeting-look": holding(at_the_meeting(), POST, {"scene": "ideas"}),
    "live:meeting-close": holding(at_the_meeting(), POST),
    "live:meeting-note": at_meeting(at_the_meeting(), POST, A_LINE),
    "live:meeting-take-back": Route(KEY_PERSON, (NEIGHBOUR, STRANGER), a_line_of_ours, POST, {"struck": "1"}, door="live:enter"),
    "live:meeting-take": Route(NEIGHBOUR, (KEY_PERSON, STRANGER), a_line_of_ours, POST, {"taken": "1"}, door="live:enter"),
    "live:meeting-may-tell": Route(KEY_PERSON, (NEIGHBOUR, STRANGER), a_line_of_ours, POST, {"agreed": "1"}, door="live:enter"),
    "live:meeting-reword": Route(KEY_PERSON, (NEIGHBOUR, STRANGER), a_line_of_ours, POST, A_LINE, door="live:enter"),
    "live:meeting-talk": at_meeting(at_the_meeting(item="bm2-agenda-transfer", group="all"), POST, {"text": "Så här."}),
    "live:meeting-difference": at_meeting(at_the_meeting(about=place("vikarholm")), POST, {"row": "decision-papers", "kind": "they-have"}),
    "live:meeting-plan-new": Route(KEY_PERSON, (NEIGHBOUR, STRANGER), at_the_meeting(place=place("granasa")), POST, A_PLAN, door="live:enter"),
    "live:meeting-plan-line": Route(KEY_PERSON, (NEIGHBOUR, STRANGER), a_plan_of_ours, POST, A_PLAN, door="live:enter"),
    "live:meeting-reflection": at_meeting(at_the_meeting(), POST, {"text": "Min egen."}),
    "live:meeting-aims": at_meeting(at_the_meeting(), POST),
    "live:meeting-feedback": at_meeting(at_the_meeting(), POST, {"plus": "Bra."}),
    "live:meeting-show-aims": holding(at_the_meeting(), POST),
    "live:meeting-hands": holding(at_the_meeting(), POST, {"aim": "bm2-aim-service-ideas", "yes": "3"}),
    "live:meeting-paper": holding(at_the_meeting(), POST, {"plus": "Bra."}),
    "live:meeting-next-host": holding(at_the_meeting(), POST, {"host": ""}),
    "live:meeting-present": holding(at_the_meeting(), POST, {"name": "Bo Ek"}),
    "live:meeting-absent": holding(at_the_meeting(seat=1), POST, lenient=("seat",)),
    "office:agenda": office(several({"round": round_, "step": lambda stage: "conference"}), BOTH),
}

REPORT = {
    "participant:report": member(at()),
    "participant:report-send": member(at(), POST),
    "participant:report-take-back": member(at(), POST),
    "participant:sent-report": Route(STRANGER, (NEWCOMER,), lambda stage: {"place": a_sent_report(stage)}),
    "participant:report-section": member(at(heading="starting-point"), BOTH),
    "participant:mentor-decision": member(at(), BOTH),
    "participant:status": member(at()),
}

AT_BM2 = {"step": "bm2"}
SHARED = at(**AT_BM2, owner=place("vikarholm"))  # shared with Granåsa's cluster in the demo

PRESENTATIONS = {
    "participant:presentations": member(at()),
    "participant:presentation": member(at(**AT_BM2)),
    "participant:presentation-slot": member(at(**AT_BM2, slot="bm2-slide-ideas"), POST, {"text": "Vi", "based_on": "99"}),
    "participant:presentation-slides": member(at(**AT_BM2)),
    "participant:presentation-share": member(at(**AT_BM2), POST, {"audience": "cluster"}),
    "participant:presentation-offer": member(
        at(**AT_BM2, slot="bm2-slide-not-working"), POST, {"key": "joint-b-2018-results-asked-for-not_working", "text": "Vi"},
    ),
    "participant:presentation-ask": member(
        SHARED, POST, {"text": "Hur?"}, elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"))),),
    ),
    "participant:presentation-answer": member(
        at(**AT_BM2, owner=place("vikarholm"), question=a_question), POST, {"act": "take-back"},
        elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"), question=a_question)),),
    ),
    "participant:presentation-upload": member(at(**AT_BM2), BOTH),
    "participant:presentation-master": member(at(), BOTH),
    "participant:presentation-download": member(at(**AT_BM2, document="powerpoint"), file=True),
    "participant:presentation-download-of": member(
        at(**AT_BM2, owner=place("vikarholm"), document="powerpoint"), file=True,
        elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"), document="powerpoint")),),
    ),
    "participant:presentation-picture": member(at(**AT_BM2, pk=a_picture), file=True),
    "participant:presentation-of": member(SHARED, elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"))),)),
    "participant:presentation-slides-of": member(
        SHARED, elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"))),)
    ),
    "participant:presentation-picture-of": member(
        at(**AT_BM2, owner=place("vikarholm"), pk=a_shared_picture), file=True,
        elsewhere=((STRANGER, at("sundmark", **AT_BM2, owner=place("vikarholm"), pk=a_shared_picture)),),
    ),
}

CLUSTER = {"round": round_, "cluster": lambda stage: stage.clusters["one", "ridge"].pk}
OF_PLACE = {"round": round_, "place": place("almdala")}


CONFERENCE = several({"round": round_, "step": lambda stage: "conference"})

OFFICE = {
    "office:rounds": any_office(nothing),
    "office:open": any_office(nothing, BOTH, faces=("", "?upplaga=skr-2020", "?upplaga=modellkoncept-2024")),
    "office:page-answers": any_office(nothing),
    "office:rehearsal-leave": signed_in(nothing, POST),
    "office:round": office(ROUND, BOTH),
    "office:tick": office(ROUND, BOTH, {"key": "startup-prep-invite", "done": "1"}, answer=302),
    "office:close": office(ROUND, BOTH),
    "office:reopen": office(ROUND, POST),
    "office:organisations": office(ROUND, BOTH),
    "office:take-in": Route(
        INNER_OFFICER, (OFFICER, KEY_PERSON, MENTOR),
        several({"round": lambda stage: stage.rounds["three"].pk, "organisation": a_part}), BOTH, answer=302,
    ),
    "office:end": office(several(OF_PLACE), BOTH),
    "office:resume": office(several(OF_PLACE), BOTH, answer=302),
    "office:import": office(ROUND, BOTH),
    "office:clusters": office(ROUND, BOTH),
    "office:form-cluster": office(ROUND, BOTH, answer=302),
    "office:cluster": office(several(CLUSTER), BOTH),
    "office:dissolve": office(several(CLUSTER), BOTH, answer=302, lenient=("cluster",)),
    "office:meetings": office(ROUND, BOTH),
    "office:meeting": office(CONFERENCE, BOTH),
    "office:meeting-arrange": office(CONFERENCE, BOTH),
    "office:meeting-days": office(CONFERENCE, BOTH),
    "office:meeting-propose": office(CONFERENCE, BOTH),
    "office:meeting-invitation": office(CONFERENCE, BOTH, {"act": "see"}),
    "office:meeting-guest": office(CONFERENCE, BOTH, answer=302),
    "office:meeting-answer": office(CONFERENCE, BOTH, {"comes": "yes"}, answer=302),
    "office:meeting-attendance": office(CONFERENCE, BOTH),
    "office:meeting-choose": office(several({"round": round_, "step": lambda stage: "conference", "time": a_time_for_all}), BOTH),
    "office:meeting-end": office(CONFERENCE, BOTH, answer=302),
    "office:meeting-chores": office(CONFERENCE, BOTH, {"key": "chore-room", "done": "1"}),
    "office:cluster-meeting": office(several(CLUSTER | {"step": lambda stage: "bm2"}), BOTH),
    "office:dates": office(ROUND, BOTH),
    "office:timeline": office(ROUND, BOTH),
    "office:shared": office(ROUND, BOTH),
    "office:shared-one": office(
        several({"round": round_, "kind": lambda stage: "erfarenheter", "pk": shown_to_the_round}), BOTH,
    ),
    "office:shared-file": office(several({"round": round_, "pk": a_file_of_the_round}), BOTH, file=True),
    "office:progress": office(ROUND, BOTH),
    "office:presentations": office(ROUND, BOTH),
    "office:amend": office(ROUND, BOTH),
    "office:checklists": office(ROUND, BOTH),
    "office:own-words": office(pk(lambda stage: stage.rounds["two"], "round"), BOTH),
    "office:rehearsal": office(ROUND, BOTH),
    "office:material": office(ROUND, BOTH),
    "office:material-remove": office(several({"round": round_, "pk": lambda stage: a_link_of_the_office(stage).pk}), POST),
    "office:material-file": office(
        several({"round": round_, "pk": lambda stage: a_file_of_the_office(stage).pk}), BOTH, file=True,
    ),
    "office:letters": office(ROUND, BOTH, faces=("", "?visa=misslyckade")),
    "office:letter-again": office(several({"round": round_, "letter": a_stuck_letter}), POST),
}

ROUTES: dict[str, Route] = {
    **PUBLIC, **ACCOUNT, **STEPS, **ASSESSMENTS, **LIVE, **MINUTES, **IMPROVEMENT, **MEETINGS, **CONFERENCES, **PRESENTATIONS,
    **REPORT, **OFFICE,
}
PAGES = [(name, face) for name, route in ROUTES.items() if route.is_page for face in route.faces]


def in_the_resolver() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every address with the converters of what stands in it."""
    return _walk(get_resolver(), "")


def _walk(resolver: Any, namespace: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.pattern.converters
