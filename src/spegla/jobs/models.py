"""What the background keeps for itself: which periodic job has been started for which time."""

from django.db import models


class Slot(models.Model):
    """A periodic job was started for this time. Several workers may try; the constraint lets one through."""

    name = models.CharField(max_length=60)
    due = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due"], name="slot_once")]
