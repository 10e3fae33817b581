"""Links and files that the office of a round has added to its material, and what each reader thought of it for herself."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from spegla.files.models import StoredFile
from spegla.people.models import Person
from spegla.rounds.models import Participation, Round


class Holding(models.Model):
    """A link or a file, added to a material that the programme names (`key`) or to a step (`step`, with a title of its own).

    `fault` is what was wrong when the link was last tried, `failing_since` when that began.
    """

    class Fault(models.TextChoices):
        GONE = "gone"  # the server says that it is not there
        ERROR = "error"  # the server cannot give it
        SILENT = "silent"  # nobody answers
        INSIDE = "inside"  # an address inside a network, which is not tried

    round = models.ForeignKey(Round, models.CASCADE, related_name="holdings")
    step = models.CharField(max_length=80)
    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=160)
    url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    creation_key = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=6, choices=Fault.choices, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(url="", file__isnull=False) | (~Q(url="") & Q(file__isnull=True)), name="holding_is_link_or_file"
            ),
            models.CheckConstraint(
                condition=Q(fault="", failing_since__isnull=True) | (~Q(fault="") & Q(failing_since__isnull=False)),
                name="holding_fails_since_a_time",
            ),
            models.UniqueConstraint(fields=["round", "creation_key"], name="holding_added_once"),
        ]

    @property
    def host(self) -> str:
        """Whose server the link leads to, for people to see before they follow it."""
        return urlsplit(self.url).hostname or ""


class Reflection(models.Model):
    """What one person thought about a material, for herself: never in a history, never read by anybody else.

    Others only ever see how many have gone through it.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="reflections")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person", "key"], name="reflected_once")]
