"""What the office plans for a meeting of the whole round, what organisations contribute, and who comes.

When and where it is stands in the room of meetings; here are its contents.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Person
from spegla.rounds.models import Participation, Round


class Gathering(Versioned):
    """The contents of a round's meeting for all. It is public from `published_at` until that is taken back."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="gatherings")
    step = models.CharField(max_length=80)
    purpose = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    guests = models.BooleanField(default=False)  # whether people outside the round may register, once it is public
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="gathering_once_in_round")]


class Session(Versioned):
    """One part of the programme. Sessions whose times meet run side by side, each in a room of its own."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="sessions")
    starts = models.TimeField()
    ends = models.TimeField()
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    where = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["starts", "ends", "where", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after")]


class Contribution(Versioned):
    """What an organisation offers to show. The office says in which session; the organisation alone, whether it is public."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="contributions")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="contributions")
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="contributions")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "participation"], name="contributes_once")]


class Registration(models.Model):
    """Somebody of the round, or a guest by name and address, comes. A guest's name and address are erased afterwards."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="registered_once"),
            models.UniqueConstraint(
                fields=["gathering", "email"], condition=~Q(email=""), name="guest_registered_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
                name="registered_person_or_guest",
            ),
        ]
