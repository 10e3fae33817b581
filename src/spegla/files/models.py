"""Files people upload: a row with owner, level, type by content, hash and storage name. Served only through visibility."""

from django.db import models
from django.db.models import Q

from spegla.core.visibility import Level
from spegla.people.models import Organisation, Person


class StoredFile(models.Model):
    """A file. `storage_name` is made by us and says nothing; `name` is what the person called it.

    A file never changes: another version is another file. When it is removed its content is gone and the row is the trace.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="files")
    level = models.PositiveSmallIntegerField(default=Level.ORGANISATION)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=80, unique=True)
    creation_key = models.CharField(max_length=40)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "creation_key", "sha256"], condition=Q(removed_at__isnull=True),
                name="file_uploaded_once",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[Level.PRIVATE, Level.ORGANISATION]), name="file_is_a_draft_or_the_organisations"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="file_removed_by_somebody",
            ),
        ]
