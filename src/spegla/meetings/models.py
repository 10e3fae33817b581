"""Planning meetings: when on the day, where, and what the room has. The day itself stands in the round's calendar."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Person
from spegla.rounds.models import Cluster, Round


class Meeting(Versioned):
    """The meeting of a step: a cluster's own, or (without cluster) the one that the whole round meets for.

    `starts` and `ends` are times of the day where the meeting is held. What the room has is known to have or not known.
    """

    ROOM = ("accessible", "hearing_loop", "microphone", "projector", "wifi", "public_transport", "table_groups")

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="meetings")
    step = models.CharField(max_length=80)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    travel = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    room = models.TextField(blank=True)
    accessible = models.BooleanField(default=False)
    hearing_loop = models.BooleanField(default=False)
    microphone = models.BooleanField(default=False)
    projector = models.BooleanField(default=False)
    wifi = models.BooleanField(default=False)
    public_transport = models.BooleanField(default=False)
    table_groups = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "step"], name="meeting_once_in_cluster"),
            models.UniqueConstraint(fields=["round", "step"], condition=Q(cluster__isnull=True), name="meeting_once_in_round"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="meeting_ends_after"
            ),
        ]


class ChoreTick(models.Model):
    """One thing on the organisers' list that is done. They work together, so they see who did it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="chores")
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="chore_ticked_once")]
