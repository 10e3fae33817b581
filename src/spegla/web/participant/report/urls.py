"""Addresses of the final report, the mentor decision and the model status; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.report import mentoring, report, section, sent

REPORT = "omgang/<int:place>/slutrapport/"

urlpatterns = [
    path(REPORT, report.report, name="report"),
    path(REPORT + "skicka/", report.report_send, name="report-send"),
    path(REPORT + "ta-tillbaka/", report.report_take_back, name="report-take-back"),
    path(REPORT + "skickad/", sent.sent_report, name="sent-report"),
    path(REPORT + "<slug:heading>/", section.report_section, name="report-section"),
    path("omgang/<int:place>/mentorbeslut/", mentoring.mentor_decision, name="mentor-decision"),
    path("omgang/<int:place>/status/", mentoring.status, name="status"),
]
