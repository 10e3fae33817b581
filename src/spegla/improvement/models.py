"""Ideas taken home and improvements made of them. Both belong to an organisation and outlive the round."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from spegla.core.visibility import Level
from spegla.journal.versions import Versioned
from spegla.people.models import Organisation, Person
from spegla.rounds.models import Participation


class Idea(Versioned):
    """An idea, and whose it was: the organisation it came from, and the item or step where it arose."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ideas")
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="ideas")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=Level.ORGANISATION)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    from_item = models.CharField(max_length=80, blank=True)
    from_step = models.CharField(max_length=80, blank=True)
    noted_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    creation_key = models.CharField(max_length=40)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "creation_key"], name="idea_noted_once"),
            models.CheckConstraint(
                condition=Q(level__in=[Level.PRIVATE, Level.ORGANISATION]), name="idea_is_a_draft_or_the_organisations"
            ),
        ]

    @property
    def is_private(self) -> bool:
        return self.level == Level.PRIVATE


class Improvement(Versioned):
    """An improvement on one of two tracks: in a service, or in steering with the service result it should reach.

    `aims_version` names the set of aimed items that this version has; an older version keeps its own.
    """

    class Track(models.TextChoices):
        SERVICE = "service", _("i en verksamhet")
        STEERING = "steering", _("i styrning och ledning")

    class State(models.TextChoices):
        PLANNED = "planned", _("planerad")
        TESTING = "testing", _("prövas")
        KEPT = "kept", _("behålls")
        ADAPTED = "adapted", _("anpassas")
        ABANDONED = "abandoned", _("har lagts ner")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="improvements")
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="improvements")
    idea = models.ForeignKey(Idea, models.PROTECT, null=True, blank=True, related_name="improvements")
    track = models.CharField(max_length=8, choices=Track.choices)
    title = models.CharField(max_length=160)
    goal = models.TextField(blank=True)
    group = models.CharField(max_length=200, blank=True)
    gap = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    service_result = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    first_test_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    result = models.TextField(blank=True)
    aims_version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    creation_key = models.CharField(max_length=40)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(track__in=["service", "steering"]), name="improvement_has_a_track"),
            models.UniqueConstraint(fields=["organisation", "creation_key"], name="improvement_started_once"),
        ]


NEEDS = {
    Improvement.Track.SERVICE: ("goal", "group", "gap", "owner", "first_test_on"),
    Improvement.Track.STEERING: ("link", "service_result", "owner", "first_test_on"),
}


def still_lacks(improvement: Improvement) -> list[str]:
    """What a plan on this track would gain from saying, by field. Never a reason to refuse it."""
    if improvement.state in (Improvement.State.KEPT, Improvement.State.ABANDONED):
        return []
    return [name for name in NEEDS[Improvement.Track(improvement.track)] if not getattr(improvement, name)]


class AimedItem(models.Model):
    """A checklist item that a version of an improvement aims at."""

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="aimed_items")
    version = models.PositiveIntegerField()
    item = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["improvement", "version", "item"], name="aimed_once")]
        indexes = [models.Index(fields=["item"])]
