"""Addresses of these pages; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.assessments import (
    alone,
    alone_answering,
    answering,
    comparing,
    earlier_answers,
    evidence,
    importing,
    in_room,
    marking,
    mentors,
    outside,
    overview,
    present,
    share,
    shift,
    showing,
    taking,
)

PLACE = "omgang/<int:place>/"
SHEET = f"{PLACE}skattning/<slug:occasion>/"

urlpatterns = [
    path(f"{PLACE}las-in/", importing.import_file, name="import-file"),
    path(f"{PLACE}las-in/granska/", importing.import_preview, name="import-preview"),
    path(f"{PLACE}skattning/", overview.overview, name="assessments"),
    path(SHEET, answering.assessment, name="assessment"),
    path(f"{SHEET}visa-och-lara/", marking.marks, name="marks"),
    path(f"{SHEET}forflyttning/", shift.shift_page, name="shift"),
    path(f"{SHEET}forflyttning/lardomar/", shift.reflections, name="reflections"),
    path(f"{SHEET}forflyttning/varfor/<slug:item>/", shift.why_moved, name="why-moved"),
    path(f"{SHEET}rummet/", in_room.in_room, name="in-room"),
    path(f"{SHEET}dela/", share.share, name="share"),
    path(f"{SHEET}dela/avsluta/<int:share>/", share.end_share, name="end-share"),
    path(f"{SHEET}ladda-ner/", taking.downloads, name="downloads"),
    path(f"{SHEET}ladda-ner/<slug:document>/", taking.download, name="download"),
    path(f"{SHEET}var-for-sig/", alone.alone, name="alone"),
    path(f"{SHEET}var-for-sig/alla/", alone_answering.own_questions, name="own-questions"),
    path(f"{SHEET}var-for-sig/ta-tillbaka/", alone.take_back_own, name="take-back-own"),
    path(f"{SHEET}var-for-sig/visa/", showing.show, name="show-answers"),
    path(f"{SHEET}var-for-sig/fraga/<slug:item>/", alone_answering.own_answer, name="own-answer"),
    path(f"{SHEET}vilka-var-med/", present.who_took_part, name="took-part"),
    path(f"{SHEET}mentor/<int:note>/", mentors.mentor_reply, name="mentor-reply"),
    path(f"{SHEET}<slug:item>/", answering.answer, name="answer"),
    path(f"{SHEET}<slug:item>/tidigare/", earlier_answers.earlier_answers, name="earlier-answers"),
    path(f"{SHEET}<slug:item>/underlag/", evidence.evidence, name="evidence"),
    path(f"{PLACE}jamfor/<slug:occasion>/", comparing.comparison, name="comparison"),
    path(f"{PLACE}jamfor/<slug:occasion>/mentor/<int:asked>/<slug:item>/", mentors.mentor_note, name="mentor-note"),
    path(f"{PLACE}jamfor/<slug:occasion>/mentor/<int:asked>/<slug:item>/niva/", outside.mentor_score, name="mentor-score"),
    path(f"{PLACE}mentorns-bild/", outside.outside, name="outside"),
    path(f"{PLACE}mentorns-bild/<int:other>/", outside.outside_ask, name="outside-ask"),
]
