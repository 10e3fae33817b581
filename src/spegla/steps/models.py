"""Working through a step: ticks, tasks done together, who hosts a meeting, the appointed service, the experience talk."""

from django.db import models
from simple_history.models import HistoricalRecords

from spegla.journal.versions import Versioned
from spegla.people.models import Person
from spegla.rounds.models import Cluster, Participation, Round


class Tick(models.Model):
    """A preparation one person has ticked off for herself. Others only ever see how many have."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="ticks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person", "key"], name="ticked_once")]


class OfficeTick(models.Model):
    """A preparation the office of a round has ticked off. The office shares its work: all there see who did it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="office_ticks")
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="office_ticked_once")]


class JointTask(Versioned):
    """One workspace for a task that several organisations of a cluster own together."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="joint_tasks")
    key = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    done = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="joint_task_once")]


class MeetingHost(models.Model):
    """Which organisation of a cluster hosts the meeting of a step. The hosting goes round."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="hosts")
    step = models.CharField(max_length=80)
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="hosting")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "step"], name="one_host_per_meeting")]


class AppointedService(Versioned):
    """The service where an improvement will be made: who decided, what starts, why, what is asked of whom."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="service")
    name = models.CharField(max_length=120, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    what_starts = models.TextField(blank=True)
    why = models.TextField(blank=True)
    asked_of_manager = models.TextField(blank=True)
    asked_of_staff = models.TextField(blank=True)

    history = HistoricalRecords()


class ExperienceTalk(Versioned):
    """What an experienced organisation tells the others: what it learned, what it improved, what it advises."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="experience_talk")
    learned = models.TextField(blank=True)
    improved = models.TextField(blank=True)
    advice = models.TextField(blank=True)

    history = HistoricalRecords()
