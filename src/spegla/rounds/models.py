"""Rounds and who takes part in them: clusters, participations, pinned dates, amendments, confirmations, mentor decisions."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Organisation, Person


class StoredContent(models.Model):
    """The resolved content of a programme or a checklist, kept for ever under its hash. Pages read this, never the folder."""

    hash = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=12, choices=[("programme", "programme"), ("checklist", "checklist")])
    key = models.CharField(max_length=60)
    body = models.TextField()
    stored_at = models.DateTimeField()


class Round(models.Model):
    """One turn of the programme, bound to its stored content. `office` holds the function *programledning* in it."""

    name = models.CharField(max_length=120)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    start_on = models.DateField()
    variant = models.CharField(max_length=40)
    programme = models.ForeignKey(StoredContent, models.PROTECT, related_name="+")
    inside = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="internal_rounds")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    creation_key = models.CharField(max_length=40, unique=True, null=True, blank=True)  # pressed twice, opened once

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="round_name_once_per_office")]

    def __str__(self) -> str:
        return self.name


class RoundChecklist(models.Model):
    """A checklist the round uses. Bound apart from the meeting programme; a round may use several."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="checklists")
    content = models.ForeignKey(StoredContent, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="round_checklist_once")]


class Amendment(models.Model):
    """A dated change of what remains of a round's programme. What was finished stands as it was."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="amendments")
    edition = models.CharField(max_length=60)
    effective_on = models.DateField()
    reason = models.TextField(blank=True)
    before = models.ForeignKey(StoredContent, models.PROTECT, related_name="+")
    after = models.ForeignKey(StoredContent, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class Cluster(models.Model):
    """Usually two to four participants with none, one or several mentors."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=80)
    theme = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="cluster_name_once")]

    def __str__(self) -> str:
        return self.name


class PinnedDate(models.Model):
    """A date a person has set. All other dates are counted from their anchors and stored nowhere."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="pinned_dates")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="pinned_dates")
    key = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "key"], name="pinned_once_in_cluster"),
            models.UniqueConstraint(fields=["round", "key"], condition=Q(cluster__isnull=True), name="pinned_once_in_round"),
        ]


class Participation(models.Model):
    """An organisation's part in a round. What it wrote stays when its participation has ended."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant"
        MENTOR = "mentor"
        SUPPORTING_MENTOR = "supporting-mentor"

    round = models.ForeignKey(Round, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="participations")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PARTICIPANT)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="takes_part_once")]
        indexes = [models.Index(fields=["organisation", "ended_at"])]

    @property
    def is_mentor(self) -> bool:
        return self.role != self.Role.PARTICIPANT

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None


class Confirmation(models.Model):
    """A person has said, once, that she knows the assignment and has the time."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="confirmed_once")]


class MentorDecision(Versioned):
    """Will the organisation mentor in a next round? Decided by whom, when, and what it can show."""

    class Answer(models.TextChoices):
        YES = "yes"
        NOT_YET = "not-yet"
        NO = "no"

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="mentor_decision")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    can_show = models.TextField(blank=True)

    history = HistoricalRecords()
