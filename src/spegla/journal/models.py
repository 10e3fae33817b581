"""What happened (events, shares, page feedback) and what is to be sent (letters). Knows no room above: ids and words only."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One line of the diary. Written in the act's transaction, never changed."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    thing_id = models.BigIntegerField(null=True)
    round_id = models.BigIntegerField(null=True, db_index=True)
    organisation_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["thing", "thing_id"])]
        ordering = ["-at", "-id"]


class Share(models.Model):
    """A version of a thing shown to an audience for a time. Ending it ends access and keeps the trace."""

    class Audience(models.TextChoices):
        CLUSTER = "cluster"
        ROUND = "round"
        PUBLIC = "public"

    thing = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    audience_id = models.BigIntegerField(null=True)  # the cluster or the round; empty for public
    organisation_id = models.BigIntegerField()  # whose it is
    version = models.PositiveIntegerField()
    with_comments = models.BooleanField(default=False)
    with_not_working = models.BooleanField(default=False)
    by_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["thing", "thing_id"]),
            models.Index(fields=["audience", "audience_id", "thing"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "thing_id", "audience", "audience_id"],
                condition=Q(until__isnull=True),
                name="share_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(audience="public", audience_id__isnull=True)
                | Q(audience__in=["cluster", "round"], audience_id__isnull=False),
                name="share_has_its_audience",
            ),
        ]


class Letter(models.Model):
    """A letter to send. The row is written in the act's transaction; the worker sends it and notes when.

    It is claimed before it is handed over. One that stays claimed was cut off in between: whether it arrived is not known,
    and only a person has it sent again.
    """

    to = models.EmailField()
    person_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="sv")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)  # a calendar file that goes with it; not kept once it is sent
    once = models.CharField(max_length=120, unique=True)  # the same letter is never written twice
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)  # not tried before this; empty: at once
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["sent_at", "attempts"])]


class PageAnswer(models.Model):
    """One click on "did this page help you?". Holds no person."""

    page = models.CharField(max_length=120, db_index=True)
    helped = models.BooleanField()
    at = models.DateTimeField()
