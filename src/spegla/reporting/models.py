"""What people wrote under the headings of the final report, and the versions of the report that were sent."""

from django.db import models
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Person
from spegla.rounds.models import Participation


class ReportSection(Versioned):
    """The text under one heading, once somebody has edited it, and whether what fills itself in there is left out."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="report_sections")
    heading = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    left_out = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "heading"], name="one_text_per_heading")]


class FinalReport(Versioned):
    """That a report is sent, when, by whom and in which language. Each time it is sent is a version with its own sections."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="final_report")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, blank=True)

    history = HistoricalRecords()


class SentSection(models.Model):
    """One heading of a version that was sent, as it stood. Never changed."""

    report = models.ForeignKey(FinalReport, models.CASCADE, related_name="sent_sections")
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "version", "heading"], name="sent_once_per_version")]


class SentLine(models.Model):
    """A line that was filled in under a heading that was sent. Never changed."""

    section = models.ForeignKey(SentSection, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=300)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["section", "position"], name="sent_line_once")]
